// Orders from TOP: which changed (ids only), and one in full.

import { ordersInWindow, readChangedOrder, readOrderPages } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import type { TaobaoClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'
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

export function listChangedOrders(
  client: TaobaoClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readOrderPages({
    readPage: (number) => readListingPage(client, { ...LISTING, window }, { number, signal }),
    toRow,
    pageSize: PAGE_SIZE,
  })
  return ordersInWindow(pages, window)
}

function toRow(row: unknown): ChangedOrder {
  return readChangedOrder(row, {
    id: (order) => order.digits('tid'),
    version: (order) => order.time('modified'),
  })
}

export async function readOrder(client: TaobaoClient, order: WantedOrder, signal: AbortSignal): Promise<DecodedOrder> {
  const parameters = { fields: DETAIL_FIELDS, tid: order.platformOrderId, include_oaid: 'true' }
  const answer = await client.call('taobao.trade.fullinfo.get', parameters, signal)
  return readOrderAnswer(answer, { ...order, idField: 'tid' }, toSnapshot)
}
