// Stock as our own last commit left it, by SKU. A pool's version rises with every change to it or to a
// level under it, so a cached SKU whose version is still the locked row's is exactly what a read would
// give; any other process's change shows as another version and is read (docs/adr/0003).

import type { StockLevel, StockPool } from '@tidegate/domain'

export interface CachedSku {
  pool: StockPool
  levels: StockLevel[]
}

/** About 100 MB when full; beyond it the cache starts anew. */
const SKUS_MAX = 100_000

export interface StockCache {
  /** The SKU at this version, copied for a batch to change, or undefined. */
  at(skuId: number, version: number): CachedSku | undefined
  /** Takes over a committed batch's stock and gives it as it now is; the batch does not touch it any more. */
  committed(pools: readonly StockPool[], levels: ReadonlyMap<number, StockLevel[]>): CachedSku[]
}

export function stockCache(): StockCache {
  const known = new Map<number, CachedSku>()
  return {
    at(skuId, version) {
      const cached = known.get(skuId)
      if (cached === undefined || cached.pool.version !== version) return undefined
      return { pool: { ...cached.pool }, levels: cached.levels.map((level) => ({ ...level })) }
    },
    committed(pools, levels) {
      if (known.size + pools.length > SKUS_MAX) known.clear()
      return pools.map((pool) => {
        const ofSku = levels.get(pool.skuId) ?? []
        // Writing a row that was there raised its version by one.
        for (const level of ofSku) {
          if (level.change === 'update') level.version += 1
          level.change = 'none'
        }
        const sku: CachedSku = { pool: { ...pool, version: pool.version + 1, change: 'none' }, levels: ofSku }
        known.set(pool.skuId, sku)
        return sku
      })
    },
  }
}
