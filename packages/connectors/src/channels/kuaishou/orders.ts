// Orders from 快手小店: which changed (ids only), and one in full.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { bodyProblem, requireFields, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { longNumber } from '../long-number.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { CursorPage } from '../read-by-cursor.ts'
import { dataOf, NO_MORE } from './client.ts'
import type { KuaishouClient } from './client.ts'
import { decodeParsedOrder } from './decode-order.ts'
import { isOperationRejected } from './errors.ts'

export const PAGE_SIZE = 50 // The documented maximum.
const LISTING = {
  orderViewStatus: 1, // All.
  pageSize: PAGE_SIZE,
  sort: 1, // Sources name its two values the other way round: nothing here hangs on the order of rows.
  queryType: 2, // By change; 1 would be by creation.
  cpsType: 0,
} as const

export async function* listChangedOrders(
  client: KuaishouClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  for await (const rows of readByCursor((cursor) => readPage(client, { cursor, window }, signal))) {
    // Times are in milliseconds. Whether the window's end is included is not documented, so it is left out here.
    const inWindow = rows.filter(({ version }) => version === null || (version >= window.from && version < window.to))
    // An unreadable time must not hide the order: the window's end is newer than anything held, so it is read.
    if (inWindow.length > 0) yield inWindow.map((row) => ({ ...row, version: row.version ?? window.to }))
  }
}

interface ListedRow {
  platformOrderId: string
  version: Instant | null
}

async function readPage(
  client: KuaishouClient,
  { cursor, window }: { cursor: string | null; window: Window },
  signal: AbortSignal,
): Promise<CursorPage<ListedRow>> {
  const parameters = { ...LISTING, beginTime: window.from, endTime: window.to, cursor: cursor ?? '' }
  const body = requireReadable(await client.read('open.order.cursor.list', parameters, signal))
  const { rows, next } = requireFields(() => {
    const data = dataOf(body)
    const next = data.optionalIdentifier('cursor') ?? failField('data.cursor', 'a cursor', undefined)
    return { rows: data.optionalList('orderList', PAGE_SIZE) ?? [], next: next === NO_MORE ? null : next }
  })
  return { rows: rows.map(toListedRow), next }
}

/** A row without an id cannot be set aside, since nobody could ask for it again: the window is read once more. */
function toListedRow(row: unknown): ListedRow {
  const base = (): ObjectReader => new ObjectReader(row, 'order').object('orderBaseInfo')
  const decoded = decodeFields(() => base().digits('oid'))
  if (!decoded.ok) {
    throw new ChannelError('retry', 'row_without_id', { message: `a listed order has no id: ${decoded.problem.found}` })
  }
  const version = decodeFields(() => base().epoch('updateTime', 'ms'))
  return { platformOrderId: decoded.value, version: version.ok ? version.value : null }
}

export async function readOrder(
  client: KuaishouClient,
  order: { platformOrderId: string; shop: string },
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  const decoded = decodeParsedOrder(answer.value, { raw, shop: order.shop })
  if (!decoded.ok || decoded.snapshot.key.platformOrderId === order.platformOrderId) return decoded
  const found = decoded.snapshot.key.platformOrderId
  return { ok: false, raw, problem: { field: 'orderBaseInfo.oid', expected: order.platformOrderId, found } }
}

/** An order of another seller is refused by the code of a refused operation; so, it is taken, is one that nobody has [A]. */
export async function callForOrder(
  client: KuaishouClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  try {
    return await client.read('open.order.detail', { oid: longNumber(platformOrderId) }, signal)
  } catch (error) {
    if (!isOperationRejected(error)) throw error
    throw new ChannelError('not_found', error.code, { message: error.message, cause: error })
  }
}
