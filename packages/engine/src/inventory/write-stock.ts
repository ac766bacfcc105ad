// Writes pools, levels and the ledger. Each row's version rises with it, so a reader can tell newer from older.

import { must } from '@tidegate/domain'
import type { StockLevel, StockMovement, StockPool } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { insertInto, updateBy, writeRows } from '../database/columns.ts'
import type { Column } from '../database/columns.ts'

const POOLS = updateBy<StockPool>(
  'pools',
  [
    { name: 'sku_id', type: 'int4', of: (pool) => pool.skuId },
    { name: 'supply', type: 'text', of: (pool) => pool.supply },
    { name: 'on_hand', type: 'int4', of: (pool) => pool.onHand },
    { name: 'unavailable', type: 'int4', of: (pool) => pool.unavailable },
    { name: 'allocated', type: 'int4', of: (pool) => pool.allocated },
    { name: 'reserved', type: 'int4', of: (pool) => pool.reserved },
    { name: 'short', type: 'int4', of: (pool) => pool.short },
  ],
  { keys: 2, also: 'version = t.version + 1' },
)

const LEVEL_COLUMNS: Column<StockLevel>[] = [
  { name: 'sku_id', type: 'int4', of: (level) => level.skuId },
  { name: 'location_id', type: 'int4', of: (level) => level.locationId },
  { name: 'on_hand', type: 'int4', of: (level) => level.onHand },
  { name: 'unavailable', type: 'int4', of: (level) => level.unavailable },
  { name: 'allocated', type: 'int4', of: (level) => level.allocated },
  { name: 'short', type: 'int4', of: (level) => level.short },
]
const NEW_LEVELS = insertInto('stock_levels', LEVEL_COLUMNS)
const LEVELS = updateBy('stock_levels', LEVEL_COLUMNS, { keys: 2, also: 'version = t.version + 1' })

interface MovementRow extends StockMovement {
  batchId: number
  poolVersion: number
  entry: number
}

const MOVEMENTS = insertInto<MovementRow>('stock_movements', [
  { name: 'sku_id', type: 'int4', of: (movement) => movement.skuId },
  { name: 'location_id', type: 'int4', of: (movement) => movement.locationId },
  { name: 'kind', type: 'text', of: (movement) => movement.kind },
  { name: 'reference', type: 'text', of: (movement) => movement.reference },
  { name: 'quantity', type: 'int4', of: (movement) => movement.quantity },
  { name: 'reason', type: 'text', of: (movement) => movement.reason },
  { name: 'actor', type: 'text', of: (movement) => movement.actor },
  { name: 'batch_id', type: 'int8', of: (movement) => movement.batchId },
  { name: 'pool_version', type: 'int8', of: (movement) => movement.poolVersion },
  { name: 'entry', type: 'int4', of: (movement) => movement.entry },
])

const FOLLOW_UPS = insertInto<{ skuId: number; batchId: number }>(
  'follow_ups',
  [
    { name: 'kind', type: 'text', of: () => 'fill_waiting' },
    { name: 'sku_id', type: 'int4', of: (row) => row.skuId },
    { name: 'batch_id', type: 'int8', of: (row) => row.batchId },
  ],
  { onConflict: 'on conflict (kind, sku_id) do update set batch_id = excluded.batch_id' },
)

export interface StockEffects {
  pools: readonly StockPool[]
  levels: readonly StockLevel[]
  movements: readonly StockMovement[]
  replenishedSkus: readonly number[]
}

export async function writeStock(tx: Transaction, effects: StockEffects, batchId: number): Promise<void> {
  await Promise.all([
    writeRows(tx, POOLS, { rows: effects.pools }),
    writeRows(tx, NEW_LEVELS, { rows: effects.levels.filter((level) => level.change === 'insert') }),
    writeRows(tx, LEVELS, { rows: effects.levels.filter((level) => level.change === 'update') }),
    writeRows(tx, MOVEMENTS, { rows: movementRows(effects, batchId) }),
    writeRows(tx, FOLLOW_UPS, { rows: effects.replenishedSkus.map((skuId) => ({ skuId, batchId })) }),
  ])
}

/** Numbered by the version its pool gets in this very write: the order in which the SKU's stock changed. */
function movementRows({ movements, pools }: StockEffects, batchId: number): MovementRow[] {
  if (movements.length === 0) return []
  const versions = new Map(pools.map((pool) => [pool.skuId, pool.version + 1]))
  return movements.map((movement, entry) => {
    const poolVersion = must(versions.get(movement.skuId), 'a movement changes its pool')
    return { ...movement, batchId, poolVersion, entry }
  })
}
