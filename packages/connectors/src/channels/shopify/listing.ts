// Orders that changed in a window, by cursor. The cursor is a place in the order of changes, so a row that changes again
// leaves towards the end and shifts nothing before it.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { readChangedOrder } from '../changed-orders.ts'
import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { CursorPage } from '../read-by-cursor.ts'
import { mayHaveRefunds } from '../refunds.ts'
import type { OrderWithRefunds } from '../refunds.ts'
import { dataReader } from './client.ts'
import type { ShopifyClient } from './client.ts'
import { readGid } from './global-id.ts'

export const PAGE_SIZE = 100 // 250 are allowed; fewer leave points for the orders themselves.

const CHANGED_ORDERS = `query ChangedOrders($first: Int!, $after: String, $query: String!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { id updatedAt refunds(first: 1) { id } }
    pageInfo { hasNextPage endCursor }
  }
}`

export function listChanged(
  client: ShopifyClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<OrderWithRefunds[]> {
  // Times are kept to the second.
  const from = toText(floorToSecond(window.from))
  const to = toText(ceilToSecond(window.to))
  const query = `updated_at:>='${from}' updated_at:<'${to}'`
  return readByCursor((after) => readPage(client, { after, query }, signal))
}

function toText(instant: Instant): string {
  return `${new Date(Math.floor(instant / SECOND_MS) * SECOND_MS).toISOString().slice(0, 19)}Z`
}

async function readPage(
  client: ShopifyClient,
  { after, query }: { after: string | null; query: string },
  signal: AbortSignal,
): Promise<CursorPage<OrderWithRefunds>> {
  const data = await client.data(CHANGED_ORDERS, { first: PAGE_SIZE, after, query }, signal)
  const page = requireFields(() => {
    const orders = dataReader(data).object('orders')
    const rows = orders.optionalList('nodes', PAGE_SIZE) ?? failField('data.orders.nodes', 'a list', undefined)
    return { rows, next: nextCursor(orders) }
  })
  return { next: page.next, rows: page.rows.map(toRow) }
}

/** Null on the last page; a page that says there is more and gives no cursor is not whole. */
export function nextCursor(connection: ObjectReader): string | null {
  const page = connection.object('pageInfo')
  if (!page.boolean('hasNextPage')) return null
  const cursor = page.value('endCursor')
  return typeof cursor === 'string' ? cursor : failField(page.field('endCursor'), 'a cursor', cursor)
}

function toRow(row: unknown): OrderWithRefunds {
  const changed = readChangedOrder(row, {
    id: (order) => readGid(order, 'Order'),
    version: (order) => order.isoTime('updatedAt'),
  })
  return { ...changed, hasRefunds: mayHaveRefunds(row, 1) }
}
