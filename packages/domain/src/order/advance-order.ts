// Drives one order as far as its facts allow: settle what it needs, reserve it, and once it is paid,
// un-held and covered, allocate it. Every command that touches an order ends here, so there is one
// place that decides what happens next.

import type { Draft } from '../batch/draft.ts'
import { emit, poolOf } from '../batch/draft.ts'
import { allocateOrder } from '../fulfillment/allocate-order.ts'
import { settleFulfillmentHold } from '../fulfillment/settle-fulfillment-hold.ts'
import { activeHolds } from '../hold/hold.ts'
import { settle, settleHolds } from '../hold/settle-holds.ts'
import { reserveOpen } from '../inventory/reserve.ts'
import { availableToSell } from '../inventory/stock.ts'
import type { Instant } from '../kernel/instant.ts'
import { demandsOf, isDead, isPaid, touch } from './order.ts'
import type { Demand, Order, OrderLine } from './order.ts'
import { settleDemands } from './settle-demands.ts'

export function advanceOrder(draft: Draft, order: Order): void {
  giveBackSurplus(draft, order)
  settleHolds(draft, order)
  if (!isDead(order)) {
    if (order.payment !== 'unpaid') keepReservations(order)
    const reserved = reserveDemands(draft, order)
    const waitsFor = shortage(order)
    const mayGo = waitsFor === null && isReady(order) && draft.facts?.ok === true
    const allocated = mayGo && allocateOrder(draft, order, reserved)
    // Where it may go, the allocator knows whether stock is missing: asking again must change nothing.
    if (!mayGo) settle(draft, order, { kind: 'out_of_stock', reason: waitsFor })
    if (!allocated && reserved > 0) emit(draft, order, { kind: 'stock_reserved', body: { units: reserved } })
  }
  settleFulfillmentHold(draft, order)
}

/** Brings demands in line with the order and gives back what it no longer needs. */
export function giveBackSurplus(draft: Draft, order: Order): void {
  const freed = settleDemands(draft, order)
  if (freed.reserved > 0) emit(draft, order, { kind: 'reservation_released', body: { units: freed.reserved } })
  if (freed.allocated > 0)
    emit(draft, order, { kind: 'allocation_released', body: { units: freed.allocated, to: 'open' } })
}

/** What is paid for, in part or whole, no longer runs out. */
function keepReservations(order: Order): void {
  for (const reservation of order.reservations) {
    if (reservation.endedAs !== null || reservation.expiresAt === null) continue
    reservation.expiresAt = null
    touch(reservation)
    touch(order)
  }
}

function reserveDemands(draft: Draft, order: Order): number {
  const expiresAt = reservationExpiry(draft, order)
  if (expiresAt !== null && expiresAt <= draft.snapshot.now) return 0
  let reserved = 0
  for (const line of order.lines) {
    for (const { demand, quantity } of coverable(draft, line))
      reserved += reserveOpen(draft, { order, line, demand }, { quantity, expiresAt })
  }
  return reserved
}

/** A bundle is reserved in whole units of the line: half of one would keep pieces from buyers it cannot serve. */
function coverable(draft: Draft, { demands }: OrderLine): { demand: Demand; quantity: number }[] {
  const within = demands.map((demand) => Math.min(demand.open, availableToSell(poolOf(draft, demand.skuId))))
  const isWhole = demands.every((demand, index) => demand.open === within[index])
  const units = Math.min(...demands.map(({ perUnit }, index) => Math.floor((within[index] ?? 0) / perUnit)))
  return demands.map((demand) => ({ demand, quantity: isWhole ? demand.open : units * demand.perUnit }))
}

/** Unpaid orders keep their units for a while; anything paid, a deposit included, keeps them. */
function reservationExpiry(draft: Draft, order: Order): Instant | null {
  return order.payment === 'unpaid' ? order.placedAt + draft.snapshot.settings.unpaidReservationMs : null
}

function shortage(order: Order): string | null {
  if (!isPaid(order)) return null
  let open = 0
  for (const { demand } of demandsOf(order)) open += demand.open
  return open === 0 ? null : 'units are waiting for stock'
}

/** Paid, held for nothing but stock, and every unit it still owes is reserved: nothing is left to wait for. */
function isReady(order: Order): boolean {
  if (!isPaid(order) || activeHolds(order.holds).some((hold) => hold.kind !== 'out_of_stock')) return false
  let reserved = 0
  for (const { demand } of demandsOf(order)) {
    if (demand.open > 0) return false
    reserved += demand.reserved
  }
  return reserved > 0
}
