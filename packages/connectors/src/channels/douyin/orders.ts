// Orders from 抖店: which changed (ids only), and one in full.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { bodyProblem } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import type { DouyinClient } from './client.ts'
import { decodeParsedOrder } from './decode-order.ts'
import { isBusinessRefusal } from './errors.ts'
import { PAGE_SIZE, readListingPage } from './paging.ts'

const LISTING = {
  method: 'order.searchList',
  parameters: { order_by: 'update_time', order_asc: false },
  from: 'update_time_start',
  to: 'update_time_end',
  rows: 'shop_order_list',
  rowsMax: 10_000, // One source says 50,000; the smaller one is safe.
} as const

export async function* listChangedOrders(
  client: DouyinClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readBackToFront({
    readPage: async (number) => {
      const page = await readListingPage(client, LISTING, { number, window, signal })
      return { total: page.total, rows: page.rows.map(toListedRow) }
    },
    pageSize: PAGE_SIZE,
    identityOf: (row) => `${row.platformOrderId}@${row.version}`,
  })
  for await (const rows of pages) {
    const inWindow = rows.filter(({ version }) => version === null || isInWindow(version, window))
    // An unreadable time must not hide the order: the window's end is newer than anything held, so it is read.
    if (inWindow.length > 0) yield inWindow.map((row) => ({ ...row, version: row.version ?? window.to }))
  }
}

interface ListedRow {
  platformOrderId: string
  version: Instant | null
}

/** A row without an id cannot be set aside, since nobody could ask for it again: the window is read once more. */
function toListedRow(row: unknown): ListedRow {
  const decoded = decodeFields(() => new ObjectReader(row, 'order').digits('order_id'))
  if (!decoded.ok) {
    throw new ChannelError('retry', 'row_without_id', { message: `a listed order has no id: ${decoded.problem.found}` })
  }
  const version = decodeFields(() => new ObjectReader(row, 'order').epoch('update_time', 's'))
  return { platformOrderId: decoded.value, version: version.ok ? version.value : null }
}

export async function readOrder(
  client: DouyinClient,
  order: { platformOrderId: string; shop: string },
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  const decoded = decodeParsedOrder(answer.value, { raw, shop: order.shop })
  if (!decoded.ok || decoded.snapshot.key.platformOrderId === order.platformOrderId) return decoded
  const found = decoded.snapshot.key.platformOrderId
  return { ok: false, raw, problem: { field: 'order_id', expected: order.platformOrderId, found } }
}

/** [A] The sub-code of an unknown order is not public. Its id is the only parameter, so what is wrong with it is that. */
export async function callForOrder(
  client: DouyinClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  try {
    return await client.call('order.orderDetail', { shop_order_id: platformOrderId }, signal)
  } catch (error) {
    if (!isBusinessRefusal(error)) throw error
    throw new ChannelError('not_found', error.code, { message: error.message, cause: error })
  }
}
