// An order as the engine holds it: axes and quantities, no status enum (docs/adr/0002).
// Rows carry `change` so that writing them back needs no second comparison.

import type { Instant } from '../kernel/instant.ts'
import type { Fen } from '../kernel/money.ts'
import type { Hold } from '../hold/hold.ts'
import type { Reservation } from '../inventory/stock.ts'
import type { Allocation } from '../fulfillment/fulfillment-order.ts'
import type { OrderKey } from './order-key.ts'
import type { LegKind, LineOrigin, PlatformState, SealedReceiver } from './order-snapshot.ts'

export type Change = 'none' | 'insert' | 'update'

export interface Tracked {
  change: Change
}

/** Marks a row as needing an update, unless it is being inserted anyway. */
export function touch(row: Tracked): void {
  if (row.change === 'none') row.change = 'update'
}

export const PAYMENT_STATES = ['unpaid', 'deposit_paid', 'paid', 'refunding', 'refunded'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** What stock must cover for one line. Conserved: ordered = open + reserved + allocated + shipped + cancelled. */
export interface Demand extends Tracked {
  skuId: number
  /** Units of the SKU per unit of the line: 1, or more inside a bundle. */
  perUnit: number
  ordered: number
  open: number
  reserved: number
  allocated: number
  shipped: number
  cancelled: number
  returned: number
}

export interface OrderLine extends Tracked {
  lineNo: number
  platformLineId: string
  origin: LineOrigin
  skuCode: string | null
  platformSkuId: string | null
  title: string
  quantity: number
  cancelledQuantity: number
  listFen: Fen
  sellerDiscountFen: Fen
  platformSubsidyFen: Fen
  payableFen: Fen
  /** Empty while the SKU is unknown. */
  demands: Demand[]
}

export interface PaymentLeg extends Tracked {
  leg: LegKind
  payableFen: Fen
  paidFen: Fen
  refundedFen: Fen
  paidAt: Instant | null
}

export interface Refund extends Tracked {
  refundId: string
  leg: LegKind
  amountFen: Fen
}

/** Version of each part of the order as the platform numbered it; null where the part never came. */
export interface PartVersions {
  state: Instant
  lines: Instant | null
  receiver: Instant | null
}

export interface Order extends Tracked {
  id: number
  key: OrderKey
  number: string
  placedAt: Instant
  /** Known from a file only: nothing is ever promised, held or shipped for it (docs/adr/0013). */
  history: boolean
  platformState: PlatformState
  payment: PaymentState
  refunding: boolean
  /** Asked for by a person or policy of ours; a platform's own closing is `platformState`. */
  cancelRequested: boolean
  versions: PartVersions
  /** Hex. */
  contentHash: string
  currency: string
  freightFen: Fen
  payableFen: Fen
  receiver: SealedReceiver | null
  queue: string
  priority: number
  eventsCount: number
  /** Hex; null before the first event. */
  chainHead: string | null
  lines: OrderLine[]
  legs: PaymentLeg[]
  refunds: Refund[]
  holds: Hold[]
  reservations: Reservation[]
  allocations: Allocation[]
  /** Content hashes seen before, so that raw content is kept once per version. */
  knownContents: ReadonlySet<string>
}

export function* demandsOf(order: Order): Generator<{ line: OrderLine; demand: Demand }> {
  for (const line of order.lines) for (const demand of line.demands) yield { line, demand }
}

/** Nothing of this order may be promised or shipped any more. */
export function isDead(order: Order): boolean {
  return order.history || order.cancelRequested || order.platformState === 'closed' || order.payment === 'refunded'
}

export function isPaid(order: Order): boolean {
  return order.payment === 'paid' || order.payment === 'refunding'
}
