import type { Instant } from '../kernel/instant.ts'
import type { Tracked } from '../order/order.ts'

/**
 * Named reasons an order may not proceed. `mapping`: a line's SKU is unknown. `incomplete`: a required part never
 * came. `platform`: the platform forbids shipping for now. `refund`: the buyer asks for money back. `rule_error`:
 * rules failed, and failing rules hold.
 */
export const HOLD_KINDS = [
  'risk',
  'address',
  'payment',
  'out_of_stock',
  'manual',
  'mapping',
  'incomplete',
  'platform',
  'refund',
  'rule_error',
] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** Holds a person or an outside check may place; the others follow from facts and stand only while they do. */
export const PLACEABLE_HOLD_KINDS = ['risk', 'address', 'manual'] as const satisfies readonly HoldKind[]
export type PlaceableHoldKind = (typeof PLACEABLE_HOLD_KINDS)[number]

/** Holds the engine places and releases itself, from the order's own facts. */
export const AUTOMATIC_HOLD_KINDS: ReadonlySet<HoldKind> = new Set(
  HOLD_KINDS.filter((kind) => !(PLACEABLE_HOLD_KINDS as readonly HoldKind[]).includes(kind)),
)

export interface Hold extends Tracked {
  holdNo: number
  kind: HoldKind
  reason: string
  placedAt: Instant
  releasedAt: Instant | null
  releasedBy: string | null
}

export function activeHolds(holds: readonly Hold[]): Hold[] {
  return holds.filter((hold) => hold.releasedAt === null)
}
