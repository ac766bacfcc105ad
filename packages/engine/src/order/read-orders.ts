// The newest orders, a page at a time. Ids roughly follow arrival and never change, so a page's cursor
// stays valid while orders come in above it.

import type { Database } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { summarize } from './read-order-summaries.ts'
import type { OrderHead, OrderSummaryView } from './read-order-summaries.ts'

export interface OrdersQuery {
  limit: number
  /** The last page's `next`; null for the newest orders. */
  before: number | null
}

export interface OrderPageView {
  orders: OrderSummaryView[]
  next: string | null
}

export async function readOrders(sql: Database, { limit, before }: OrdersQuery): Promise<OrderPageView> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    // One more than asked for tells whether there is a next page.
    const heads = await tx<OrderHead[]>`
      select o.id, o.number, s.channel, s.code as shop, o.platform_order_id as "platformOrderId", o.placed_at as "placedAt", o.history,
        o.payment, o.platform_state as "platformState", o.cancel_requested as "cancelRequested", o.province,
        o.payable_fen as "payableFen", o.currency
      from orders o join shops s on s.id = o.shop_id
      where o.id < ${before ?? Number.MAX_SAFE_INTEGER}
      order by o.id desc
      limit ${limit + 1}`
    const page = heads.slice(0, limit)
    const last = page.at(-1)
    return {
      orders: await summarize(tx, page),
      next: heads.length > limit && last !== undefined ? String(last.id) : null,
    }
  })
}
