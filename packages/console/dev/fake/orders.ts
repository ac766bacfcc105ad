import { PATHS } from '@tidegate/contract'
import type { ActionOutcome, BulkRequest, OrderAction } from '@tidegate/contract'
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
  const end = Number(query.get('before') ?? state.orders.length)
  const start = Math.max(0, end - limit)
  const page = state.orders.slice(start, end).toReversed()
  return { orders: page.map((order) => summaryOf(order, Date.now())), next: start === 0 ? null : String(start) }
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
