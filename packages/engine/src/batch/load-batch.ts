// The load: everything a batch will decide by, locked in one order everywhere (docs/adr/0003):
// existing orders and cursors, then pools, then publications; new orders are inserted last, sorted (docs/adr/0005).

import { isOrderCommand, orderKeyOf, orderKeyText, routingInputs, shopKeyText } from '@tidegate/domain'
import type { BatchSnapshot, FulfillmentOrder, FulfillmentState, Listing, Order, SealedCommand } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { textArray } from '../database/columns.ts'
import type { IdSource } from '../database/ids.ts'
import type { StockCache } from '../inventory/stock-cache.ts'
import { loadMovements, loadStock } from '../inventory/load-stock.ts'
import { loadListings, loadPublications } from '../listing/load-listings.ts'
import { loadOrders } from '../order/load-orders.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { learnSkus } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { loadCursors } from './load-cursors.ts'
import { plantedBug } from './planted-bugs.ts'

export interface LoadContext {
  catalogue: Catalogue
  rules: RuleSet
  ids: IdSource
  stock: StockCache
}

/** Versions the batch runs under, read in its own transaction. */
export interface BatchHead {
  now: number
  settingsVersion: number
  ruleSetVersion: number
}

/** The batch's time is the database's, read once: no other clock decides anything. */
export async function readHead(tx: Transaction): Promise<BatchHead> {
  const [head] = await tx<BatchHead[]>`
    select date_trunc('milliseconds', clock_timestamp()) as now,
      (select max(version) from settings) as "settingsVersion",
      (select version from rule_sets where is_active) as "ruleSetVersion"`
  if (head === undefined) throw new Error('the database answered nothing')
  return plantedBug('expiry_by_local_clock') ? { ...head, now: Date.now() + 3_600_000 } : head
}

export async function loadBatch(
  tx: Transaction,
  commands: readonly SealedCommand[],
  { catalogue, rules, ids, stock, now }: LoadContext & { now: number },
): Promise<BatchSnapshot> {
  const ordersByFulfillmentOrder = await findShippedOrders(tx, commands)
  const orderIds = await findOrders(tx, commands, { catalogue, ordersByFulfillmentOrder })
  const [orders, cursors] = await Promise.all([loadOrders(tx, orderIds), loadCursors(tx, commands)])
  const byKey = new Map(orders.map((order) => [orderKeyText(order.key), order]))
  const keyById = new Map(orders.map((order) => [order.id, orderKeyText(order.key)]))
  const [fulfillmentOrders, movements, listings] = await Promise.all([
    loadFulfillmentOrders(tx, orders),
    loadMovements(
      tx,
      commands.flatMap((command) => ('reference' in command ? [command.reference] : [])),
    ),
    loadListings(tx, catalogue, { commands, orders }),
    learnSkus(tx, catalogue, skuCodes(commands, orders)),
  ])
  const facts = await rules.decideRouting(routingInputs(byKey, commands))
  const nextId = await ids.take(idsNeeded({ commands, orders, listings }))
  const loaded = await loadStock(tx, skuIdsOf({ commands, orders, listings }, catalogue), stock)
  const publications = await loadPublications(tx, listings)
  return {
    now,
    settings: catalogue.settings,
    shops: new Set(catalogue.shopIdByKey.keys()),
    skuIdByCode: catalogue.skuIdByCode,
    locations: catalogue.locations,
    orders: byKey,
    ordersByFulfillmentOrder: new Map(
      [...ordersByFulfillmentOrder].map(([id, ofOrders]) => [
        id,
        ofOrders.flatMap((orderId) => keyById.get(orderId) ?? []),
      ]),
    ),
    fulfillmentOrders,
    ...loaded,
    movements,
    cursors,
    listings,
    publications,
    facts,
    nextId,
  }
}

async function findShippedOrders(tx: Transaction, commands: readonly SealedCommand[]): Promise<Map<number, number[]>> {
  const ids = commands.flatMap((command) =>
    command.kind === 'ship_fulfillment_order' ? [command.fulfillmentOrderId] : [],
  )
  const found = new Map<number, number[]>()
  if (ids.length === 0) return found
  const rows = await tx<{ id: number; orderId: number }[]>`
    select distinct fulfillment_order_id as id, order_id as "orderId"
    from allocations where fulfillment_order_id = any(${`{${ids.join(',')}}`}::int8[])`
  for (const { id, orderId } of rows) found.set(id, [...(found.get(id) ?? []), orderId])
  return found
}

