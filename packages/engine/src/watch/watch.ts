// Who wants to hear of a merchant's changes, and how they are found. Commits of this process are heard as they
// happen; other processes hint; and once a second versions are compared, so that a lost hint, a commit whose
// answer was lost or a repair by hand is found as well (docs/adr/0014).

import type { Instant, Order } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { CachedSku } from '../inventory/stock-cache.ts'
import type { Committed } from './committed.ts'
import { openHints } from './hints.ts'
import type { Hint, Hints } from './hints.ts'
import { Mirror } from './mirror.ts'
import type { Unwatch } from './mirror.ts'
import { orderSource } from './order-source.ts'
import type { OrderMark } from './order-source.ts'
import { readPlaces } from './places.ts'
import type { Places } from './places.ts'
import { skuStockOf, stockSource } from './stock-source.ts'
import type { SkuStock } from './stock-source.ts'

/** How late a change may come when every hint about it is lost. */
const SWEEP_INTERVAL_MS = 1_000

export interface WatchOptions {
  /** A connection of its own, opened when first used: neither batches nor slow reads stand before it. */
  sql: Database
  merchantCode: string
  log: (line: string) => void
}

export class Watch {
  readonly places: Places
  readonly #options: WatchOptions
  readonly #stock: Mirror<SkuStock>
  readonly #orders: Mirror<OrderMark>
  readonly #hints: Hints
  /** Those who want to hear of anything. */
  readonly #listeners = new Set<() => void>()
  /** Watched SKUs as the last commits left them, told after the turn. */
  readonly #fresh = new Map<number, CachedSku>()
  #timer: NodeJS.Timeout | null = null
  #isSweeping = false
  #failingSince: number | null = null

  constructor(options: WatchOptions) {
    const { sql, merchantCode } = options
    const failed = (error: unknown): void => this.#failed(error)
    this.#options = options
    this.places = readPlaces(sql)
    this.#stock = new Mirror(stockSource(sql), failed)
    this.#orders = new Mirror(orderSource(sql), failed)
    this.#hints = openHints({ sql, merchantCode, failed })
  }

  /** Tells the SKU's stock now and whenever it is newer. Null where there is no such SKU. */
  sku(code: string, listener: (stock: SkuStock) => void): Promise<Unwatch | null> {
    this.#start()
    return this.#stock.watch(code, listener)
  }

  /** Tells the order's version now and whenever it is newer. Null where there is no such order. */
  order(number: string, listener: (mark: OrderMark) => void): Promise<Unwatch | null> {
    this.#start()
    return this.#orders.watch(number, listener)
  }

  /** Tells that something of the merchant changed, without saying what: for whole pages. */
  any(listener: () => void): Unwatch {
    this.#start()
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The database's time. */
  async now(): Promise<Instant> {
    const [row] = await this.#options.sql<{ now: Instant }[]>`select clock_timestamp() as now`
    if (row === undefined) throw new Error('the database answered nothing')
    return row.now
  }

  /** For how long versions could not be compared; 0 while that works. */
  get behindMs(): number {
    return this.#failingSince === null ? 0 : Date.now() - this.#failingSince
  }

  /** Hears a batch of this process; costs it no more than looking its rows up. */
  committed({ stock, orders }: Committed): void {
    for (const sku of stock) if (this.#stock.has(sku.pool.skuId)) this.#fresh.set(sku.pool.skuId, sku)
    for (const order of orders) if (isWatchable(order)) this.#orders.heard(order.id, { version: order.eventsCount })
    this.#hints.add(stock, orders.some(isWatchable))
    // After this turn: the batch's callers hear their outcomes first.
    if (this.#fresh.size > 0 || this.#listeners.size > 0) setImmediate(() => this.#tell())
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    await this.#hints.close()
    await this.#options.sql.end({ timeout: 5 })
  }

  /** The first watcher starts it; a process without any neither listens nor sweeps. */
  #start(): void {
    if (this.#timer !== null) return
    this.#hints.listen(
      (hint) => this.#hinted(hint),
      () => this.#hinted({ skus: 'any', orders: true }),
    )
    this.#timer = setInterval(() => void this.#sweep(), SWEEP_INTERVAL_MS)
  }

  #hinted({ skus, orders }: Hint): void {
    this.#stock.markStale(skus)
    if (orders) this.#orders.markStale('any')
    this.#tell()
  }

  #tell(): void {
    for (const [id, sku] of this.#fresh) this.#stock.heard(id, skuStockOf(sku))
    this.#fresh.clear()
    for (const listener of this.#listeners) listener()
  }

  async #sweep(): Promise<void> {
    if (this.#isSweeping) return
    this.#isSweeping = true
    try {
      await Promise.all([this.#stock.sweep(), this.#orders.sweep()])
      this.#failingSince = null
    } catch (error) {
      this.#failed(error)
    } finally {
      this.#isSweeping = false
    }
  }

  /** Said once, until it works again. */
  #failed(error: unknown): void {
    if (this.#failingSince !== null) return
    this.#failingSince = Date.now()
    const why = error instanceof Error ? error.message : 'unknown error'
    this.#options.log(`merchant ${this.#options.merchantCode}: changes cannot be read (${why})`)
  }
}

/** An order is watched by its number, which nobody knows before it was written once. */
function isWatchable(order: Order): boolean {
  return order.change === 'update'
}
