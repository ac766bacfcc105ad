// What the program's side and the process of a simulated shop say to each other.

import type { Faults } from '../../../packages/simulators/src/index.ts'
import type { TimePlan } from './simulated-time.ts'

export type Request =
  | { do: 'begin'; plan: TimePlan; startMs: number; seed: number }
  | { do: 'plan'; plan: TimePlan }
  | { do: 'faults'; shops: readonly string[]; faults: Partial<Faults> }
  | { do: 'end_tokens'; shops: readonly string[] }
  | { do: 'push_to'; urls: Record<string, string> }
  | { do: 'count_calls' }
  | { do: 'report' }

export interface OpenedShop {
  code: string
  url: string
  access: Record<string, string>
  tokens: { accessToken: string; refreshToken: string; expiresAt: number }
}

/** So far, by the shop's code. */
export type CallCounts = Record<string, { calls: number; writes: number }>

export interface ShopReport {
  code: string
  trades: TradeReport[]
  stock: { skuId: string; skuCode: string; shown: number; sold: number }[]
  counts: { calls: number; writes: number; limited: number; pushesLost: number }
}

/** Shortly written, for there are many. */
export type TradeReport = [id: string, soldAtMs: number, changedAtMs: number, message: 'sent' | 'lost' | 'paid_late']
