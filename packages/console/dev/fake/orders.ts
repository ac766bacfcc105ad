import { PATHS } from '@tidegate/contract'
import type { ActionOutcome, BulkRequest, OrderAction, OrderSummary } from '@tidegate/contract'
import { explanationOf } from './explanation.ts'
import { detailOf } from './order-detail.ts'
import { numberOf, summaryOf } from './order.ts'
import type { FakeOrder } from './order.ts'
import { FakeRefusal } from './route.ts'
import type { FakeCall, FakeRoute } from './route.ts'

export const orderRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: PATHS.orders, answer: pageOf },
  { method: 'POST', path: PATHS.orderActions, answer: actOnAll },
  { method: 'GET', path: PATHS.order, answer: (call) => detailOf(found(call), Date.now()) },
  { method: 'GET', path: PATHS.explanation, answer: (call) => explanationOf(found(call), Date.now()) },
]

function pageOf({ state, query }: FakeCall) {
  const limit = Number(query.get('limit') ?? 50)
  const all = state.orders.map((order) => summaryOf(order, Date.now())).filter((order) => passes(order, query))
  const end = Number(query.get('before') ?? all.length)
  const start = Math.max(0, end - limit)
  const search = query.get('search')
  return {
    orders: all.slice(start, end).toReversed(),
    next: start === 0 ? null : String(start),
    count: query.has('before') ? null : { orders: Math.min(all.length, 1_000), isAll: all.length <= 1_000 },
    foundBy: search === null || all.length === 0 ? [] : ['platform_order_id'],
  }
}

/** The filters a page of the console can be looked at with; the real ones are the engine's. */
function passes(order: OrderSummary, query: URLSearchParams): boolean {
  const is = (name: string, ...values: string[]) => !query.has(name) || values.includes(query.get(name) ?? '')
  const stages = query.get('stage')?.split(',') ?? [order.stage]
  return (
    stages.includes(order.stage) &&
    is('search', order.number, order.platformOrderId) &&
    is('channel', order.channel) &&
    is('shop', order.shop) &&
    is('hold', ...order.holds) &&
    is('location', ...order.locations) &&
    is('province', order.province) &&
    order.payableFen >= Number(query.get('payableFromFen') ?? 0)
  )
}

function actOnAll({ state, body }: FakeCall) {
  const { numbers, do: action } = body as BulkRequest
  const results = numbers.map((number) => {
    const order = state.orders.findLast((each) => numberOf(each) === number)
    return { number, outcome: order === undefined ? 'order_unknown' : actOn(order, action) }
  })
  return { results }
}

function actOn(order: FakeOrder, action: OrderAction): ActionOutcome {
  const { stage, holds } = summaryOf(order, Date.now())
  if (action.action === 'cancel_order') {
    if (stage === 'shipped' || stage === 'partly_shipped') return 'already_shipped'
    order.changed = { closed: true, holds: [] }
    return 'cancelled'
  }
  const { hold } = action
  const others = holds.filter((kind) => kind !== hold)
  if (action.action === 'place_hold') {
    if (stage === 'closed' || stage === 'shipped' || stage === 'completed') return 'nothing_to_hold'
    if (holds.includes(hold)) return 'already_held'
    order.changed = { closed: false, holds: [...others, hold] }
    return 'held'
  }
  if (!holds.includes(hold)) return 'not_held'
  order.changed = { closed: false, holds: others }
  return 'released'
}

/** A number ending in FAIL answers 500. */
function found({ state, params: { number = '' } }: FakeCall): FakeOrder {
  if (number.endsWith('FAIL')) throw new FakeRefusal('internal')
  const order = state.orders.findLast((each) => numberOf(each) === number)
  if (order === undefined) throw new FakeRefusal('not_found')
  return order
}
