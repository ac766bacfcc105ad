// Feeds a shop's ledger from the scenario. Changes are laid out once in time order and played up to the
// moment of each request: no timers, and the same requests always see the same shop.

import type { TradeLedger } from '../marketplace/trade-ledger.ts'
import { PET_FOOD_CATALOGUE } from './pet-food-catalogue.ts'
import type { ReportRow } from './report-row.ts'
import { changesOf, planTrade, tradeAt, tradeTimes } from './trades.ts'
import type { ScenarioClock } from './trades.ts'

interface ScheduledChange {
  atMs: number
  row: ReportRow
}

export class ScenarioSource {
  private readonly clock: ScenarioClock
  private readonly changes: ScheduledChange[]
  private played = 0
  private countersOpened = false

  constructor(rows: readonly ReportRow[], clock: ScenarioClock) {
    this.clock = clock
    const changes = rows.flatMap((row) => changesOf(tradeTimes(row, clock)).map((atMs) => ({ atMs, row })))
    this.changes = changes.sort((left, right) => left.atMs - right.atMs || left.row.number - right.row.number)
  }

  advance(nowMs: number, ledger: TradeLedger): void {
    if (!this.countersOpened) this.openCounters(ledger)
    for (
      let change = this.changes[this.played];
      change !== undefined && change.atMs <= nowMs;
      change = this.changes[++this.played]
    ) {
      const trade = tradeAt(planTrade(change.row, this.clock), change.atMs)
      if (trade !== null) ledger.record(trade)
    }
  }

  /** The platform starts from the seller's whole opening stock. */
  private openCounters(ledger: TradeLedger): void {
    this.countersOpened = true
    for (const item of PET_FOOD_CATALOGUE) {
      ledger.openCounter(
        item.platformSkuId,
        Object.values(item.openingStock).reduce((total, units) => total + units, 0),
      )
    }
  }
}
