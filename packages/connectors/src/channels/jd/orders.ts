// Orders from JOS: which changed (ids only), and one in full. Unpaid orders are not shown by this family of calls.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond, formatChinaTime } from '../china-clock.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { bodyProblem, requireFields, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import { envelopeOf } from './client.ts'
import type { JdClient } from './client.ts'
import { decodeParsedOrder, DETAIL_FIELDS, DETAIL_METHOD } from './decode-order.ts'
import { requireApiResult } from './errors.ts'
import { countOf } from './scalars.ts'
import { LISTED_STATES } from './states.ts'

export const PAGE_SIZE = 100 // The documented maximum.
export const TOTAL_RANGE = { min: 0, max: 100_000_000 } as const

const LIST_METHOD = 'jingdong.pop.order.enSearch'
const LISTING = {
  order_state: LISTED_STATES,
  optional_fields: 'orderId,modified',
  page_size: String(PAGE_SIZE),
  sortType: '1', // Newest first.
  dateType: '0', // By modification; 1 would be by creation.
  source_id: 'JOS',
} as const

export async function* listChangedOrders(
  client: JdClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readBackToFront({
    readPage: async (number) => {
      const page = await readPage(client, { number, window }, signal)
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

async function readPage(
  client: JdClient,
  { number, window }: { number: number; window: Window },
  signal: AbortSignal,
): Promise<ListingPage<unknown>> {
  const parameters = {
    ...LISTING,
    // Whole seconds. Whether the end is included is not documented: rounding outwards and dropping by `isInWindow`
    // gives the same rows either way.
    start_date: formatChinaTime(floorToSecond(window.from)),
    end_date: formatChinaTime(ceilToSecond(window.to)),
    page: String(number),
  }
  const body = requireReadable(await client.call(LIST_METHOD, parameters, signal))
  return requireFields(() => {
    const result = envelopeOf(body, LIST_METHOD).object('searchorderinfo_result')
    requireApiResult(result)
    const total = countOf(result, 'orderTotal', TOTAL_RANGE)
    const rows = result.optionalList('orderInfoList', PAGE_SIZE)
    // An empty page may leave its list out [A]; one that claims rows may not.
    if (rows === null && total > 0) failField(result.field('orderInfoList'), 'a list', undefined)
    return { total, rows: rows ?? [] }
  })
}

interface ListedRow {
  platformOrderId: string
  version: Instant | null
}

/** A row without an id cannot be set aside, since nobody could ask for it again: the window is read once more. */
function toListedRow(row: unknown): ListedRow {
  const decoded = decodeFields(() => new ObjectReader(row, 'order').digits('orderId'))
  if (!decoded.ok) {
    throw new ChannelError('retry', 'row_without_id', { message: `a listed order has no id: ${decoded.problem.found}` })
  }
  const version = decodeFields(() => new ObjectReader(row, 'order').time('modified'))
  return { platformOrderId: decoded.value, version: version.ok ? version.value : null }
}

export async function readOrder(
  client: JdClient,
  order: { platformOrderId: string; shop: string },
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  const decoded = decodeParsedOrder(answer.value, { raw, shop: order.shop })
  if (!decoded.ok || decoded.snapshot.key.platformOrderId === order.platformOrderId) return decoded
  const found = decoded.snapshot.key.platformOrderId
  return { ok: false, raw, problem: { field: 'orderId', expected: order.platformOrderId, found } }
}

/** The detail, with its inner verdict read: an answer of success may say that there is no such order. */
export async function callForOrder(
  client: JdClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const parameters = { order_id: platformOrderId, optional_fields: DETAIL_FIELDS, source_id: 'JOS' }
  const answer = await client.call(DETAIL_METHOD, parameters, signal)
  if (!answer.readable) return answer
  requireFields(() => requireApiResult(envelopeOf(answer.value, DETAIL_METHOD).object('orderDetailInfo')))
  return answer
}
