// Orders from Pinduoduo: which changed (ids only), and one in full. Unpaid orders are never shown.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { bodyProblem } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import type { PinduoduoClient } from './client.ts'
import { decodeParsedOrder } from './decode-order.ts'
import { isBusinessError } from './errors.ts'
import { PAGE_SIZE, readListingPage } from './listing.ts'

const LISTING = {
  type: 'pdd.order.number.list.increment.get',
  parameters: {
    is_lucky_flag: '0', // 0 and the two fives: all.
    order_status: '5',
    refund_status: '5',
    // With true the total is left out. Asked for on every page, it tells of rows that arrived while we read.
    use_has_next: 'false',
  },
  envelope: 'order_sn_increment_get_response',
  rows: 'order_sn_list',
} as const

export async function* listChangedOrders(
  client: PinduoduoClient,
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
  const decoded = decodeFields(() => {
    const order = new ObjectReader(row, 'order')
    return order.optionalIdentifier('order_sn') ?? failField('order_sn', 'an id', undefined)
  })
  if (!decoded.ok) {
    throw new ChannelError('retry', 'row_without_id', { message: `a listed order has no id: ${decoded.problem.found}` })
  }
  const version = decodeFields(() => new ObjectReader(row, 'order').time('updated_at'))
  return { platformOrderId: decoded.value, version: version.ok ? version.value : null }
}

export async function readOrder(
  client: PinduoduoClient,
  order: { platformOrderId: string; shop: string },
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  const decoded = decodeParsedOrder(answer.value, { raw, shop: order.shop })
  if (!decoded.ok || decoded.snapshot.key.platformOrderId === order.platformOrderId) return decoded
  const found = decoded.snapshot.key.platformOrderId
  return { ok: false, raw, problem: { field: 'order_sn', expected: order.platformOrderId, found } }
}

/**
 * [A] The code of an unknown order is not public. `order_sn` is the only parameter of the call, so what the platform
 * finds wrong with it is the order.
 */
export async function callForOrder(
  client: PinduoduoClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  try {
    return await client.call('pdd.order.information.get', { order_sn: platformOrderId }, signal)
  } catch (error) {
    if (!isBusinessError(error) || error.kind !== 'refused') throw error
    throw new ChannelError('not_found', error.code, { message: error.message, cause: error })
  }
}
