// Moves units of a demand between open, reserved and allocated, with the pool and level they rest on.
// Every function here keeps ordered = open + reserved + allocated + shipped + cancelled.

import type { Draft } from '../batch/draft.ts'
import { changeLevel, changePool, levelOf, poolOf } from '../batch/draft.ts'
import { canRecall } from '../fulfillment/fulfillment-order.ts'
import type { Allocation } from '../fulfillment/fulfillment-order.ts'
import type { Instant } from '../kernel/instant.ts'
import { assert, must } from '../kernel/assert.ts'
import { touch } from '../order/order.ts'
import type { Demand, Order, OrderLine } from '../order/order.ts'
import { availableToSell } from './stock.ts'
import type { Reservation, ReservationEnd } from './stock.ts'

export interface DemandOf {
  order: Order
  line: OrderLine
  demand: Demand
}

/** The demand a reservation, a pick or an allocation of the order is for. */
export function demandFor(order: Order, row: { lineNo: number; skuId: number }): DemandOf {
  const line = must(order.lines[row.lineNo - 1], 'lines are numbered from 1 without gaps')
  const demand = must(
    line.demands.find((each) => each.skuId === row.skuId),
    'a claim on stock is for a demand',
  )
  return { order, line, demand }
}

/** Reserves that many of the demand's open units, or as many as are available by now; returns how many. */
export function reserveOpen(
  draft: Draft,
  of: DemandOf,
  wanted: { quantity: number; expiresAt: Instant | null },
): number {
  const { order, line, demand } = of
  const { expiresAt } = wanted
  const quantity = Math.min(wanted.quantity, availableToSell(poolOf(draft, demand.skuId)))
  if (quantity === 0) return 0
  changePool(draft, demand.skuId, { reserved: quantity })
  demand.open -= quantity
  demand.reserved += quantity
  touch(demand)
  order.reservations.push(newReservation(draft, { lineNo: line.lineNo, skuId: demand.skuId, quantity, expiresAt }))
  return quantity
}

function newReservation(draft: Draft, of: Omit<Reservation, 'id' | 'endedAs' | 'change'>): Reservation {
  return { ...of, id: draft.snapshot.nextId(), endedAs: null, change: 'insert' }
}

interface Ending<As> {
  quantity: number
  endedAs: As
}

/** Takes `quantity` units off the demand's live reservations; the units go where the caller puts them. */
function endReserved(draft: Draft, of: DemandOf, { quantity, endedAs }: Ending<ReservationEnd>): void {
  let left = quantity
  for (const reservation of of.order.reservations.slice()) {
    if (left === 0) break
    if (reservation.endedAs !== null || !isFor(reservation, of)) continue
    reservation.endedAs = endedAs
    touch(reservation)
    const kept = Math.max(0, reservation.quantity - left)
    left -= reservation.quantity - kept
    if (kept > 0) of.order.reservations.push(newReservation(draft, { ...reservation, quantity: kept }))
  }
  assert(left === 0, 'a demand never has fewer live reservations than reserved units')
  of.demand.reserved -= quantity
  touch(of.demand)
}

function isFor(row: { lineNo: number; skuId: number }, of: DemandOf): boolean {
  return row.lineNo === of.line.lineNo && row.skuId === of.demand.skuId
}

/** Gives reserved units back to the pool; they are open again. */
export function releaseReserved(draft: Draft, of: DemandOf, ending: Ending<'released' | 'expired'>): void {
  const { quantity } = ending
  if (quantity === 0) return
  endReserved(draft, of, ending)
  of.demand.open += quantity
  changePool(draft, of.demand.skuId, { reserved: -quantity })
  draft.replenishedSkus.add(of.demand.skuId)
}

/** Binds reserved units to a location and the fulfillment order that will ship them. */
export function allocateReserved(
  draft: Draft,
  of: DemandOf,
  pick: Omit<Allocation, 'allocationNo' | 'endedAs' | 'change'>,
): void {
  endReserved(draft, of, { quantity: pick.quantity, endedAs: 'allocated' })
  changePool(draft, pick.skuId, { reserved: -pick.quantity })
  of.demand.allocated += pick.quantity
  changeLevel(draft, must(levelOf(draft, pick.skuId, pick.locationId), 'only a level with stock is picked'), {
    allocated: pick.quantity,
  })
  addAllocation(draft, of.order, pick)
}

