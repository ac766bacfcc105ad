// Orders of a Xiaohongshu shop: which changed (ids only), and one in full. Asked for in seconds, told in milliseconds.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { bodyProblem } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import type { XiaohongshuClient } from './client.ts'
import { decodeParsedOrder } from './decode-order.ts'
import { isBusinessError } from './errors.ts'
import { PAGE_SIZE, readListingPage } from './paging.ts'

const BY_UPDATE = 2
const PAGES_MAX = 100 // Documented.

export async function* listChangedOrders(
  client: XiaohongshuClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const listing = {
    method: 'order.getOrderList',
    parameters: {
      // Whether the end is included is not documented: rounding outwards and dropping by `isInWindow` gives the same
      // rows either way.
      startTime: floorToSecond(window.from) / SECOND_MS,
      endTime: ceilToSecond(window.to) / SECOND_MS,
      timeType: BY_UPDATE,
    },
    rows: 'orderList',
    total: 'total',
    pagesMax: PAGES_MAX,
  }
  const pages = readBackToFront({
    readPage: async (number) => {
      const page = await readListingPage(client, listing, { number, signal })
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
  const decoded = decodeFields(() => {
    const order = new ObjectReader(row, 'order')
    return order.optionalIdentifier('orderId') ?? failField('orderId', 'an id', undefined)
  })
  if (!decoded.ok) {
    throw new ChannelError('retry', 'row_without_id', { message: `a listed order has no id: ${decoded.problem.found}` })
  }
  const version = decodeFields(() => new ObjectReader(row, 'order').epoch('updateTime', 'ms'))
  return { platformOrderId: decoded.value, version: version.ok ? version.value : null }
}

export async function readOrder(
  client: XiaohongshuClient,
  order: { platformOrderId: string; shop: string },
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  const decoded = decodeParsedOrder(answer.value, { raw, shop: order.shop })
  if (!decoded.ok || decoded.snapshot.key.platformOrderId === order.platformOrderId) return decoded
  const found = decoded.snapshot.key.platformOrderId
  return { ok: false, raw, problem: { field: 'data.orderId', expected: order.platformOrderId, found } }
}

/**
 * [A] The code of an unknown order is not public. `orderId` is the only parameter of the call, so what the platform finds
 * wrong with it is the order.
 */
export async function callForOrder(
  client: XiaohongshuClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  try {
    return await client.call('order.getOrderDetail', { orderId: platformOrderId }, signal)
  } catch (error) {
    if (!isBusinessError(error)) throw error
    throw new ChannelError('not_found', error.code, { message: error.message, cause: error })
  }
}
