// Which orders changed in a window, as platforms list them. Of a listed row only its id and time are taken: lists leave
// parts out on busy nights, so the whole order is read by its id.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from './channel.ts'
import type { ListedOrder, Window } from './channel.ts'
import { decodeFields, ObjectReader } from './fields.ts'
import { readBackToFront } from './read-back-to-front.ts'
import type { ListingPage } from './read-back-to-front.ts'
import { isInWindow } from './windows.ts'

export interface ChangedOrder {
  platformOrderId: string
  /** Null where the platform's own time cannot be read. */
  version: Instant | null
}

/** Where a listed row has its id and time; both are read by the channel's own rules. */
export interface RowFields {
  id: (order: ObjectReader) => string
  version: (order: ObjectReader) => Instant
}

/** A row without an id cannot be set aside, since nobody could ask for it again: the window is read once more. */
export function readChangedOrder(row: unknown, { id, version }: RowFields): ChangedOrder {
  const platformOrderId = decodeFields(() => id(new ObjectReader(row, 'order')))
  if (!platformOrderId.ok) {
    const { found } = platformOrderId.problem
    throw new ChannelError('retry', 'row_without_id', { message: `a listed order has no id: ${found}` })
  }
  const readable = decodeFields(() => version(new ObjectReader(row, 'order')))
  return { platformOrderId: platformOrderId.value, version: readable.ok ? readable.value : null }
}

/** The rows of a window; one whose time cannot be read must not hide its order. */
export async function* rowsInWindow<T extends ChangedOrder>(
  pages: AsyncIterable<readonly T[]>,
  window: Window,
): AsyncGenerator<T[]> {
  for await (const rows of pages) {
    const inWindow = rows.filter(({ version }) => version === null || isInWindow(version, window))
    if (inWindow.length > 0) yield inWindow
  }
}

/** What `listChangedOrders` gives. The window's end is newer than anything held, so an order without a time is read. */
export async function* ordersInWindow(
  pages: AsyncIterable<readonly ChangedOrder[]>,
  window: Window,
): AsyncGenerator<ListedOrder[]> {
  for await (const rows of rowsInWindow(pages, window)) {
    yield rows.map(({ platformOrderId, version }) => ({ platformOrderId, version: version ?? window.to }))
  }
}

export interface OrderPages<T extends ChangedOrder> {
  readPage: (pageNumber: number) => Promise<ListingPage<unknown>>
  toRow: (row: unknown) => T
  pageSize: number
}

/** Pages by number and total, from the last to the first. */
export function readOrderPages<T extends ChangedOrder>({
  readPage,
  toRow,
  pageSize,
}: OrderPages<T>): AsyncGenerator<T[]> {
  return readBackToFront({
    readPage: async (pageNumber) => {
      const { total, rows } = await readPage(pageNumber)
      return { total, rows: rows.map(toRow) }
    },
    pageSize,
    identityOf: ({ platformOrderId, version }) => `${platformOrderId}@${version}`,
  })
}
