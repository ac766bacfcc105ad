import { OrderDetail, OrderExplanation, OrderKeyQuery, PATHS } from '@tidegate/contract'
import type { App } from '../app-type.ts'
import type { MerchantOf, ServedGate } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'
import { NumberInPath } from './order-number-in-path.ts'

/** Null where no order has this number. */
export type Explain = { explain(gate: ServedGate, number: string): Promise<OrderExplanation | null> }['explain']

export function orderRoutes(app: App, merchant: MerchantOf, explain: Explain): void {
  const tags = ['orders']

  app.route({
    method: 'GET',
    url: PATHS.order,
    config: { access: { people: 'session', scope: 'orders:read' } },
    schema: { summary: 'One order in full', tags, params: NumberInPath, response: { 200: OrderDetail, ...REFUSALS } },
    async handler(request) {
      const reads = await merchant.reads(request)
      return found(await reads.order(request.params.number))
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.orderByPlatformId,
    config: { access: { people: 'session', scope: 'orders:read' } },
    schema: {
      summary: "One order in full, by its channel's own id",
      tags,
      querystring: OrderKeyQuery,
      response: { 200: OrderDetail, ...REFUSALS },
    },
    async handler(request) {
      const { channel = 'open_api', shop, platformOrderId } = request.query
      const reads = await merchant.reads(request)
      return found(await reads.order(found(await reads.orderNumber({ channel, shop, platformOrderId }))))
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.explanation,
    config: { access: { people: 'session', scope: 'orders:read' } },
    schema: {
      summary: 'Why an order was decided as it was',
      tags,
      params: NumberInPath,
      response: { 200: OrderExplanation, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      return found(await explain(gate, request.params.number))
    },
  })
}

function found<T>(value: T | null): T {
  if (value === null) throw new Refusal('not_found')
  return value
}
