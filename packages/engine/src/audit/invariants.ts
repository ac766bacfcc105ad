// Every invariant, in the order reports and docs/reference/invariants.md show them.

import { CLAIM_INVARIANTS } from './claim-invariants.ts'
import { DEMAND_INVARIANTS } from './demand-invariants.ts'
import { FULFILLMENT_INVARIANTS } from './fulfillment-invariants.ts'
import { IMPORT_INVARIANTS } from './import-invariants.ts'
import type { Invariant } from './invariant.ts'
import { MONEY_INVARIANTS } from './money-invariants.ts'
import { ORDER_INVARIANTS } from './order-invariants.ts'
import { QUARANTINE_INVARIANTS } from './quarantine-invariants.ts'
import { STOCK_INVARIANTS } from './stock-invariants.ts'
import { TIMELINE_INVARIANTS } from './timeline-invariants.ts'

export const INVARIANTS: readonly Invariant[] = [
  ...STOCK_INVARIANTS,
  ...CLAIM_INVARIANTS,
  ...DEMAND_INVARIANTS,
  ...ORDER_INVARIANTS,
  ...TIMELINE_INVARIANTS,
  ...QUARANTINE_INVARIANTS,
  ...FULFILLMENT_INVARIANTS,
  ...MONEY_INVARIANTS,
  ...IMPORT_INVARIANTS,
].toSorted((a, b) => Number.parseInt(a.id.slice(1), 10) - Number.parseInt(b.id.slice(1), 10) || (a.id < b.id ? -1 : 1))
