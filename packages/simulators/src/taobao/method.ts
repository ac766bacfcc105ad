// One TOP method as this gateway serves it.

import type { Faults } from '../marketplace/faults.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { TradeLedger } from '../marketplace/trade-ledger.ts'
import type { TopResult } from './top-error.ts'

export type Form = ReadonlyMap<string, string>

export interface TopMethodContext {
  market: Marketplace
  ledger: TradeLedger
  faults: Faults
  sellerNick: string
  nowMs: number
}

export type TopMethod = (form: Form, context: TopMethodContext) => TopResult
