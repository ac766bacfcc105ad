// Orders from Shopify: which changed (ids only), and one in full, its lines page by page.

import { ordersInWindow } from '../changed-orders.ts'
import { ChannelError } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { bodyProblem, requireFields } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { requireOrder } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import { dataReader } from './client.ts'
import type { ShopifyClient } from './client.ts'
import { decodeShopifyOrder } from './decode-order.ts'
import { toGid } from './global-id.ts'
import { listChanged, nextCursor } from './listing.ts'
import { ORDER_QUERY } from './order-query.ts'

/** 2,000 lines; nobody's cart is longer. */
const PAGES_MAX = 50

export function listChangedOrders(
  client: ShopifyClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  return ordersInWindow(listChanged(client, window, signal), window)
}

export async function readOrder(client: ShopifyClient, order: WantedOrder, signal: AbortSignal): Promise<DecodedOrder> {
  const pages: Uint8Array[] = []
  let version: unknown = null
  for (let after: string | null = null; pages.length < PAGES_MAX;) {
    const answer = await client.call(ORDER_QUERY, { id: toGid('Order', order.platformOrderId), after }, signal)
    const { raw } = answer
    if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
    const page = readPage(answer)
    // Pages of two versions would make an order that never was.
    if (pages.length > 0 && page.version !== version) throw changedMeanwhile()
    version = page.version
    pages.push(raw)
    if (page.next === null)
      return requireOrder(decodeShopifyOrder(joinPages(pages), order.shop), { ...order, idField: 'id' })
    after = page.next
  }
  throw new ChannelError('refused', 'too_many_lines', { message: `an order of more than ${PAGES_MAX} pages of lines` })
}

function readPage(answer: JsonAnswer & { readable: true }): { version: unknown; next: string | null } {
  const page = requireFields(() => {
    const data = dataReader((answer.value as Record<string, unknown> | null)?.['data'])
    const order = data.optionalObject('order')
    return order === null ? null : { version: order.value('updatedAt'), next: nextCursor(order.object('lineItems')) }
  })
  if (page === null) throw new ChannelError('not_found', 'order_null', { message: 'the shop has no such order' })
  return page
}

function changedMeanwhile(): ChannelError {
  return new ChannelError('retry', 'changed_meanwhile', { message: 'the order changed while its lines were read' })
}

/** One page is kept as it came; several as a list of them. */
function joinPages(pages: readonly Uint8Array[]): Uint8Array {
  if (pages.length === 1) return pages[0]!
  return Buffer.concat(
    pages.flatMap((page, index) => [Buffer.from(index === 0 ? '[' : ','), page]).concat(Buffer.from(']')),
  )
}
