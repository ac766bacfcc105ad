// Orders from WooCommerce: which changed (ids only), and one in full. An order tells what was refunded of it as a sum; of
// which lines, only its refunds say, so an order that has some is kept together with them.

import { ordersInWindow } from '../changed-orders.ts'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { isObject } from '../fields.ts'
import { bodyProblem } from '../json-answer.ts'
import { requireOrder } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import type { WoocommerceClient } from './client.ts'
import { decodeWoocommerceOrder } from './decode-order.ts'
import { listChanged } from './listing.ts'

export const REFUNDS_MAX = 100 // One page.

export function listChangedOrders(
  client: WoocommerceClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  return ordersInWindow(listChanged(client, window, signal), window)
}

export async function readOrder(
  client: WoocommerceClient,
  order: WantedOrder,
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const path = orderPath(order.platformOrderId)
  const { answer } = await client.call({ method: 'GET', path }, signal)
  if (!answer.readable) return { ok: false, raw: answer.raw, problem: bodyProblem(answer.problem, answer.raw) }
  if (!isObject(answer.value) || answer.value['id'] === undefined) {
    throw new ChannelError('retry', 'no_data', { message: 'id: expected an order, found none' })
  }
  const { refunds } = answer.value
  const isWhole = !Array.isArray(refunds) || refunds.length === 0
  const raw = isWhole ? answer.raw : joined(answer.raw, await readRefundBytes(client, path, signal))
  return requireOrder(decodeWoocommerceOrder(raw, order.shop), { ...order, idField: 'id' })
}

async function readRefundBytes(client: WoocommerceClient, path: string, signal: AbortSignal): Promise<Uint8Array> {
  const query = { per_page: String(REFUNDS_MAX) }
  const { answer } = await client.call({ method: 'GET', path: `${path}/refunds`, query }, signal)
  if (answer.readable && Array.isArray(answer.value)) return answer.raw
  throw new ChannelError('retry', 'no_data', { message: 'refunds: expected a list' })
}

function joined(order: Uint8Array, refunds: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('{"order":'), order, Buffer.from(',"refunds":'), refunds, Buffer.from('}')])
}

/** Ids are digits: anything else would lead to another path. */
export function orderPath(platformOrderId: string): string {
  if (/^\d{1,20}$/.test(platformOrderId)) return `/orders/${platformOrderId}`
  throw new ChannelError('not_found', 'not_an_id', { message: 'an order id of this channel is digits' })
}
