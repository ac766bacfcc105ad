// Feeds a shop's ledger from the scenario. Changes are laid out once in time order and played up to the
// moment of each request: no timers, and the same requests always see the same shop.

import type { TradeLedger } from '../marketplace/trade-ledger.ts'
import { asListed } from './own-listings.ts'
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
  private isOpen = false

  constructor(rows: readonly ReportRow[], clock: ScenarioClock) {
    this.clock = clock
    const changes = rows.flatMap((row) => changesOf(tradeTimes(row, clock)).map((atMs) => ({ atMs, row })))
    this.changes = changes.sort((left, right) => left.atMs - right.atMs || left.row.number - right.row.number)
  }

  advance(nowMs: number, ledger: TradeLedger): void {
    if (!this.isOpen) this.open(ledger)
    for (
      let change = this.changes[this.played];
      change !== undefined && change.atMs <= nowMs;
      change = this.changes[++this.played]
    ) {
      const trade = tradeAt(planTrade(change.row, this.clock), change.atMs)
      if (trade !== null) ledger.recordPlanned(trade)
    }
  }

  /** The platform starts from the seller's whole opening stock. */
  private open(ledger: TradeLedger): void {
    this.isOpen = true
    for (const item of PET_FOOD_CATALOGUE) {
      const units = Object.values(item.openingStock).reduce((total, each) => total + each, 0)
      const { productCode, skuCode, title, properties, priceFen } = asListed(item, this.clock.own)
      const names = { listingId: item.listingId, skuId: item.platformSkuId, productCode, skuCode, title, properties }
      ledger.offer({ ...names, priceFen, onSale: true }, units)
    }
  }
}
