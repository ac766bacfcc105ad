// What rules see of an order, and what they answer. Stock and load are not here: they enter only in
// the allocator, so a decision does not depend on how orders were batched.

import type { HoldKind } from '../hold/hold.ts'
import type { Fen } from '../kernel/money.ts'

export interface RoutingInput {
  channel: string
  shop: string
  province: string
  city: string
  payableFen: Fen
  units: number
}

export interface RuleHold {
  kind: HoldKind
  reason: string
}

/** The answer of the rules for one command. `rows` are the ids of the rows that fired, by table name. */
export type RoutingFacts =
  | { ok: true; candidates: string[]; queue: string; priority: number; holds: RuleHold[]; rows: string[] }
  | { ok: false; error: string }

/** Lower is sooner. */
export const NORMAL_PRIORITY = 100
