// Pages of a listing by time of change, read from the last to the first, as the platform's own page advises.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { innerData } from './client.ts'
import type { Parameters, XiaohongshuClient } from './client.ts'

export const PAGE_SIZE = 100 // The documented maximum.
const TOTAL_MAX = 100_000_000

export interface XiaohongshuListing {
  method: string
  parameters: Parameters
  /** Names in the answer. */
  rows: string
  total: string
  /** The last page the platform shows. */
  pagesMax: number
}

export async function readListingPage(
  client: XiaohongshuClient,
  listing: XiaohongshuListing,
  { number, signal }: { number: number; signal: AbortSignal },
): Promise<ListingPage<unknown>> {
  if (number > listing.pagesMax) {
    const message = `more than ${listing.pagesMax} pages; ask for a shorter window`
    throw new ChannelError('refused', 'window_too_full', { message })
  }
  const parameters = { ...listing.parameters, pageNo: number, pageSize: PAGE_SIZE }
  const data = innerData(await client.read(listing.method, parameters, signal))
  return requireFields(() => {
    const answer = new ObjectReader(data, 'data')
    const total = answer.integer(listing.total, { min: 0, max: TOTAL_MAX })
    const rows = answer.optionalList(listing.rows, PAGE_SIZE)
    // An empty page may leave its list out [A]; one that claims rows may not.
    if (rows === null && total > 0) failField(answer.field(listing.rows), 'a list', undefined)
    return { total, rows: rows ?? [] }
  })
}
