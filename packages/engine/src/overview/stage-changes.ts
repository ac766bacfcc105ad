// How a batch moved orders between stages. Summed over batches this is how many orders are in each,
// exactly: it is written by the transaction that moved them.

import { activeHolds, demandsOf, orderStage } from '@tidegate/domain'
import type { Order, OrderStage } from '@tidegate/domain'

export type StageChanges = Partial<Record<OrderStage, number>>

export function stageOf(order: Order): OrderStage {
  const quantities = { open: 0, reserved: 0, allocated: 0, shipped: 0 }
  for (const { demand } of demandsOf(order)) {
    quantities.open += demand.open
    quantities.reserved += demand.reserved
    quantities.allocated += demand.allocated
    quantities.shipped += demand.shipped
  }
  return orderStage({ ...order, holdKinds: activeHolds(order.holds).map((hold) => hold.kind), quantities })
}

/** Taken between load and decide: deciding changes the orders in place. */
export function stagesOf(orders: Iterable<Order>): Map<number, OrderStage> {
  const stages = new Map<number, OrderStage>()
  for (const order of orders) stages.set(order.id, stageOf(order))
  return stages
}

/** Net change per stage; an order that was not there before enters from nowhere. */
export function stageChanges(before: ReadonlyMap<number, OrderStage>, after: Iterable<Order>): StageChanges {
  const changes: StageChanges = {}
  for (const order of after) {
    const from = before.get(order.id)
    const to = stageOf(order)
    if (from === to) continue
    if (from !== undefined) changes[from] = (changes[from] ?? 0) - 1
    changes[to] = (changes[to] ?? 0) + 1
  }
  return changes
}
