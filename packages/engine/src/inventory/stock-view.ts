// Stock in the shapes the wire uses: a pool and a level with what may still be promised of them.

import { explainAvailable } from '@tidegate/domain'
import type { StockLevel, StockPool } from '@tidegate/domain'

/** A level's quantities; nothing is reserved on one: reservations rest on the pool. */
export interface LevelQuantitiesView {
  onHand: number
  unavailable: number
  safety: number
  allocated: number
  short: number
  /** What this level adds to what may be promised, before reservations; 0 where the location does not sell. */
  available: number
}

export interface PoolQuantitiesView extends LevelQuantitiesView {
  reserved: number
}

export interface LocationView {
  code: string
  name: string
  kind: string
  sellable: boolean
}

export type PoolQuantities = Omit<StockPool, 'skuId' | 'supply' | 'version' | 'change'>
export type LevelQuantities = Omit<StockLevel, 'skuId' | 'locationId' | 'version' | 'change'>

export function toPoolView(pool: PoolQuantities): PoolQuantitiesView {
  const { onHand, unavailable, safety, allocated, reserved, short } = pool
  const { available } = explainAvailable(pool)
  return { onHand, unavailable, safety, allocated, reserved, short, available }
}

export function toLevelView(level: LevelQuantities, { sellable }: { sellable: boolean }): LevelQuantitiesView {
  const { onHand, unavailable, safety, allocated, short } = level
  const available = sellable ? explainAvailable(level).available : 0
  return { onHand, unavailable, safety, allocated, short, available }
}
