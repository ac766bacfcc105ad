// The list of pools, a page at a time: found by filters and order, then filled in for the page alone. The place
// a page ended at is the value it was ordered by and the SKU's code, so it stays good while stock moves; a SKU
// whose own value moves across the place meanwhile is seen twice or not at all, as in any list that lives.

import { ON_HAND_SUPPLY } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { waitsForStock } from '../order/waits-for-stock.ts'
import { readWaitingTotals } from './read-waiting.ts'
import type { WaitingTotals } from './read-waiting.ts'
import { toLevelView, toPoolView } from './stock-view.ts'
import type { LevelQuantities, LevelQuantitiesView, PoolQuantities, PoolQuantitiesView } from './stock-view.ts'

/** What the list may be ordered by; all but the code are quantities. */
export const STOCK_ORDERS = ['code', 'available', 'on_hand', 'reserved', 'allocated', 'short', 'waiting'] as const
export type StockOrder = (typeof STOCK_ORDERS)[number]

interface StockFilters {
  /** A part of the code or the name, in any case; null for every SKU. */
  search: string | null
  /**
   * Code of a location: SKUs that have a level there. Filters and order then go by the level's quantities, except
   * for what only the pool has (reserved, waiting).
   */
  location: string | null
  isShort: boolean
  isReserved: boolean
  isWaiting: boolean
  availableBelow: number | null
}

/** Where a page ended; `value` is 0 where the order is by code. */
export interface StockPlace {
  value: number
  code: string
}

export interface StockQuery extends StockFilters {
  orderBy: StockOrder
  isDescending: boolean
  limit: number
  /** The last page's `next`; null for the first page. */
  after: StockPlace | null
}

interface StockSummaryView {
  sku: string
  name: string
  version: number
  pool: PoolQuantitiesView
  waiting: WaitingTotals
  /** The level at the location asked for; null where none was. */
  level: LevelQuantitiesView | null
}

export interface StockPageView {
  /** SKUs that pass the filters, on all pages. */
  total: number
  skus: StockSummaryView[]
  next: StockPlace | null
}

interface Found extends StockPlace {
  id: number
  name: string
}

/** Null where there is no such location. */
export async function readStock(sql: Database, query: StockQuery): Promise<StockPageView | null> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    const place = query.location === null ? null : await findPlace(tx, query.location)
    if (query.location !== null && place === null) return null
    const { total, found } = await findPage(tx, { ...query, place })
    const page = found.slice(0, query.limit)
    const last = page.at(-1)
    return {
      total,
      skus: await fillIn(tx, page, place),
      next: found.length > query.limit && last !== undefined ? { value: last.value, code: last.code } : null,
    }
  })
}

interface Place {
  id: number
  sellable: boolean
}

type Asked = StockQuery & { place: Place | null }

async function findPlace(tx: Transaction, code: string): Promise<Place | null> {
  const [place] = await tx<Place[]>`select id, sellable from locations where code = ${code}`
  return place ?? null
}

/** What passes the filters is gathered once, counted, and cut; one more than asked for tells whether there is a next page. */
async function findPage(tx: Transaction, asked: Asked): Promise<{ total: number; found: Found[] }> {
  const rows = await tx<({ total: number } & { [Name in keyof Found]: Found[Name] | null })[]>`
    with passed as materialized (
      select s.id, s.code, s.name, ${valueOf(tx, asked)}::int8 as value
      ${sources(tx, asked)}
      where ${filters(tx, asked)}
    )
    select counted.total, id, code, name, value
    from (select count(*) as total from passed) counted
    left join lateral (
      select id, code, name, value from passed where ${beyond(tx, asked)} order by ${orderOf(tx, asked)} limit ${asked.limit + 1}
    ) page on true
    order by ${orderOf(tx, asked)}`
  // Where the page is empty, the count stands alone.
  return { total: rows[0]?.total ?? 0, found: rows.filter((row): row is Found & { total: number } => row.id !== null) }
}

function orderOf(tx: Transaction, { orderBy, isDescending }: Asked) {
  const direction = isDescending ? tx`desc` : tx`asc`
  return orderBy === 'code' ? tx`code ${direction}` : tx`value ${direction}, code`
}

