// Quantities of stock. Requests may be refused; facts are always recorded and only facts raise
// `short` (docs/ARCHITECTURE.md, "Facts and requests").

import type { Instant } from '../kernel/instant.ts'
import type { Tracked } from '../order/order.ts'

/** One SKU at one location. */
export interface StockLevel extends Tracked {
  skuId: number
  locationId: number
  onHand: number
  unavailable: number
  safety: number
  allocated: number
  short: number
  version: number
}

/** One SKU in the central pool: its sellable levels summed, plus what is reserved. The row a batch locks. */
export interface StockPool extends Tracked {
  skuId: number
  supply: string
  onHand: number
  unavailable: number
  safety: number
  allocated: number
  reserved: number
  short: number
  version: number
}

/** Stock that is there, as opposed to a dated lot that is to come. */
export const ON_HAND_SUPPLY = 'on_hand'

export const RESERVATION_ENDS = ['allocated', 'released', 'expired', 'moved'] as const
export type ReservationEnd = (typeof RESERVATION_ENDS)[number]

/** A claim of a demand on the pool. It ends once; a new row replaces it. */
export interface Reservation extends Tracked {
  id: number
  lineNo: number
  skuId: number
  quantity: number
  expiresAt: Instant | null
  endedAs: ReservationEnd | null
}

export const MOVEMENT_KINDS = ['receipt', 'shipment', 'return', 'adjustment', 'transfer'] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

/** Append-only ledger row: on hand at a location is the sum of its movements. */
export interface StockMovement {
  skuId: number
  locationId: number
  kind: MovementKind
  quantity: number
  reference: string
  reason: string
  actor: string
}

/** What may still be promised to a buyer. */
export function availableToSell(
  pool: Pick<StockPool, 'onHand' | 'unavailable' | 'safety' | 'allocated' | 'reserved'>,
): number {
  return Math.max(0, pool.onHand - pool.unavailable - pool.safety - pool.allocated - pool.reserved)
}

/** What a location can still be asked to ship; a reservation already vouches for the safety stock. */
export function availableAt(level: StockLevel): number {
  return Math.max(0, level.onHand - level.unavailable - level.allocated)
}

/** Promises beyond what is there; a fact made it so, and it falls as soon as stock comes or a promise goes. */
export function shortOf(row: { onHand: number; unavailable: number; allocated: number; reserved?: number }): number {
  return Math.max(0, (row.reserved ?? 0) + row.allocated + row.unavailable - row.onHand)
}
