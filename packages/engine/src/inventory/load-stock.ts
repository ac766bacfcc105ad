// Locks the pools a batch needs, in SKU order, and then reads their levels. A level changes only under
// its SKU's pool lock, so reading it after the lock sees the newest committed row (docs/adr/0003).

import { movementKey, ON_HAND_SUPPLY } from '@tidegate/domain'
import type { StockLevel, StockPool } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { plantedBug } from '../batch/planted-bugs.ts'
import type { CachedSku, StockCache } from './stock-cache.ts'

export interface LoadedStock {
  pools: Map<number, StockPool>
  levels: Map<number, StockLevel[]>
}

type Stored<T> = Omit<T, 'change'>

/** Locks the SKUs' pools and gives their stock: from the cache where it is current, else read. */
export async function loadStock(tx: Transaction, skuIds: readonly number[], cache: StockCache): Promise<LoadedStock> {
  const stock: LoadedStock = { pools: new Map(), levels: new Map() }
  if (skuIds.length === 0) return stock
  const stale: number[] = []
  for (const { skuId, version } of await lockPools(tx, `{${skuIds.join(',')}}`)) {
    const cached = cache.at(skuId, version)
    if (cached === undefined) stale.push(skuId)
    else put(stock, cached)
  }
  if (stale.length > 0) for (const read of await readStock(tx, `{${stale.join(',')}}`)) put(stock, read)
  return stock
}

function put(stock: LoadedStock, { pool, levels }: CachedSku): void {
  stock.pools.set(pool.skuId, pool)
  stock.levels.set(pool.skuId, levels)
}

// The row lock: every promise on a SKU passes here, one batch after the other.
function lockPools(tx: Transaction, skuIds: string) {
  const order = plantedBug('unsorted_locks') ? tx`order by random()` : tx`order by sku_id`
  const lock = plantedBug('no_row_lock') ? tx`` : tx`for no key update`
  return tx<{ skuId: number; version: number }[]>`
    select sku_id as "skuId", version
    from pools where sku_id = any(${skuIds}::int4[]) and supply = ${ON_HAND_SUPPLY}
    ${order} ${lock}`
}

async function readStock(tx: Transaction, skuIds: string): Promise<CachedSku[]> {
  const [pools, levels] = await Promise.all([
    tx<Stored<StockPool>[]>`
      select sku_id as "skuId", supply, on_hand as "onHand", unavailable, safety, allocated, reserved, short, version
      from pools where sku_id = any(${skuIds}::int4[]) and supply = ${ON_HAND_SUPPLY}`,
    tx<Stored<StockLevel>[]>`
      select sku_id as "skuId", location_id as "locationId", on_hand as "onHand", unavailable, safety, allocated, short, version
      from stock_levels where sku_id = any(${skuIds}::int4[]) order by sku_id, location_id`,
  ])
  const bySku = new Map(
    pools.map((pool): [number, CachedSku] => [pool.skuId, { pool: { ...pool, change: 'none' }, levels: [] }]),
  )
  for (const level of levels) bySku.get(level.skuId)?.levels.push({ ...level, change: 'none' })
  return [...bySku.values()]
}

/** Quantities of earlier movements with one of these references, so a repeated fact is told apart. */
export async function loadMovements(tx: Transaction, references: readonly string[]): Promise<Map<string, number>> {
  if (references.length === 0) return new Map()
  const rows = await tx<{ skuId: number; locationId: number; kind: string; reference: string; quantity: number }[]>`
    select sku_id as "skuId", location_id as "locationId", kind, reference, quantity
    from stock_movements
    where reference in (select jsonb_array_elements_text(${JSON.stringify(references)}::text::jsonb))`
  return new Map(rows.map((row) => [movementKey(row), row.quantity]))
}
