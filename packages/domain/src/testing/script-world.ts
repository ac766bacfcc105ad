// A merchant in memory for stock scripts: what load would have read, kept from one batch to the next.
// Rules are three lines here, the same three a new merchant starts with.

import type { SealedCommand } from '../batch/command.ts'
import { decideBatch } from '../batch/decide-batch.ts'
import type { DecidedOutcome } from '../batch/outcome.ts'
import type { BatchSnapshot, Location } from '../batch/snapshot.ts'
import type { StockLevel } from '../inventory/stock.ts'
import { ON_HAND_SUPPLY } from '../inventory/stock.ts'
import { HOUR_MS, MINUTE_MS } from '../kernel/instant.ts'
import type { Tracked } from '../order/order.ts'
import type { RoutingFacts, RoutingInput } from '../routing/routing-facts.ts'
import { routingInputs } from '../routing/routing-inputs.ts'
import { checkSnapshot } from './check-snapshot.ts'

/** 2026-11-11T00:00:00+08:00: scripts tell the time of this day. */
export const DAY = 1_794_326_400_000
const NOON = DAY + 12 * HOUR_MS
const VIP_ABOVE_FEN = 50_000

export interface ScriptWorld {
  snapshot: BatchSnapshot
  skus: Map<string, number>
  locations: Map<string, Location>
}

export function newWorld(): ScriptWorld {
  let id = 0
  const skus = new Map(['A', 'B', 'C'].map((code, index) => [code, index + 1]))
  const codes = ['HD', 'HN', 'HB', 'VIP', 'RETURNS']
  const locations = new Map(
    codes.map((code, index) => [code, { id: index + 1, code, sellable: code !== 'RETURNS' }] as const),
  )
  const snapshot: BatchSnapshot = {
    now: NOON,
    settings: { unpaidReservationMs: 30 * MINUTE_MS },
    shops: new Set(['taobao/main', 'taobao/second']),
    skuIdByCode: skus,
    locations,
    orders: new Map(),
    ordersByFulfillmentOrder: new Map(),
    fulfillmentOrders: new Map(),
    pools: new Map(),
    levels: new Map(),
    movements: new Map(),
    cursors: new Map(),
    listings: new Map(),
    publications: new Map(),
    facts: new Map(),
    nextId: () => (id += 1),
  }
  for (const skuId of skus.values()) addPool(snapshot, skuId)
  return { snapshot, skus, locations }
}

function addPool(snapshot: BatchSnapshot, skuId: number): void {
  const empty = { onHand: 0, unavailable: 0, safety: 0, allocated: 0, reserved: 0, short: 0, version: 0 }
  snapshot.pools.set(skuId, { skuId, supply: ON_HAND_SUPPLY, ...empty, change: 'none' })
}

/** The catalogue learns a SKU. */
export function addSku(world: ScriptWorld, code: string): void {
  world.skus.set(code, world.skus.size + 1)
  addPool(world.snapshot, world.skus.size)
}

/** Stock the world begins with, its ledger aside. */
export function putStock(world: ScriptWorld, level: StockLevel): void {
  const { snapshot, locations } = world
  snapshot.levels.set(level.skuId, [...(snapshot.levels.get(level.skuId) ?? []), level])
  const isSellable = [...locations.values()].some((each) => each.id === level.locationId && each.sellable)
  const pool = snapshot.pools.get(level.skuId)
  if (pool === undefined || !isSellable) return
  pool.onHand += level.onHand
  pool.unavailable += level.unavailable
  pool.safety += level.safety
}

/** One batch: decide, check what must always hold, and keep what would have been written. */
export function runCommands(world: ScriptWorld, commands: readonly SealedCommand[]): DecidedOutcome[] {
  const { snapshot } = world
  const questions = routingInputs(snapshot.orders, commands)
  snapshot.facts = new Map([...questions].map(([position, input]) => [position, routingFacts(input)]))
  const { outcomes } = decideBatch(snapshot, commands)
  checkSnapshot(snapshot)
  forgetChanges(snapshot)
  return outcomes
}

function routingFacts({ province, payableFen }: RoutingInput): RoutingFacts {
  const isVip = payableFen > VIP_ABOVE_FEN
  return {
    ok: true,
    candidates: [...(isVip ? ['VIP'] : []), ...nearest(province)],
    queue: isVip ? 'vip' : 'normal',
    priority: isVip ? 10 : 100,
    holds: [],
    rows: [],
  }
}

function nearest(province: string): string[] {
  if (province === 'south') return ['HN', 'HD', 'HB']
  return province === 'north' ? ['HB', 'HD', 'HN'] : ['HD', 'HN', 'HB']
}

/** What the next load would read: every row unchanged, ended reservations left behind. */
function forgetChanges(snapshot: BatchSnapshot): void {
  const rows: Tracked[] = [...snapshot.pools.values(), ...snapshot.fulfillmentOrders.values()]
  rows.push(...[...snapshot.levels.values()].flat())
  for (const order of snapshot.orders.values()) {
    order.reservations = order.reservations.filter((each) => each.endedAs === null)
    rows.push(order, ...order.lines, ...order.legs, ...order.refunds, ...order.holds)
    rows.push(...order.reservations, ...order.allocations, ...order.lines.flatMap((line) => line.demands))
  }
  for (const row of rows) row.change = 'none'
  for (const each of snapshot.publications.values())
    Object.assign(each, { sold: 0, soldBeforeRead: 0, soldAroundRead: 0, change: 'none' })
}
