// The working copy a batch folds its commands into: later commands see earlier effects. Rows are the
// batch's own, loaded for it alone, so they are changed in place and their marks become the effects.

import type { FulfillmentOrder } from '../fulfillment/fulfillment-order.ts'
import { shortOf } from '../inventory/stock.ts'
import type { StockLevel, StockMovement, StockPool } from '../inventory/stock.ts'
import { must } from '../kernel/assert.ts'
import { touch } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import type { CursorMove, EventKind, OrderEvent, Shipment } from './effects.ts'
import type { BatchSnapshot } from './snapshot.ts'

export interface Draft {
  snapshot: BatchSnapshot
  /** The command being decided. */
  position: number
  actor: string
  locationCodeById: ReadonlyMap<number, string>
  sellableLocationIds: readonly number[]
  fulfillmentOrders: Map<number, FulfillmentOrder>
  movements: StockMovement[]
  shipments: Shipment[]
  events: OrderEvent[]
  cursorMoves: CursorMove[]
  replenishedSkus: Set<number>
}

export function newDraft(snapshot: BatchSnapshot): Draft {
  const locations = [...snapshot.locations.values()]
  return {
    snapshot,
    position: 0,
    actor: '',
    locationCodeById: new Map(locations.map((location) => [location.id, location.code])),
    sellableLocationIds: locations.filter((location) => location.sellable).map((location) => location.id),
    fulfillmentOrders: snapshot.fulfillmentOrders,
    movements: [],
    shipments: [],
    events: [],
    cursorMoves: [],
    replenishedSkus: new Set(),
  }
}

/** Appends to the order's timeline; the engine chains it. */
export function emit(
  draft: Draft,
  order: Order,
  event: { kind: EventKind; body: Record<string, unknown>; contentHash?: string },
): void {
  order.eventsCount += 1
  touch(order)
  draft.events.push({
    order,
    seq: order.eventsCount,
    kind: event.kind,
    actor: draft.actor,
    position: draft.position,
    body: event.body,
    contentHash: event.contentHash ?? null,
  })
}

/** The SKU's pool, which load has locked: a SKU with a code always has one. */
export function poolOf(draft: Draft, skuId: number): StockPool {
  return must(draft.snapshot.pools.get(skuId), `pool of sku ${skuId} is not loaded`)
}

export function levelOf(draft: Draft, skuId: number, locationId: number): StockLevel | undefined {
  return draft.snapshot.levels.get(skuId)?.find((level) => level.locationId === locationId)
}

/** The level, made at zero where the SKU was never at this location. */
export function levelOrNew(draft: Draft, skuId: number, locationId: number): StockLevel {
  const found = levelOf(draft, skuId, locationId)
  if (found !== undefined) return found
  const level: StockLevel = {
    skuId,
    locationId,
    onHand: 0,
    unavailable: 0,
    safety: 0,
    allocated: 0,
    short: 0,
    version: 0,
    change: 'insert',
  }
  const levels = draft.snapshot.levels.get(skuId)
  if (levels === undefined) draft.snapshot.levels.set(skuId, [level])
  else levels.push(level)
  return level
}

type PoolQuantity = 'onHand' | 'unavailable' | 'allocated' | 'reserved'
type LevelQuantity = 'onHand' | 'unavailable' | 'allocated'

export function changePool(draft: Draft, skuId: number, quantity: PoolQuantity, by: number): void {
  const pool = poolOf(draft, skuId)
  pool[quantity] += by
  pool.short = shortOf(pool)
  touch(pool)
}

/**
 * Changes a level and, where the location is sellable, the pool above it. The pool is written either way: its
 * version speaks for its levels too.
 */
export function changeLevel(draft: Draft, level: StockLevel, quantity: LevelQuantity, by: number): void {
  level[quantity] += by
  level.short = shortOf(level)
  touch(level)
  touch(poolOf(draft, level.skuId))
  if (draft.sellableLocationIds.includes(level.locationId)) changePool(draft, level.skuId, quantity, by)
}
