// Orders from 快手小店: which changed (ids only), and one in full.

import { ordersInWindow, readChangedOrder } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import { asKind } from '../channel.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { failField } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { longNumber } from '../long-number.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { CursorPage } from '../read-by-cursor.ts'
import { dataOf, NO_MORE } from './client.ts'
import type { KuaishouClient } from './client.ts'
import { toSnapshot } from './decode-order.ts'
import { isOperationRejected } from './errors.ts'

export const PAGE_SIZE = 50 // The documented maximum.
const LISTING = {
  orderViewStatus: 1, // All.
  pageSize: PAGE_SIZE,
  sort: 1, // Sources name its two values the other way round: nothing here hangs on the order of rows.
  queryType: 2, // By change; 1 would be by creation.
  cpsType: 0,
} as const

export function listChangedOrders(
  client: KuaishouClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  return ordersInWindow(
    readByCursor((cursor) => readPage(client, { cursor, window }, signal)),
    window,
  )
}

async function readPage(
  client: KuaishouClient,
  { cursor, window }: { cursor: string | null; window: Window },
  signal: AbortSignal,
): Promise<CursorPage<ChangedOrder>> {
  // In milliseconds. Whether the end is included is not documented: what is beyond is dropped.
  const parameters = { ...LISTING, beginTime: window.from, endTime: window.to, cursor: cursor ?? '' }
  const body = requireReadable(await client.read('open.order.cursor.list', parameters, signal))
  const { rows, next } = requireFields(() => {
    const data = dataOf(body)
    const next = data.optionalIdentifier('cursor') ?? failField('data.cursor', 'a cursor', undefined)
    return { rows: data.optionalList('orderList', PAGE_SIZE) ?? [], next: next === NO_MORE ? null : next }
  })
  return { rows: rows.map(toRow), next }
}

function toRow(row: unknown): ChangedOrder {
  return readChangedOrder(row, {
    id: (order) => order.object('orderBaseInfo').digits('oid'),
    version: (order) => order.object('orderBaseInfo').epoch('updateTime', 'ms'),
  })
}

export async function readOrder(
  client: KuaishouClient,
  order: WantedOrder,
  signal: AbortSignal,
): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  return readOrderAnswer(answer, { ...order, idField: 'orderBaseInfo.oid' }, toSnapshot)
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
    throw asKind('not_found', error)
  }
}
