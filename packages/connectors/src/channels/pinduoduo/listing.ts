// Pages of a listing by time of change: window parameters, envelope and total checked, rows as they are.

import { SECOND_MS } from '@tidegate/domain'
import type { Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import type { Parameters, PinduoduoClient } from './client.ts'

export interface PinduoduoListing {
  type: string
  parameters: Parameters
  /** Names of the answer: envelope and rows. */
  envelope: string
  rows: string
}

export const PAGE_SIZE = 100 // The documented maximum.
const TOTAL_MAX = 100_000_000

export async function readListingPage(
  client: PinduoduoClient,
  listing: PinduoduoListing,
  page: { number: number; window: Window; signal: AbortSignal },
): Promise<ListingPage<unknown>> {
  const parameters = {
    ...listing.parameters,
    // Whole seconds. Whether the end is included is not documented: rounding outwards and dropping by
    // `isInWindow` gives the same rows either way.
    start_updated_at: String(floorToSecond(page.window.from) / SECOND_MS),
    end_updated_at: String(ceilToSecond(page.window.to) / SECOND_MS),
    page: String(page.number),
    page_size: String(PAGE_SIZE),
  }
  const body = requireReadable(await client.call(listing.type, parameters, page.signal))
  return requireFields(() => {
    const envelope = new ObjectReader(body[listing.envelope], listing.envelope)
    const total = envelope.integer('total_count', { min: 0, max: TOTAL_MAX })
    const rows = envelope.optionalList(listing.rows, PAGE_SIZE)
    // An empty page may leave its list out [A]; one that claims rows may not.
    if (rows === null && total > 0) failField(envelope.field(listing.rows), 'a list', undefined)
    return { total, rows: rows ?? [] }
  })
}
