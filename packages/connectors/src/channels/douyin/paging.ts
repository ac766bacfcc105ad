// Pages of a listing by time of change: windows in seconds, pages from 0, a total, and a depth the platform allows.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { failField } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { dataOf } from './client.ts'
import type { DouyinClient, Parameters } from './client.ts'

export interface DouyinListing {
  method: string
  parameters: Parameters
  /** Names of the window's ends. */
  from: string
  to: string
  rows: string
  /** Beyond it the platform pages no further. */
  rowsMax: number
}

export const PAGE_SIZE = 100 // The documented maximum.
const TOTAL_RANGE = { min: 0, max: 100_000_000 } as const

/** `number` counts from 1, as readers do. */
export async function readListingPage(
  client: DouyinClient,
  listing: DouyinListing,
  { number, window, signal }: { number: number; window: Window; signal: AbortSignal },
): Promise<ListingPage<unknown>> {
  const parameters = {
    ...listing.parameters,
    // Whether the end is included differs between pages of the documentation: rounding outwards and dropping by
    // `isInWindow` gives the same rows either way.
    [listing.from]: floorToSecond(window.from) / SECOND_MS,
    [listing.to]: ceilToSecond(window.to) / SECOND_MS,
    page: number - 1,
    size: PAGE_SIZE,
  }
  const body = requireReadable(await client.call(listing.method, parameters, signal))
  const decoded = requireFields(() => {
    const data = dataOf(body)
    const total = data.integer('total', TOTAL_RANGE)
    const rows = data.optionalList(listing.rows, PAGE_SIZE)
    // An empty page may leave its list out [A]; one that claims rows may not.
    if (rows === null && total > 0) failField(data.field(listing.rows), 'a list', undefined)
    return { total, rows: rows ?? [] }
  })
  if (decoded.total > listing.rowsMax) {
    const message = `${decoded.total} rows in one window; ask for a shorter one`
    throw new ChannelError('refused', 'window_too_full', { message })
  }
  return decoded
}
