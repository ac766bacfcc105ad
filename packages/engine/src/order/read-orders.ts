// The newest orders that pass the filters, a page at a time. Ids roughly follow arrival and never change, so a page's
// cursor stays valid while orders come in above it.

import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import type { Vault } from '../privacy/vault.ts'
import { EVERY_ORDER, toKnownFilter } from './order-filter.ts'
import type { KnownFilter, NamedField, OrderFilter } from './order-filter.ts'
import { countOf, pageOf } from './order-page.ts'
import { summarize } from './read-order-summaries.ts'
import type { OrderHead, OrderSummaryView } from './read-order-summaries.ts'
import { searchOrders } from './search-orders.ts'
import type { FoundBy } from './search-orders.ts'

export interface OrdersQuery {
  filter: OrderFilter
  /** Any number or code by which an order is known. */
  search: string | null
  limit: number
  /** The last page's `next`; null for the newest orders. */
  before: number | null
}

export interface OrderPageView {
  orders: OrderSummaryView[]
  next: string | null
  /** Orders on all pages, counted as far as `COUNTED_ORDERS_MAX`; null on a later page, where the first has said it. */
  count: { orders: number; isAll: boolean } | null
  /** What the search was found to be; empty where nothing was found or sought. */
  foundBy: FoundBy[]
}

/** Beyond this a person needs no exact number, and counting on would cost more than the page. */
const COUNTED_ORDERS_MAX = 1_000

/** The name of a field whose code nobody has, where there is one. */
export async function readOrders(
  sql: Database,
  vault: Vault,
  { filter, search, limit, before }: OrdersQuery,
): Promise<OrderPageView | { unknown: NamedField }> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    // What a filter matches differs by a thousand times: a plan for the average would be a plan for none.
    await tx`set local plan_cache_mode = force_custom_plan`
    const named = await toKnownFilter(tx, filter)
    if (typeof named === 'string') return { unknown: named }
    const found = search === null ? null : await searchOrders(tx, vault, search)
    const known = narrowed(named, found)
    // One more than asked for tells whether there is a next page.
    const heads = known === null ? [] : await tx<OrderHead[]>`${pageOf(tx, known, { before, limit: limit + 1 })}`
    const page = heads.slice(0, limit)
    const last = page.at(-1)
    return {
      orders: await summarize(tx, page),
      next: heads.length > limit && last !== undefined ? String(last.id) : null,
      count: before === null ? await countOrders(tx, known) : null,
      foundBy: found?.foundBy ?? [],
    }
  })
}

/** The newest of all, for who looks at them again and again: nothing is counted. */
export async function readNewestOrders(sql: Database, limit: number): Promise<OrderSummaryView[]> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    const known = { ...EVERY_ORDER, shopIds: null, locationId: null, skuId: null, orderIds: null }
    return summarize(tx, await tx<OrderHead[]>`${pageOf(tx, known, { before: null, limit })}`)
  })
}

/** The filter with what the search found in it; null where that leaves nothing. */
function narrowed(filter: KnownFilter, found: Awaited<ReturnType<typeof searchOrders>> | null): KnownFilter | null {
  if (found === null) return filter
  const { orderIds, skuId } = found
  if (skuId === null) return { ...filter, orderIds }
  return filter.skuId === null || filter.skuId === skuId ? { ...filter, skuId } : null
}

async function countOrders(tx: Transaction, filter: KnownFilter | null): Promise<{ orders: number; isAll: boolean }> {
  if (filter === null) return { orders: 0, isAll: true }
  const [row] = await tx<{ orders: number }[]>`${countOf(tx, filter, COUNTED_ORDERS_MAX + 1)}`
  const orders = row?.orders ?? 0
  return { orders: Math.min(orders, COUNTED_ORDERS_MAX), isAll: orders <= COUNTED_ORDERS_MAX }
}
