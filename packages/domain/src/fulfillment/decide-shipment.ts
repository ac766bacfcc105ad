// The warehouse handed a parcel over: a fact, recorded even where we had cancelled or held the work.

import type { Draft } from '../batch/draft.ts'
import { changeLevel, emit, levelOrNew } from '../batch/draft.ts'
import type { ShipFulfillmentOrder } from '../batch/command.ts'
import type { ShipOutcome } from '../batch/outcome.ts'
import { moveStock } from '../inventory/move-stock.ts'
import { demandFor } from '../inventory/reserve.ts'
import { must } from '../kernel/assert.ts'
import { isMarketplace } from '../order/order-key.ts'
import { giveBackSurplus } from '../order/advance-order.ts'
import { touch } from '../order/order.ts'
import type { Demand, Order } from '../order/order.ts'
import type { Allocation, FulfillmentOrder } from './fulfillment-order.ts'

export function decideShipment(draft: Draft, command: ShipFulfillmentOrder): ShipOutcome {
  const fulfillmentOrder = draft.fulfillmentOrders.get(command.fulfillmentOrderId)
  if (fulfillmentOrder === undefined) return { outcome: 'fulfillment_order_unknown' }
  const before = fulfillmentOrder.state
  if (before === 'closed') return { outcome: 'already_shipped' }
  const orders = ordersOf(draft, fulfillmentOrder)
  for (const order of orders) shipOrder(draft, order, { fulfillmentOrder, command })
  fulfillmentOrder.state = 'closed'
  touch(fulfillmentOrder)
  // What left although it was routed elsewhere needs no second parcel.
  for (const order of orders) giveBackSurplus(draft, order)
  const shipmentId = draft.snapshot.nextId()
  draft.shipments.push({
    id: shipmentId,
    fulfillmentOrderId: fulfillmentOrder.id,
    carrier: command.carrier,
    trackingNumber: command.trackingNumber,
  })
  for (const order of orders) {
    if (isMarketplace(order.key.channel)) draft.confirmations.push({ shipmentId, orderId: order.id })
  }
  if (before === 'cancelled') return { outcome: 'shipped_after_cancel' }
  return { outcome: before === 'on_hold' ? 'shipped_while_held' : 'shipped' }
}

function ordersOf(draft: Draft, fulfillmentOrder: FulfillmentOrder): Order[] {
  const keys =
    draft.snapshot.ordersByFulfillmentOrder.get(fulfillmentOrder.id) ?? keysInBatch(draft, fulfillmentOrder.id)
  return keys.map((key) => must(draft.snapshot.orders.get(key), `order ${key} is loaded with its fulfillment order`))
}

/** A fulfillment order opened earlier in this very batch is in no index yet. */
function keysInBatch(draft: Draft, fulfillmentOrderId: number): string[] {
  return [...draft.snapshot.orders]
    .filter(([, order]) => order.allocations.some((each) => each.fulfillmentOrderId === fulfillmentOrderId))
    .map(([key]) => key)
}

interface HandedOver {
  fulfillmentOrder: FulfillmentOrder
  command: ShipFulfillmentOrder
}

function shipOrder(draft: Draft, order: Order, { fulfillmentOrder, command }: HandedOver): void {
  let units = 0
  for (const allocation of order.allocations) {
    if (allocation.fulfillmentOrderId !== fulfillmentOrder.id || !leftTheWarehouse(allocation, fulfillmentOrder))
      continue
    shipAllocation(draft, order, allocation)
    units += allocation.quantity
  }
  const afterCancel = fulfillmentOrder.state === 'cancelled'
  emit(draft, order, {
    kind: 'order_shipped',
    body: {
      units,
      fulfillmentOrder: fulfillmentOrder.id,
      carrier: command.carrier,
      trackingNumber: command.trackingNumber,
      ...(afterCancel ? { afterCancel } : {}),
    },
  })
}

/** Of a live fulfillment order its live allocations ship; of a cancelled one, those that fell with it. */
function leftTheWarehouse(allocation: Allocation, fulfillmentOrder: FulfillmentOrder): boolean {
  return fulfillmentOrder.state === 'cancelled' ? allocation.endedAs === 'cancelled' : allocation.endedAs === null
}

function shipAllocation(draft: Draft, order: Order, allocation: Allocation): void {
  const { demand } = demandFor(order, allocation)
  const level = levelOrNew(draft, allocation.skuId, allocation.locationId)
  if (allocation.endedAs === null) {
    changeLevel(draft, level, { allocated: -allocation.quantity })
    demand.allocated -= allocation.quantity
  } else {
    takeBack(demand, allocation.quantity)
  }
  demand.shipped += allocation.quantity
  touch(demand)
  allocation.endedAs = 'shipped'
  touch(allocation)
  leaveStock(draft, order, allocation)
}

/** Units we had freed went out all the same: they come off cancelled, else off open, else the order got more than it asked for. */
function takeBack(demand: Demand, quantity: number): void {
  const fromCancelled = Math.min(quantity, demand.cancelled)
  const fromOpen = Math.min(quantity - fromCancelled, demand.open)
  demand.cancelled -= fromCancelled
  demand.open -= fromOpen
  demand.ordered += quantity - fromCancelled - fromOpen
}

/** What shipped was there: where we believed less, the difference is recorded as found. */
function leaveStock(draft: Draft, order: Order, allocation: Allocation): void {
  const { skuId, locationId, quantity } = allocation
  const level = levelOrNew(draft, skuId, locationId)
  const reference = `shipment:${allocation.fulfillmentOrderId}:${order.id}:${allocation.allocationNo}`
  const found = Math.max(0, quantity - level.onHand)
  if (found > 0)
    moveStock(draft, level, { kind: 'adjustment', quantity: found, reference, reason: 'found_at_shipping' })
  moveStock(draft, level, { kind: 'shipment', quantity: -quantity, reference, reason: '' })
}
