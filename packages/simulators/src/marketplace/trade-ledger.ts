// One shop's trades with every version each went through, so a lagging index can show an old one, and the
// marketplace's own stock counter per SKU, taken down at the sale and not when anybody hears of it.

import type { MarketRefund, MarketTrade } from './market-trade.ts'
import { TimeLog } from './time-log.ts'

export interface ListedMarketRefund {
  refund: MarketRefund
  trade: MarketTrade
  lineId: string
}

interface LoggedVersion {
  atMs: number
  trade: MarketTrade
}

interface LoggedRefund extends ListedMarketRefund {
  atMs: number
}

export interface StockCounter {
  opening: number
  sold: number
}

export class TradeLedger {
  private readonly versions = new Map<string, MarketTrade[]>()
  private readonly byModified = new TimeLog<LoggedVersion>()
  private readonly byCreated = new TimeLog<LoggedVersion>()
  private readonly refunds = new TimeLog<LoggedRefund>()
  private readonly counters = new Map<string, StockCounter>()

  /** Records a new trade or a new version of one. A version at or before the newest held is refused. */
  record(trade: MarketTrade): void {
    const held = this.versions.get(trade.tradeId)
    const newest = held?.at(-1)
    if (newest !== undefined && newest.modifiedAtMs >= trade.modifiedAtMs) {
      throw new Error(`trade ${trade.tradeId}: a version must be newer than the one before`)
    }
    if (held === undefined) {
      this.versions.set(trade.tradeId, [trade])
      this.byCreated.add({ atMs: trade.createdAtMs, trade })
      this.deductAtSale(trade)
    } else held.push(trade)
    this.byModified.add({ atMs: trade.modifiedAtMs, trade })
    this.logRefunds(trade)
  }

  /** The trade as it stood at a moment; undefined where it was not there yet. */
  find(tradeId: string, atMs: number): MarketTrade | undefined {
    return this.versions.get(tradeId)?.findLast((version) => version.modifiedAtMs <= atMs)
  }

  /** Trades whose version at `horizonMs` was modified within the closed interval, newest first. */
  modifiedBetween(fromMs: number, toMs: number, horizonMs: number): MarketTrade[] {
    return this.byModified
      .between(fromMs, Math.min(toMs, horizonMs))
      .filter(({ trade }) => this.find(trade.tradeId, horizonMs) === trade)
      .map(({ trade }) => trade)
      .toReversed()
  }

  createdBetween(fromMs: number, toMs: number, horizonMs: number): MarketTrade[] {
    const trades = this.byCreated.between(fromMs, Math.min(toMs, horizonMs)).toReversed()
    return trades.map(({ trade }) => this.find(trade.tradeId, horizonMs)).filter((trade) => trade !== undefined)
  }

  refundsModifiedBetween(fromMs: number, toMs: number, horizonMs: number): ListedMarketRefund[] {
    const logged = this.refunds.between(fromMs, Math.min(toMs, horizonMs)).toReversed()
    const seen = new Set<string>() // Newest first, so the first of each refund is its version at the horizon.
    const newest = logged.filter(({ refund }) => !seen.has(refund.refundId) && seen.add(refund.refundId))
    return newest.filter((entry) => this.isRefundNewest(entry, horizonMs))
  }

  openCounter(skuId: string, opening: number): void {
    this.counters.set(skuId, { opening, sold: this.counters.get(skuId)?.sold ?? 0 })
  }

  /** May fall below zero: a marketplace that sold more than it was told to is what tests look for. */
  counterOf(skuId: string): number {
    const counter = this.counters.get(skuId)
    return counter === undefined ? 0 : counter.opening - counter.sold
  }

  stockCounters(): ReadonlyMap<string, StockCounter> {
    return this.counters
  }

  get tradeCount(): number {
    return this.versions.size
  }

  private deductAtSale(trade: MarketTrade): void {
    for (const line of trade.lines) {
      const counter = this.counters.get(line.skuId) ?? { opening: 0, sold: 0 }
      counter.sold += line.quantity
      this.counters.set(line.skuId, counter)
    }
  }

  private logRefunds(trade: MarketTrade): void {
    for (const { refund, lineId } of trade.lines) {
      if (refund?.modifiedAtMs === trade.modifiedAtMs) {
        this.refunds.add({ atMs: refund.modifiedAtMs, refund, trade, lineId })
      }
    }
  }

  private isRefundNewest(entry: LoggedRefund, horizonMs: number): boolean {
    const line = this.find(entry.trade.tradeId, horizonMs)?.lines.find(({ lineId }) => lineId === entry.lineId)
    return line?.refund?.modifiedAtMs === entry.refund.modifiedAtMs
  }
}
