// Orders from 抖店: which changed (ids only), and one in full.

import { ordersInWindow, readChangedOrder, readOrderPages } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import { asKind } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import type { DouyinClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'
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

export function listChangedOrders(
  client: DouyinClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readOrderPages({
    readPage: (number) => readListingPage(client, LISTING, { number, window, signal }),
    toRow,
    pageSize: PAGE_SIZE,
  })
  return ordersInWindow(pages, window)
}

function toRow(row: unknown): ChangedOrder {
  return readChangedOrder(row, {
    id: (order) => order.digits('order_id'),
    version: (order) => order.epoch('update_time', 's'),
  })
}

export async function readOrder(client: DouyinClient, order: WantedOrder, signal: AbortSignal): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  return readOrderAnswer(answer, { ...order, idField: 'order_id' }, toSnapshot)
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
    throw asKind('not_found', error)
  }
}
