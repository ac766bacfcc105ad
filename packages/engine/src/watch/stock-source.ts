// Stock as watchers see it: a SKU's pool and its levels, under the pool's version, which rises with every
// change to either (docs/adr/0003).

import { ON_HAND_SUPPLY } from '@tidegate/domain'
import type { StockLevel, StockPool } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { CachedSku } from '../inventory/stock-cache.ts'
import type { MirrorSource } from './mirror.ts'

export type PoolView = Omit<StockPool, 'change' | 'skuId' | 'supply'>
export type LevelView = Omit<StockLevel, 'change' | 'skuId'>

export interface SkuStock {
  /** The pool's, which speaks for its levels. */
  version: number
  pool: PoolView
  levels: readonly LevelView[]
}

/** A batch's own rows, which it does not touch any more. */
export function skuStockOf({ pool, levels }: CachedSku): SkuStock {
  return { version: pool.version, pool, levels }
}

export function stockSource(sql: Database): MirrorSource<SkuStock> {
  return {
    async find(codes) {
      const rows = await sql<{ id: number; code: string }[]>`
        select id, code from skus where code in (select jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb))`
      return new Map(rows.map(({ id, code }) => [code, id]))
    },
    async read(ids) {
      const skuIds = `{${ids.join(',')}}`
      // One statement, so that a pool and its levels are of one moment.
      const rows = await sql<(PoolView & { skuId: number; levels: LevelView[] })[]>`
        select p.sku_id as "skuId", p.on_hand as "onHand", p.unavailable, p.safety, p.allocated, p.reserved, p.short, p.version,
          (select coalesce(jsonb_agg(jsonb_build_object('locationId', l.location_id, 'onHand', l.on_hand, 'unavailable', l.unavailable,
              'safety', l.safety, 'allocated', l.allocated, 'short', l.short, 'version', l.version)), '[]')
           from stock_levels l where l.sku_id = p.sku_id) as levels
        from pools p where p.sku_id = any(${skuIds}::int4[]) and p.supply = ${ON_HAND_SUPPLY}`
      return new Map(rows.map(({ skuId, levels, ...pool }) => [skuId, { version: pool.version, pool, levels }]))
    },
    async versions(ids) {
      const rows = await sql<{ skuId: number; version: number }[]>`
        select sku_id as "skuId", version from pools
        where sku_id = any(${`{${ids.join(',')}}`}::int4[]) and supply = ${ON_HAND_SUPPLY}`
      return new Map(rows.map(({ skuId, version }) => [skuId, version]))
    },
  }
}
