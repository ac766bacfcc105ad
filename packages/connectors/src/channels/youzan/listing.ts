// Orders that changed in a window, page by page with a total. The rows are whole orders; only id and time are taken.

import { ordersInWindow, readChangedOrder, readOrderPages } from '../changed-orders.ts'
import type { ChangedOrder } from '../changed-orders.ts'
import { ChannelError } from '../channel.ts'
import type { ListedOrder, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond, formatChinaTime } from '../china-clock.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import type { YouzanClient } from './client.ts'

const API = 'youzan.trades.sold.get/4.0.4'
export const PAGE_SIZE = 100 // The documented maximum.
const PAGES_MAX = 100 // Documented: what lies beyond cannot be asked for.
const TOTAL_MAX = 100_000_000

export function listChangedOrders(
  client: YouzanClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readOrderPages({
    readPage: (page) => readPage(client, { page, window }, signal),
    toRow,
    pageSize: PAGE_SIZE,
  })
  return ordersInWindow(pages, window)
}

async function readPage(
  client: YouzanClient,
  { page, window }: { page: number; window: Window },
  signal: AbortSignal,
): Promise<ListingPage<unknown>> {
  const parameters = {
    // Whether the end is included is not documented: rounded outwards and dropped by `isInWindow`, it does not matter.
    start_update: formatChinaTime(floorToSecond(window.from)),
    end_update: formatChinaTime(ceilToSecond(window.to)),
    page_no: page,
    page_size: PAGE_SIZE,
  }
  const data = await client.data(API, parameters, signal)
  const { total, rows } = requireFields(() => {
    const envelope = new ObjectReader(data, 'data')
    const total = envelope.integer('total_results', { min: 0, max: TOTAL_MAX })
    const rows = envelope.optionalList('full_order_info_list', PAGE_SIZE)
    // An empty page may leave its list out [A]; one that claims rows may not.
    if (rows === null && total > 0) failField(envelope.field('full_order_info_list'), 'a list', undefined)
    return { total, rows: rows ?? [] }
  })
  if (total > PAGES_MAX * PAGE_SIZE) {
    throw new ChannelError('refused', 'window_too_full', { message: `${total} rows; ask for a shorter window` })
  }
  return { total, rows }
}

function toRow(row: unknown): ChangedOrder {
  const infoOf = (order: ObjectReader): ObjectReader => order.object('full_order_info').object('order_info')
  return readChangedOrder(row, {
    id: (order) => infoOf(order).optionalIdentifier('tid') ?? failField('tid', 'an id', undefined),
    version: (order) => infoOf(order).time('update_time'),
  })
}