function addAllocation(
  draft: Draft,
  order: Order,
  pick: Omit<Allocation, 'allocationNo' | 'endedAs' | 'change'>,
): void {
  const allocation: Allocation = {
    ...pick,
    allocationNo: order.allocations.length + 1,
    endedAs: null,
    change: 'insert',
  }
  order.allocations.push(allocation)
  draft.allocatedNow.add(allocation)
}

/** Units of a demand whose allocations a warehouse has not begun to work on. */
export function recallableUnits(draft: Draft, of: DemandOf): number {
  return recallable(draft, of).reduce((sum, allocation) => sum + allocation.quantity, 0)
}

function recallable(draft: Draft, of: DemandOf): Allocation[] {
  return of.order.allocations.filter(
    (allocation) =>
      allocation.endedAs === null && isFor(allocation, of) && canRecall(fulfillmentStateOf(draft, allocation)),
  )
}

function fulfillmentStateOf(draft: Draft, allocation: Allocation) {
  return must(
    draft.fulfillmentOrders.get(allocation.fulfillmentOrderId),
    'an allocation names a loaded fulfillment order',
  ).state
}

/** Takes allocated units back: open again, or reserved again so that a new plan may use them. */
export function releaseAllocated(
  draft: Draft,
  of: DemandOf,
  { quantity, to }: { quantity: number; to: 'open' | 'reserved' },
): void {
  let left = quantity
  for (const allocation of recallable(draft, of)) {
    if (left === 0) break
    const kept = Math.max(0, allocation.quantity - left)
    const released = allocation.quantity - kept
    endAllocation(draft, of.order, { allocation, kept })
    changeLevel(
      draft,
      must(levelOf(draft, allocation.skuId, allocation.locationId), 'an allocation rests on a level'),
      { allocated: -released },
    )
    left -= released
  }
  assert(left === 0, 'only recallable units are released')
  of.demand.allocated -= quantity
  of.demand.open += quantity
  touch(of.demand)
  if (to === 'open') draft.replenishedSkus.add(of.demand.skuId)
  else reserveAgain(draft, of, quantity)
}

function endAllocation(
  draft: Draft,
  order: Order,
  { allocation, kept }: { allocation: Allocation; kept: number },
): void {
  allocation.endedAs = 'released'
  touch(allocation)
  draft.releasedNow.add(allocation)
  if (kept > 0) addAllocation(draft, order, { ...allocation, quantity: kept })
  cancelIfEmpty(draft, order, allocation.fulfillmentOrderId)
}

/** A fulfillment order with nothing left to ship is cancelled, and what it held when this command came falls with it. */
function cancelIfEmpty(draft: Draft, order: Order, fulfillmentOrderId: number): void {
  if (order.allocations.some((each) => each.endedAs === null && each.fulfillmentOrderId === fulfillmentOrderId)) return
  const fulfillmentOrder = must(draft.fulfillmentOrders.get(fulfillmentOrderId), 'loaded with its order')
  fulfillmentOrder.state = 'cancelled'
  touch(fulfillmentOrder)
  for (const allocation of draft.releasedNow) {
    const isOfIt = allocation.fulfillmentOrderId === fulfillmentOrderId && !draft.allocatedNow.has(allocation)
    if (isOfIt) allocation.endedAs = 'cancelled'
  }
}

/** Units just taken from a level cannot have been promised to anyone else inside this decision. */
function reserveAgain(draft: Draft, of: DemandOf, quantity: number): void {
  of.demand.open -= quantity
  of.demand.reserved += quantity
  changePool(draft, of.demand.skuId, { reserved: quantity })
  of.order.reservations.push(
    newReservation(draft, { lineNo: of.line.lineNo, skuId: of.demand.skuId, quantity, expiresAt: null }),
  )
}

/** Frees units for cancelling: first those that promise nothing, last those a warehouse could see. Returns how many came free (now open). */
export function freeUnits(draft: Draft, of: DemandOf, wanted: number): number {
  const { demand } = of
  let free = Math.min(wanted, demand.open)
  const fromReserved = Math.min(wanted - free, demand.reserved)
  releaseReserved(draft, of, { quantity: fromReserved, endedAs: 'released' })
  free += fromReserved
  const fromAllocated = Math.min(wanted - free, recallableUnits(draft, of))
  if (fromAllocated > 0) releaseAllocated(draft, of, { quantity: fromAllocated, to: 'open' })
  return free + fromAllocated
}
