// Orders that changed in a window, page by page, totals in headers. They are sorted by id: whatever changes while we read
// leaves the window from anywhere, and what is behind it moves up; so pages are read from the last to the first.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { readChangedOrder, readOrderPages } from '../changed-orders.ts'
import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { failField } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { mayHaveRefunds } from '../refunds.ts'
import type { OrderWithRefunds } from '../refunds.ts'
import type { WoocommerceClient } from './client.ts'

export const PAGE_SIZE = 100 // The documented maximum.
const TOTAL_HEADER = 'x-wp-total'

export function listChanged(
  client: WoocommerceClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<OrderWithRefunds[]> {
  return readOrderPages({
    readPage: (page) => readPage(client, { page, window }, signal),
    toRow,
    pageSize: PAGE_SIZE,
  })
}

async function readPage(
  client: WoocommerceClient,
  { page, window }: { page: number; window: Window },
  signal: AbortSignal,
): Promise<ListingPage<unknown>> {
  const query = {
    // Both bounds are left out of what they bound: a second more on each side, dropped by `isInWindow`.
    modified_after: toText(floorToSecond(window.from) - SECOND_MS),
    modified_before: toText(ceilToSecond(window.to) + SECOND_MS),
    dates_are_gmt: 'true',
    status: 'any', // Statuses of plugins too: an order must not vanish behind a word we do not know.
    orderby: 'id',
    order: 'asc',
    page: String(page),
    per_page: String(PAGE_SIZE),
    _fields: 'id,date_modified_gmt,refunds',
  }
  const { answer, headers } = await client.call({ method: 'GET', path: '/orders', query }, signal)
  const total = headers[TOTAL_HEADER]
  return requireFields(() => {
    const rows = answer.readable ? answer.value : undefined
    if (!Array.isArray(rows)) return failField('orders', 'a list', rows)
    if (typeof total !== 'string' || !/^\d{1,9}$/.test(total)) return failField(TOTAL_HEADER, 'a total', total)
    return { rows: rows as unknown[], total: Number(total) }
  })
}

function toText(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 19)
}

function toRow(row: unknown): OrderWithRefunds {
  const changed = readChangedOrder(row, {
    id: (order) => order.digits('id'),
    version: (order) => order.isoTime('date_modified_gmt', 'Z'),
  })
  return { ...changed, hasRefunds: mayHaveRefunds(row, PAGE_SIZE) }
}
