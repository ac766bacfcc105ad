// Orders that changed in a window, page by page with a total. The rows are whole orders; only id and time are taken.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ListedOrder, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond, formatChinaTime } from '../china-clock.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import type { YouzanClient } from './client.ts'

const API = 'youzan.trades.sold.get/4.0.4'
export const PAGE_SIZE = 100 // The documented maximum.
const PAGES_MAX = 100 // Documented: what lies beyond cannot be asked for.
const TOTAL_MAX = 100_000_000

export async function* listChangedOrders(
  client: YouzanClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedOrder[]> {
  const pages = readBackToFront({
    readPage: (page) => readPage(client, { page, window }, signal),
    pageSize: PAGE_SIZE,
    identityOf: (row: ListedRow) => `${row.platformOrderId}@${row.version}`,
  })
  for await (const rows of pages) {
    const inWindow = rows.filter(({ version }) => version === null || isInWindow(version, window))
    // An unreadable time must not hide the order: the window's end is newer than anything held, so it is read.
    if (inWindow.length > 0) yield inWindow.map((row) => ({ ...row, version: row.version ?? window.to }))
  }
}

interface ListedRow {
  platformOrderId: string
  version: Instant | null
}

async function readPage(
  client: YouzanClient,
  { page, window }: { page: number; window: Window },
  signal: AbortSignal,
): Promise<ListingPage<ListedRow>> {
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
  return { total, rows: rows.map(toListedRow) }
}

/** A row without an id cannot be set aside, since nobody could ask for it again: the window is read once more. */
function toListedRow(row: unknown): ListedRow {
  const info = decodeFields(() => new ObjectReader(row, 'order').object('full_order_info').object('order_info'))
  const id = decodeFields(() => {
    const tid = info.ok ? info.value.optionalIdentifier('tid') : null
    return tid ?? failField('tid', 'an id', undefined)
  })
  if (!info.ok || !id.ok) {
    throw new ChannelError('retry', 'row_without_id', { message: 'a listed order has no id' })
  }
  const version = decodeFields(() => info.value.time('update_time'))
  return { platformOrderId: id.value, version: version.ok ? version.value : null }
}
