// An order of the past, as a file tells it: what was owed, what was paid, what went back (docs/adr/0013).
// It has no lines and no receiver, so there is nothing to promise, to ship or to find a buyer by.

import type { Instant } from '../kernel/instant.ts'
import type { Fen } from '../kernel/money.ts'

export interface OrderHistory {
  placedAt: Instant
  currency: string
  /** What the buyer owed in all. */
  payableFen: Fen
  /** What the buyer paid, before anything went back. */
  paidFen: Fen
  /** Null where nothing was paid. */
  paidAt: Instant | null
  /** What went back in all; never more than was paid. */
  refundedFen: Fen
  province: string
  city: string
  district: string
}
