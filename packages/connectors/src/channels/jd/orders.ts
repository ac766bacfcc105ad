// Orders from JOS: which changed (ids only), and one in full. Unpaid orders are not shown by this family of calls.

import { ordersInWindow, readChangedOrder, readOrderPages } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import type { DecodedOrder, ListedOrder, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond, formatChinaTime } from '../china-clock.ts'
import { failField } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import { readOrderAnswer } from '../order-answer.ts'
import type { WantedOrder } from '../order-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { envelopeOf } from './client.ts'
import type { JdClient } from './client.ts'
import { toSnapshot, DETAIL_FIELDS, DETAIL_METHOD } from './decode-order.ts'
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

export function listChangedOrders(
  client: JdClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readOrderPages({
    readPage: (number) => readPage(client, { number, window }, signal),
    toRow,
    pageSize: PAGE_SIZE,
  })
  return ordersInWindow(pages, window)
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

function toRow(row: unknown): ChangedOrder {
  return readChangedOrder(row, {
    id: (order) => order.digits('orderId'),
    version: (order) => order.time('modified'),
  })
}

export async function readOrder(client: JdClient, order: WantedOrder, signal: AbortSignal): Promise<DecodedOrder> {
  const answer = await callForOrder(client, order.platformOrderId, signal)
  return readOrderAnswer(answer, { ...order, idField: 'orderId' }, toSnapshot)
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
