// Pages of a TOP listing: window parameters, envelope and total checked, rows as they are.

import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond, formatChinaTime } from '../china-clock.ts'
import { isObject, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { JsonAnswer } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import type { TaobaoClient } from './client.ts'

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

function toPage(answer: JsonAnswer, listing: TaobaoListing): ListingPage<unknown> {
  const body = requireReadable(answer)
  return requireFields(() => {
    const envelope = new ObjectReader(body[listing.envelope], listing.envelope)
    const total = envelope.integer('total_results', { min: 0, max: TOTAL_MAX })
    return { total, rows: wrappedRows(envelope.value(listing.wrapper), listing.rows) }
  })
}

/** TOP wraps lists in their singular ({"trades":{"trade":[…]}}); an empty one has no wrapper at all. */
export function wrappedRows(wrapper: unknown, name: string): unknown[] {
  const rows = isObject(wrapper) ? (wrapper[name] ?? []) : []
  return Array.isArray(rows) ? (rows as unknown[]) : []
}
