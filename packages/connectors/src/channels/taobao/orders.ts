// Orders from TOP: which changed (ids only), and one in full.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { bodyProblem } from '../json-answer.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import type { TaobaoClient } from './client.ts'
import { decodeParsedOrder } from './decode-order.ts'
import { PAGE_SIZE, readListingPage } from './listing.ts'

const LISTING = {
  method: 'taobao.trades.sold.increment.get',
  // Nothing more: on a promotion night lists leave out lines, payment and OAID anyway, and the detail is read.
  fields: 'tid,modified',
  envelope: 'trades_sold_increment_get_response',
  wrapper: 'trades',
  rows: 'trade',
} as const

/** TOP returns only the fields asked for. The OAID comes with the five fields of the last row but one. */
const DETAIL_FIELDS = [
  'tid,type,status,step_trade_status,step_paid_fee',
  'modified,pay_time,payment,post_fee,buyer_open_uid,buyer_message,seller_memo',
  'receiver_state,receiver_city,receiver_district,receiver_town',
  'receiver_name,receiver_address,receiver_mobile,receiver_phone,created',
  'oaid,orders',
].join(',')

export async function* listChangedOrders(
  client: TaobaoClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readBackToFront({
    readPage: async (number) => {
      const page = await readListingPage(client, { ...LISTING, window }, { number, signal })
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
  const decoded = decodeFields(() => new ObjectReader(row, 'trade').digits('tid'))
  if (!decoded.ok)
    throw new ChannelError('retry', 'row_without_id', {
      message: `a listed trade has no usable id: ${decoded.problem.found}`,
    })
  const version = decodeFields(() => new ObjectReader(row, 'trade').time('modified'))
  return { platformOrderId: decoded.value, version: version.ok ? version.value : null }
}

export async function readOrder(
  client: TaobaoClient,
  order: { platformOrderId: string; shop: string },
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const parameters = { fields: DETAIL_FIELDS, tid: order.platformOrderId, include_oaid: 'true' }
  const answer = await client.call('taobao.trade.fullinfo.get', parameters, signal)
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  const decoded = decodeParsedOrder(answer.value, { raw, shop: order.shop })
  if (decoded.ok && decoded.snapshot.key.platformOrderId !== order.platformOrderId) {
    return {
      ok: false,
      raw,
      problem: { field: 'tid', expected: order.platformOrderId, found: decoded.snapshot.key.platformOrderId },
    }
  }
  return decoded
}