interface FindContext {
  catalogue: Catalogue
  ordersByFulfillmentOrder: ReadonlyMap<number, readonly number[]>
}

/** Ids of the orders named by key or by what ships them. Unlocked: `loadOrders` locks them in id order. */
async function findOrders(
  tx: Transaction,
  commands: readonly SealedCommand[],
  context: FindContext,
): Promise<number[]> {
  const wanted = new Map<string, { shopId: number; id: string }>()
  for (const command of commands) {
    if (!isOrderCommand(command)) continue
    const key = orderKeyOf(command)
    const shopId = context.catalogue.shopIdByKey.get(shopKeyText(key))
    if (shopId !== undefined) wanted.set(orderKeyText(key), { shopId, id: key.platformOrderId })
  }
  const ids = new Set([...context.ordersByFulfillmentOrder.values()].flat())
  if (wanted.size > 0) {
    const keys = [...wanted.values()]
    const shopIds = `{${keys.map((key) => key.shopId).join(',')}}`
    const rows = await tx<{ id: number }[]>`
      select o.id from unnest(${shopIds}::int4[], ${textArray(keys.map((key) => key.id))}::text[]) as wanted(shop_id, platform_order_id)
      join orders o on o.shop_id = wanted.shop_id and o.platform_order_id = wanted.platform_order_id`
    for (const row of rows) ids.add(row.id)
  }
  return [...ids].toSorted((a, b) => a - b)
}

async function loadFulfillmentOrders(
  tx: Transaction,
  orders: readonly Order[],
): Promise<Map<number, FulfillmentOrder>> {
  const ids = new Set(orders.flatMap((order) => order.allocations.map((allocation) => allocation.fulfillmentOrderId)))
  if (ids.size === 0) return new Map()
  const rows = await tx<(Omit<FulfillmentOrder, 'change'> & { state: FulfillmentState })[]>`
    select id, location_id as "locationId", state, priority, release_at as "releaseAt"
    from fulfillment_orders where id = any(${`{${[...ids].join(',')}}`}::int8[])`
  return new Map(rows.map((row) => [row.id, { ...row, change: 'none' }]))
}

function* skuCodes(commands: readonly SealedCommand[], orders: readonly Order[]): Generator<string> {
  for (const command of commands) {
    if (command.kind === 'record_order') {
      for (const line of command.snapshot.lines ?? []) if (line.skuCode !== null) yield line.skuCode
    } else if ('skuCode' in command) yield command.skuCode
  }
  for (const order of orders) for (const line of order.lines) if (line.skuCode !== null) yield line.skuCode
}

interface Named {
  commands: readonly SealedCommand[]
  orders: readonly Order[]
  listings: ReadonlyMap<string, Listing>
}

function skuIdsOf({ commands, orders, listings }: Named, catalogue: Catalogue): number[] {
  const ids = new Set<number>()
  for (const { components } of listings.values()) for (const { skuId } of components) ids.add(skuId)
  for (const code of skuCodes(commands, orders)) {
    const id = catalogue.skuIdByCode.get(code)
    if (id !== undefined) ids.add(id)
  }
  for (const order of orders) for (const line of order.lines) for (const demand of line.demands) ids.add(demand.skuId)
  return [...ids].toSorted((a, b) => a - b)
}

/** An upper bound: each demand of each named order may make a reservation, a split of it and a fulfillment order. */
const IDS_PER_DEMAND = 6

function idsNeeded({ commands, orders, listings }: Named): number {
  let lines = orders.reduce(
    (sum, order) => sum + order.lines.length + order.reservations.length + order.allocations.length,
    0,
  )
  for (const command of commands) lines += command.kind === 'record_order' ? (command.snapshot.lines?.length ?? 0) : 0
  const widest = [...listings.values()].reduce((most, { components }) => Math.max(most, components.length), 1)
  return commands.length * 2 + lines * widest * IDS_PER_DEMAND
}
