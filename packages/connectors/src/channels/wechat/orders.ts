// Orders of a WeChat shop. The list gives ids and no times, so each order's time of change is read from the order itself:
// without it every poll would take what is known already for news.

import type { Instant } from '@tidegate/domain'
import { ordersInWindow } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import type { WechatClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'
import { readEach, readIds, secondsOf } from './listing.ts'

export const ORDERS_PAGE_SIZE = 100 // The documented maximum.
export const ORDER_PATH = '/channels/ec/order/get'

export function listChangedOrders(
  client: WechatClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const { start, end } = secondsOf(window)
  const listing = {
    path: '/channels/ec/order/list/get',
    body: { update_time_range: { start_time: start, end_time: end }, page_size: ORDERS_PAGE_SIZE },
    ids: 'order_id_list',
  }
  return ordersInWindow(readVersions(client, readIds(client, listing, signal), signal), window)
}

/** An order that has changed since it was listed is found by the window it changed in. */
async function* readVersions(
  client: WechatClient,
  pages: AsyncIterable<readonly string[]>,
  signal: AbortSignal,
): AsyncGenerator<ChangedOrder[]> {
  for await (const ids of pages) {
    yield await readEach(ids, async (platformOrderId) => {
      return { platformOrderId, version: await readVersion(client, platformOrderId, signal) }
    })
  }
}

/** Null where the order does not tell: then it is read, and set aside with its bytes. */
async function readVersion(client: WechatClient, id: string, signal: AbortSignal): Promise<Instant | null> {
  try {
    const answer = await client.call(ORDER_PATH, { order_id: id }, signal)
    if (!answer.readable) return null
    const version = decodeFields(() => new ObjectReader(answer.value, '').object('order').epoch('update_time', 's'))
    return version.ok ? version.value : null
  } catch (error) {
    if (error instanceof ChannelError && (error.kind === 'not_found' || error.kind === 'refused')) return null
    throw error
  }
}

export async function readOrder(client: WechatClient, order: WantedOrder, signal: AbortSignal): Promise<DecodedOrder> {
  const answer = await client.call(ORDER_PATH, { order_id: order.platformOrderId }, signal)
  return readOrderAnswer(answer, { ...order, idField: 'order.order_id' }, toSnapshot)
}
