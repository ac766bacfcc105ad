// The working copy a batch folds its commands into: later commands see earlier effects. Rows are the
// batch's own, loaded for it alone, so they are changed in place and their marks become the effects.

import type { Allocation, FulfillmentOrder } from '../fulfillment/fulfillment-order.ts'
import { shortOf } from '../inventory/stock.ts'
import type { StockLevel, StockMovement, StockPool } from '../inventory/stock.ts'
import { must } from '../kernel/assert.ts'
import { touch } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import type { RoutingFacts } from '../routing/routing-facts.ts'
import type { CursorMove, EventKind, OrderEvent, Shipment, ShipmentConfirmation } from './effects.ts'
import type { BatchSnapshot } from './snapshot.ts'

export interface Draft {
  snapshot: BatchSnapshot
  /** The command being decided: its place in the batch, who sent it, what the rules answered for it. */
  position: number
  actor: string
  facts: RoutingFacts | undefined
  /** Allocations this command made, and those it took back. */
  allocatedNow: Set<Allocation>
  releasedNow: Set<Allocation>
  locationCodeById: ReadonlyMap<number, string>
  sellableLocationIds: readonly number[]
  fulfillmentOrders: Map<number, FulfillmentOrder>
  movements: StockMovement[]
  shipments: Shipment[]
  confirmations: ShipmentConfirmation[]
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
    facts: undefined,
    allocatedNow: new Set(),
    releasedNow: new Set(),
    locationCodeById: new Map(locations.map((location) => [location.id, location.code])),
    sellableLocationIds: locations.filter((location) => location.sellable).map((location) => location.id),
    fulfillmentOrders: snapshot.fulfillmentOrders,
    movements: [],
    shipments: [],
    confirmations: [],
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

interface LevelChange {
  onHand?: number
  allocated?: number
}

interface PoolChange extends LevelChange {
  reserved?: number
}

/** Adds the given units, which may be negative, to a pool's quantities. */
export function changePool(draft: Draft, skuId: number, by: PoolChange): void {
  const pool = poolOf(draft, skuId)
  pool.onHand += by.onHand ?? 0
  pool.allocated += by.allocated ?? 0
  pool.reserved += by.reserved ?? 0
  pool.short = shortOf(pool)
  touch(pool)
}

/**
 * Changes a level and, where the location is sellable, the pool above it. The pool is written either way: its
 * version speaks for its levels too.
 */
export function changeLevel(draft: Draft, level: StockLevel, by: LevelChange): void {
  level.onHand += by.onHand ?? 0
  level.allocated += by.allocated ?? 0
  level.short = shortOf(level)
  touch(level)
  touch(poolOf(draft, level.skuId))
  if (draft.sellableLocationIds.includes(level.locationId)) changePool(draft, level.skuId, by)
}