function beyond(tx: Transaction, { after, orderBy, isDescending }: Asked) {
  if (after === null) return tx`true`
  const { value, code } = after
  if (orderBy === 'code') return isDescending ? tx`code < ${code}` : tx`code > ${code}`
  const isPast = isDescending ? tx`value < ${value}` : tx`value > ${value}`
  return tx`(${isPast} or (value = ${value} and code > ${code}))`
}

/** Who waits is asked of all SKUs only where the page depends on it. */
function sources(tx: Transaction, { place, isWaiting, orderBy }: Asked) {
  const level = place === null ? tx`` : tx`join stock_levels v on v.sku_id = s.id and v.location_id = ${place.id}`
  const waiting =
    isWaiting || orderBy === 'waiting'
      ? tx`
        left join (
          select d.sku_id, sum(d.open)::int8 as units
          from line_demands d join orders o on o.id = d.order_id
          where d.open > 0 and ${waitsForStock(tx)}
          group by d.sku_id
        ) w on w.sku_id = s.id`
      : tx``
  return tx`from skus s join pools p on p.sku_id = s.id and p.supply = ${ON_HAND_SUPPLY} ${level} ${waiting}`
}

function filters(tx: Transaction, asked: Asked) {
  const { search, isShort, isReserved, isWaiting, availableBelow } = asked
  const pattern = search === null ? '' : `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  return tx`true
    ${search === null ? tx`` : tx`and (s.code ilike ${pattern} or s.name ilike ${pattern})`}
    ${isShort ? tx`and ${quantity(tx, asked, 'short')} > 0` : tx``}
    ${isReserved ? tx`and p.reserved > 0` : tx``}
    ${isWaiting ? tx`and w.units > 0` : tx``}
    ${availableBelow === null ? tx`` : tx`and ${available(tx, asked)} < ${availableBelow}`}`
}

function valueOf(tx: Transaction, asked: Asked) {
  switch (asked.orderBy) {
    case 'code':
      return tx`0`
    case 'available':
      return available(tx, asked)
    case 'reserved':
      return tx`p.reserved`
    case 'waiting':
      return tx`coalesce(w.units, 0)`
    case 'on_hand':
    case 'allocated':
    case 'short':
      return quantity(tx, asked, asked.orderBy)
  }
}

function quantity(tx: Transaction, { place }: Asked, name: 'on_hand' | 'allocated' | 'short') {
  return tx`${tx(place === null ? 'p' : 'v')}.${tx(name)}`
}

/** As `availableToSell` counts it; of a level, before reservations. */
function available(tx: Transaction, { place }: Asked) {
  if (place === null) return tx`greatest(0, p.on_hand - p.unavailable - p.safety - p.allocated - p.reserved)`
  return place.sellable ? tx`greatest(0, v.on_hand - v.unavailable - v.safety - v.allocated)` : tx`0`
}

async function fillIn(tx: Transaction, page: readonly Found[], place: Place | null): Promise<StockSummaryView[]> {
  const ids = page.map((each) => each.id)
  if (ids.length === 0) return []
  const skuIds = `{${ids.join(',')}}`
  const [pools, levels, waiting] = await Promise.all([
    tx<(PoolQuantities & { skuId: number; version: number })[]>`
      select sku_id as "skuId", on_hand as "onHand", unavailable, safety, allocated, reserved, short, version
      from pools where sku_id = any(${skuIds}::int4[]) and supply = ${ON_HAND_SUPPLY}`,
    tx<(LevelQuantities & { skuId: number })[]>`
      select sku_id as "skuId", on_hand as "onHand", unavailable, safety, allocated, short
      from stock_levels where sku_id = any(${skuIds}::int4[]) and location_id = ${place?.id ?? null}`,
    readWaitingTotals(tx, ids),
  ])
  const poolById = new Map(pools.map((pool) => [pool.skuId, pool]))
  const levelById = new Map(levels.map((level) => [level.skuId, level]))
  return page.flatMap(({ id, code, name }) => {
    const stored = poolById.get(id)
    const level = levelById.get(id)
    if (stored === undefined) return []
    return {
      sku: code,
      name,
      version: stored.version,
      pool: toPoolView(stored),
      waiting: waiting.get(id) ?? { units: 0, orders: 0 },
      level: level === undefined || place === null ? null : toLevelView(level, place),
    }
  })
}
