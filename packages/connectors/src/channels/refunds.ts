// Refunds as platforms list them: by their own time of change, or through the orders that changed.

import { ChannelError } from './channel.ts'
import type { ListedRefund, Window } from './channel.ts'
import { rowsInWindow } from './changed-orders.ts'
import type { ChangedOrder } from './changed-orders.ts'
import { decodeFields, ObjectReader } from './fields.ts'
import { readBackToFront } from './read-back-to-front.ts'
import type { ListingPage } from './read-back-to-front.ts'
import { isInWindow } from './windows.ts'

/** A refund is money: one that cannot be read stops the listing, and its cursor, rather than vanish. */
export function readRefund<T extends ListedRefund>(row: unknown, read: (refund: ObjectReader) => T): T {
  const decoded = decodeFields(() => read(new ObjectReader(row, 'refund')))
  if (decoded.ok) return decoded.value
  const { field, expected, found } = decoded.problem
  throw refundUnreadable(`${field}: expected ${expected}, found ${found}`)
}

export function refundUnreadable(message: string): ChannelError {
  return new ChannelError('bug', 'refund_unreadable', { message })
}

export async function* refundsInWindow(
  pages: AsyncIterable<readonly ListedRefund[]>,
  window: Window,
): AsyncGenerator<ListedRefund[]> {
  for await (const rows of pages) {
    const inWindow = rows.filter(({ version }) => isInWindow(version, window))
    if (inWindow.length > 0) yield inWindow
  }
}

export interface RefundPages<T extends ListedRefund> {
  readPage: (pageNumber: number) => Promise<ListingPage<unknown>>
  toRefund: (row: unknown) => T
  pageSize: number
}

/** Pages by number and total, from the last to the first. */
export function readRefundPages<T extends ListedRefund>({
  readPage,
  toRefund,
  pageSize,
}: RefundPages<T>): AsyncGenerator<T[]> {
  return readBackToFront({
    readPage: async (pageNumber) => {
      const { total, rows } = await readPage(pageNumber)
      return { total, rows: rows.map(toRefund) }
    },
    pageSize,
    identityOf: ({ refundId, version }) => `${refundId}@${version}`,
  })
}

export interface OrderWithRefunds extends ChangedOrder {
  hasRefunds: boolean
}

/** Where it cannot be read whether an order has refunds, they are asked for. */
export function mayHaveRefunds(row: unknown, lengthMax: number): boolean {
  const refunds = decodeFields(() => new ObjectReader(row, 'order').optionalList('refunds', lengthMax))
  return !refunds.ok || refunds.value === null || refunds.value.length > 0
}

/**
 * For platforms without a list of refunds: those of the orders that changed. Each refund of such an order is told, old
 * ones again: an order that changed once more leaves the window it was refunded in, and takes its refunds along.
 */
export async function* refundsOfOrders(
  pages: AsyncIterable<readonly OrderWithRefunds[]>,
  window: Window,
  readRefunds: (platformOrderId: string) => Promise<ListedRefund[]>,
): AsyncGenerator<ListedRefund[]> {
  for await (const rows of rowsInWindow(pages, window)) {
    for (const { platformOrderId, hasRefunds } of rows) {
      const refunds = hasRefunds ? await readRefunds(platformOrderId) : []
      if (refunds.length > 0) yield refunds
    }
  }
}
