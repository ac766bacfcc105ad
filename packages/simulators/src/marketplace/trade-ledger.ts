// One shop's book: its trades with every version each went through, so a lagging index can show an old one; what
// it offers; and the stock it shows, taken down at the sale and not when anybody hears of it.

import type { MarketRefund, MarketTrade } from './market-trade.ts'
import { StockBook } from './stock-book.ts'
import type { StockCounter } from './stock-book.ts'
import { TimeLog } from './time-log.ts'

/** One row of the shop's catalogue: what a SKU is called and where its count stands. */
export interface MarketListing {
  listingId: string
  skuId: string
  productCode: string
  skuCode: string
  title: string
  properties: string
  priceFen: number
  onSale: boolean
}

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

export type TradeListener = (trade: MarketTrade, before: MarketTrade | null) => void

export class TradeLedger {
  readonly stock = new StockBook()
  readonly listings = new Map<string, MarketListing>()
  private readonly versions = new Map<string, MarketTrade[]>()
  private readonly byModified = new TimeLog<LoggedVersion>()
  private readonly byCreated = new TimeLog<LoggedVersion>()
  private readonly refunds = new TimeLog<LoggedRefund>()
  private readonly listeners: TradeListener[] = []

  /** Calls back after every version that is recorded. */
  subscribe(listener: TradeListener): void {
    this.listeners.push(listener)
  }

  /** Puts a SKU on sale with so many units shown. */
  offer(listing: MarketListing, units: number): void {
    this.listings.set(listing.skuId, listing)
    this.stock.open(listing.skuId, units)
  }

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
    for (const listener of this.listeners) listener(trade, newest ?? null)
  }

  /** Records what a plan says, which knows nothing of the parcels the seller has sent meanwhile. */
  recordPlanned(trade: MarketTrade): void {
    const held = this.versions.get(trade.tradeId)?.at(-1)
    if (held === undefined) return this.record(trade)
    const shippedAt = new Map(held.lines.map(({ lineId, shippedAtMs }) => [lineId, shippedAtMs]))
    this.record({
      ...trade,
      state: trade.state === 'paid' && held.parcels.length > 0 ? held.state : trade.state,
      modifiedAtMs: Math.max(trade.modifiedAtMs, held.modifiedAtMs + 1),
      lines: trade.lines.map((line) => ({ ...line, shippedAtMs: shippedAt.get(line.lineId) ?? null })),
      parcels: held.parcels,
    })
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

  stockCounters(): ReadonlyMap<string, StockCounter> {
    return this.stock.counters()
  }

  /** Every trade as it stands at a moment, in no order. */
  tradesAt(atMs: number): MarketTrade[] {
    return [...this.versions.keys()].map((tradeId) => this.find(tradeId, atMs)).filter((trade) => trade !== undefined)
  }

  get tradeCount(): number {
    return this.versions.size
  }

  private deductAtSale(trade: MarketTrade): void {
    for (const line of trade.lines) this.stock.sell(line.skuId, line.quantity)
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
