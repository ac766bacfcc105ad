// Orders from Pinduoduo: which changed (ids only), and one in full. Unpaid orders are never shown.

import { ordersInWindow, readChangedOrder, readOrderPages } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import { asKind } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { failField } from '../fields.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import type { PinduoduoClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'
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

export function listChangedOrders(
  client: PinduoduoClient,
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
    id: (order) => order.optionalIdentifier('order_sn') ?? failField('order_sn', 'an id', undefined),
    version: (order) => order.time('updated_at'),
  })
}

export async function readOrder(
  client: PinduoduoClient,
  order: WantedOrder,
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  return readOrderAnswer(answer, { ...order, idField: 'order_sn' }, toSnapshot)
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
    throw asKind('not_found', error)
  }
}
