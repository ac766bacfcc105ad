// Orders of the Open API: they come in here, and their money is told here. Reading them is as reading any other.

import {
  MoneyFactRecorded,
  NewOrder,
  NewOrders,
  NewPayment,
  NewRefund,
  OrderRecorded,
  OrdersRecorded,
  PATHS,
} from '@tidegate/contract'
import type { OrderKey } from '@tidegate/domain'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { answerEach } from '../open-api/answer-each.ts'
import { IdempotencyHeaders } from '../open-api/answer-once.ts'
import type { AnswerOnce } from '../open-api/answer-once.ts'
import { recordOrder, recordPayment, recordRefund } from '../open-api/submit-facts.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'
import type { ProblemOf } from '../problems.ts'
import { strictCheck, uncheckedItems } from '../validators.ts'
import { NumberInPath } from './order-number-in-path.ts'

const ACCESS = { people: ['owner', 'operations'], scope: 'orders:write' } as const

export interface OpenOrderRoutes {
  merchant: MerchantOf
  once: AnswerOnce
  problemOf: ProblemOf
  bulkBytesMax: number
}

export function openOrderRoutes(app: App, options: OpenOrderRoutes): void {
  orderIntakeRoutes(app, options)
  moneyRoutes(app, options)
}

function orderIntakeRoutes(app: App, { once, problemOf, bulkBytesMax }: OpenOrderRoutes): void {
  const tags = ['orders']
  const check = strictCheck(NewOrder)

  app.route({
    method: 'POST',
    url: PATHS.orders,
    config: { access: ACCESS },
    schema: {
      summary: 'Record an order of the Open API; answered once it is durable',
      tags,
      headers: IdempotencyHeaders,
      body: NewOrder,
      response: { 200: OrderRecorded, 201: OrderRecorded, ...REFUSALS },
    },
    handler: (request, reply) =>
      once(request, reply, async (sender) => {
        const body = await recordOrder(sender, request.body)
        return { status: body.outcome === 'recorded' ? 201 : 200, body }
      }),
  })

  app.route({
    method: 'POST',
    url: PATHS.ordersBulk,
    bodyLimit: bulkBytesMax,
    config: { access: ACCESS },
    validatorCompiler: uncheckedItems,
    schema: {
      summary: 'Record many orders; each has its own outcome, in the order sent',
      tags,
      headers: IdempotencyHeaders,
      body: NewOrders,
      response: { 200: OrdersRecorded, ...REFUSALS },
    },
    handler: (request, reply) =>
      once(request, reply, async (sender) => {
        const send = (order: NewOrder): Promise<OrderRecorded> => recordOrder(sender, order)
        const { orders: items } = request.body
        return { status: 200, body: { results: await answerEach({ field: '/orders', items, check, send, problemOf }) } }
      }),
  })
}

function moneyRoutes(app: App, { merchant, once }: OpenOrderRoutes): void {
  const tags = ['orders']
  const response = { 200: MoneyFactRecorded, 201: MoneyFactRecorded, ...REFUSALS }
  const statusOf = ({ outcome }: MoneyFactRecorded): number => (outcome === 'recorded' ? 201 : 200)

  /** A marketplace says itself what was paid there; nobody else may. */
  async function ownKey(request: FastifyRequest<{ Params: { number: string } }>): Promise<OrderKey> {
    const reads = await merchant.reads(request as FastifyRequest)
    const key = await reads.orderKey(request.params.number)
    if (key === null) throw new Refusal('not_found')
    if (key.channel !== 'open_api')
      throw new Refusal('channel_decides', { expected: 'an order of the channel open_api' })
    return key
  }

  app.route({
    method: 'POST',
    url: PATHS.payments,
    config: { access: ACCESS },
    schema: {
      summary: 'A leg of the order is paid up to a total',
      tags,
      params: NumberInPath,
      headers: IdempotencyHeaders,
      body: NewPayment,
      response,
    },
    handler: (request, reply) =>
      once(request, reply, async (sender) => {
        const body = await recordPayment(sender, await ownKey(request), request.body)
        return { status: statusOf(body), body }
      }),
  })

  app.route({
    method: 'POST',
    url: PATHS.refunds,
    config: { access: ACCESS },
    schema: {
      summary: 'Money of the order went back',
      tags,
      params: NumberInPath,
      headers: IdempotencyHeaders,
      body: NewRefund,
      response,
    },
    handler: (request, reply) =>
      once(request, reply, async (sender) => {
        const body = await recordRefund(sender, await ownKey(request), request.body)
        return { status: statusOf(body), body }
      }),
  })
}
