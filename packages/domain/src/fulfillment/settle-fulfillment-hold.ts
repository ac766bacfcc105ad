// A held order's fulfillment orders are hidden from the warehouse, and come back when it is released.

import type { Draft } from '../batch/draft.ts'
import { activeHolds } from '../hold/hold.ts'
import { must } from '../kernel/assert.ts'
import { touch } from '../order/order.ts'
import type { Order } from '../order/order.ts'

export function settleFulfillmentHold(draft: Draft, order: Order): void {
  const wanted = activeHolds(order.holds).length > 0 ? 'on_hold' : 'open'
  const from = wanted === 'open' ? 'on_hold' : 'open'
  for (const allocation of order.allocations) {
    if (allocation.endedAs !== null) continue
    const fulfillmentOrder = must(draft.fulfillmentOrders.get(allocation.fulfillmentOrderId), 'loaded with its order')
    if (fulfillmentOrder.state !== from) continue
    fulfillmentOrder.state = wanted
    touch(fulfillmentOrder)
  }
}
