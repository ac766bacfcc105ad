// What must hold after every batch, counted anew from the rows: the audit's promises (docs/reference/
// invariants.md) as far as memory can tell them. A script that breaks one fails at that line.

import type { BatchSnapshot } from '../batch/snapshot.ts'
import { activeHolds } from '../hold/hold.ts'
import { shortOf } from '../inventory/stock.ts'
import { assert } from '../kernel/assert.ts'
import { demandsOf, isDead } from '../order/order.ts'
import type { Order } from '../order/order.ts'

export function checkSnapshot(snapshot: BatchSnapshot): void {
  for (const order of snapshot.orders.values()) checkOrder(order, snapshot)
  for (const skuId of snapshot.pools.keys()) checkPool(snapshot, skuId)
}

function checkOrder(order: Order, snapshot: BatchSnapshot): void {
  const id = order.key.platformOrderId
  for (const { line, demand } of demandsOf(order)) {
    const { ordered, open, reserved, allocated, shipped, cancelled } = demand
    assert(ordered === open + reserved + allocated + shipped + cancelled, `order ${id}: a demand is conserved`)
    assert(Math.min(open, reserved, allocated, shipped, cancelled) >= 0, `order ${id}: no quantity is negative`)
    const mine = (row: { lineNo: number; skuId: number }) => row.lineNo === line.lineNo && row.skuId === demand.skuId
    const live = order.allocations.filter((each) => mine(each) && each.endedAs === null)
    const claims = order.reservations.filter((each) => mine(each) && each.endedAs === null)
    assert(sum(live, 'quantity') === allocated, `order ${id}: allocated is the sum of live allocations`)
    assert(sum(claims, 'quantity') === reserved, `order ${id}: reserved is the sum of live reservations`)
  }
  for (const allocation of order.allocations) {
    if (allocation.endedAs !== null) continue
    const state = snapshot.fulfillmentOrders.get(allocation.fulfillmentOrderId)?.state
    assert(state !== undefined && state !== 'closed' && state !== 'cancelled', `order ${id}: live work is live`)
    assert(state !== 'open' || activeHolds(order.holds).length === 0, `order ${id}: held work is hidden`)
  }
  if (order.history) checkHistory(order)
  if (isDead(order)) assert(activeHolds(order.holds).length === 0, `order ${id}: a dead order is not held`)
  for (const leg of order.legs) {
    assert(leg.refundedFen >= 0 && leg.refundedFen <= leg.paidFen, `order ${id}: refunds stay within paid`)
  }
}

/** Nothing of the past is promised, shipped or looked at. */
function checkHistory(order: Order): void {
  const id = order.key.platformOrderId
  const touched = [order.lines, order.holds, order.reservations, order.allocations].some((rows) => rows.length > 0)
  assert(!touched, `order ${id}: history has no lines, holds or claims`)
  assert(order.legs.length === 1 && order.legs[0]?.leg === 'whole', `order ${id}: history has one leg, the whole`)
}

function checkPool(snapshot: BatchSnapshot, skuId: number): void {
  const pool = snapshot.pools.get(skuId)
  if (pool === undefined) return
  const sellable = new Set([...snapshot.locations.values()].flatMap((each) => (each.sellable ? [each.id] : [])))
  const all = snapshot.levels.get(skuId) ?? []
  const levels = all.filter((level) => sellable.has(level.locationId))
  for (const quantity of ['onHand', 'unavailable', 'allocated'] as const) {
    assert(sum(levels, quantity) === pool[quantity], `pool ${skuId}: ${quantity} is the sum of its levels`)
  }
  const orders = [...snapshot.orders.values()]
  const claims = orders.flatMap((order) =>
    order.reservations.filter((each) => each.skuId === skuId && each.endedAs === null),
  )
  assert(sum(claims, 'quantity') === pool.reserved, `pool ${skuId}: reserved is the sum of live reservations`)
  for (const row of [pool, ...all]) {
    assert(row.short === shortOf(row), `sku ${skuId}: short is what promises lack, no more and no less`)
    assert(row.onHand >= 0 && row.allocated >= 0, `sku ${skuId}: no quantity is negative`)
  }
  assert(pool.reserved >= 0, `pool ${skuId}: reserved is not negative`)
}

function sum<K extends string>(rows: readonly Record<K, number>[], field: K): number {
  return rows.reduce((total, row) => total + row[field], 0)
}
