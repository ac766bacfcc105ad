// Orders of a Xiaohongshu shop: which changed (ids only), and one in full. Asked for in seconds, told in milliseconds.

import { SECOND_MS } from '@tidegate/domain'
import { ordersInWindow, readChangedOrder, readOrderPages } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import { asKind } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { failField } from '../fields.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import type { XiaohongshuClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'
import { isBusinessError } from './errors.ts'
import { PAGE_SIZE, readListingPage } from './paging.ts'

const BY_UPDATE = 2
const PAGES_MAX = 100 // Documented.

export function listChangedOrders(
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
  const pages = readOrderPages({
    readPage: (number) => readListingPage(client, listing, { number, signal }),
    toRow,
    pageSize: PAGE_SIZE,
  })
  return ordersInWindow(pages, window)
}

function toRow(row: unknown): ChangedOrder {
  return readChangedOrder(row, {
    id: (order) => order.optionalIdentifier('orderId') ?? failField('orderId', 'an id', undefined),
    version: (order) => order.epoch('updateTime', 'ms'),
  })
}

export async function readOrder(
  client: XiaohongshuClient,
  order: WantedOrder,
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  return readOrderAnswer(answer, { ...order, idField: 'data.orderId' }, toSnapshot)
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
    throw asKind('not_found', error)
  }
}
