// Orders that changed in a window, page by page, totals in headers. They are sorted by id: whatever changes while we read
// leaves the window from anywhere, and what is behind it moves up; so pages are read from the last to the first.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import type { WoocommerceClient } from './client.ts'

export const PAGE_SIZE = 100 // The documented maximum.
const TOTAL_HEADER = 'x-wp-total'

export interface ChangedOrder {
  platformOrderId: string
  /** Null where the platform's own time cannot be read. */
  version: Instant | null
  hasRefunds: boolean
}

export async function* listChanged(
  client: WoocommerceClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ChangedOrder[]> {
  const pages = readBackToFront({
    readPage: (page) => readPage(client, { page, window }, signal),
    pageSize: PAGE_SIZE,
    identityOf: (row: ChangedOrder) => `${row.platformOrderId}@${row.version}`,
  })
  for await (const rows of pages) {
    const inWindow = rows.filter(({ version }) => version === null || isInWindow(version, window))
    if (inWindow.length > 0) yield inWindow
  }
}

async function readPage(
  client: WoocommerceClient,
  { page, window }: { page: number; window: Window },
  signal: AbortSignal,
): Promise<ListingPage<ChangedOrder>> {
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
  const decoded = requireFields(() => {
    const rows = answer.readable ? answer.value : undefined
    if (!Array.isArray(rows)) return failField('orders', 'a list', rows)
    if (typeof total !== 'string' || !/^\d{1,9}$/.test(total)) return failField(TOTAL_HEADER, 'a total', total)
    return { rows: rows as unknown[], total: Number(total) }
  })
  return { total: decoded.total, rows: decoded.rows.map(toChangedOrder) }
}

function toText(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 19)
}

/** A row without an id cannot be set aside, since nobody could ask for it again: the window is read once more. */
function toChangedOrder(row: unknown): ChangedOrder {
  const id = decodeFields(() => new ObjectReader(row, 'order').digits('id'))
  if (!id.ok) {
    throw new ChannelError('retry', 'row_without_id', { message: `a listed order has no id: ${id.problem.found}` })
  }
  const version = decodeFields(() => new ObjectReader(row, 'order').isoTime('date_modified_gmt', 'Z'))
  const refunds = decodeFields(() => new ObjectReader(row, 'order').optionalList('refunds', PAGE_SIZE))
  return {
    platformOrderId: id.value,
    version: version.ok ? version.value : null,
    // Where it cannot be read whether there are any, they are asked for.
    hasRefunds: !refunds.ok || refunds.value === null || refunds.value.length > 0,
  }
}
