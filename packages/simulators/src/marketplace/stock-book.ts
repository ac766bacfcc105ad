// The stock a marketplace shows per SKU: what it opened with, plus what the seller published, less what it sold.
// Every write of the seller is kept, so a test can compare both sides.

export interface StockCounter {
  opening: number
  /** The sum of what the seller's writes changed. */
  published: number
  sold: number
}

export interface StockWrite {
  skuId: string
  mode: 'delta' | 'absolute'
  units: number
  shownAfter: number
  key: string | null
}

export class StockBook {
  readonly writes: StockWrite[] = []
  private readonly bySku = new Map<string, StockCounter>()
  private readonly keys = new Set<string>()

  open(skuId: string, opening: number): void {
    this.bySku.set(skuId, { opening, published: 0, sold: this.bySku.get(skuId)?.sold ?? 0 })
  }

  isKnown(skuId: string): boolean {
    return this.bySku.has(skuId)
  }

  sell(skuId: string, units: number): void {
    const counter = this.bySku.get(skuId) ?? { opening: 0, published: 0, sold: 0 }
    counter.sold += units
    this.bySku.set(skuId, counter)
  }

  /** May fall below zero: a marketplace that sold more than it was told to is what tests look for. */
  shown(skuId: string): number {
    const counter = this.bySku.get(skuId)
    return counter === undefined ? 0 : counter.opening + counter.published - counter.sold
  }

  /** Whether a write under this key was applied before. */
  hasKey(key: string): boolean {
    return this.keys.has(key)
  }

  /** The seller's write; returns what is shown after it. A known key changes nothing. */
  write(write: Omit<StockWrite, 'shownAfter'>): number {
    const { skuId, mode, units, key } = write
    const counter = this.bySku.get(skuId)
    if (counter === undefined) throw new Error(`no SKU ${skuId} on sale: ask isKnown first`)
    if (key !== null && this.keys.has(key)) return this.shown(skuId)
    if (key !== null) this.keys.add(key)
    counter.published += mode === 'delta' ? units : units - this.shown(skuId)
    const shownAfter = this.shown(skuId)
    this.writes.push({ ...write, shownAfter })
    return shownAfter
  }

  counters(): ReadonlyMap<string, StockCounter> {
    return this.bySku
  }
}
