// Pages of a TOP listing: window parameters, envelope and total checked, rows as they are.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond, formatChinaTime } from '../china-clock.ts'
import { decodeFields, isObject, ObjectReader } from '../fields.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import type { TaobaoAnswer, TaobaoClient } from './client.ts'

export interface TaobaoListing {
  method: string
  fields: string
  /** Names of the answer: envelope, wrapper, rows ("trades_sold_increment_get_response", "trades", "trade"). */
  envelope: string
  wrapper: string
  rows: string
  window: Window
}

export const PAGE_SIZE = 100 // The documented maximum of the listings used here.
const TOTAL_MAX = 100_000_000

export async function readListingPage(
  client: TaobaoClient,
  listing: TaobaoListing,
  page: { number: number; signal: AbortSignal },
): Promise<ListingPage<unknown>> {
  const parameters = {
    fields: listing.fields,
    // Second resolution. Whether the platform includes the end is not documented: rounding outwards and
    // dropping by `isInWindow` gives the same rows either way.
    start_modified: formatChinaTime(floorToSecond(listing.window.from)),
    end_modified: formatChinaTime(ceilToSecond(listing.window.to)),
    page_no: String(page.number),
    page_size: String(PAGE_SIZE),
    use_has_next: 'false', // With true the total is left out, and without it there is no last page to start from.
  }
  return toPage(await client.call(listing.method, parameters, page.signal), listing)
}

function toPage(answer: TaobaoAnswer, listing: TaobaoListing): ListingPage<unknown> {
  if (!answer.readable) {
    throw new ChannelError('retry', answer.problem, { message: `${listing.method} answered what cannot be parsed` })
  }
  const page = decodeFields(() => {
    const envelope = new ObjectReader(answer.body[listing.envelope], listing.envelope)
    const total = envelope.integer('total_results', { min: 0, max: TOTAL_MAX })
    const wrapper = envelope.value(listing.wrapper)
    const rows = isObject(wrapper) ? (wrapper[listing.rows] ?? []) : []
    return { total, rows: Array.isArray(rows) ? (rows as unknown[]) : [] }
  })
  if (page.ok) return page.value
  const { field, expected, found } = page.problem
  throw new ChannelError('retry', 'no_data', { message: `${field}: expected ${expected}, found ${found}` })
}

/**
 * A row shown at 10:00:00 was changed some time in that second, so it belongs to a window that starts within
 * it; two windows that meet inside a second both return it, and none loses it.
 */
export function isInWindow(version: Instant, window: Window): boolean {
  return version >= floorToSecond(window.from) && version < window.to
}
