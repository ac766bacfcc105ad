// Reads a listing that is sorted by modification, newest first, so that rows leaving it lose nothing.
// The window ends in the past. A row modified while we read leaves the window and everything older moves
// up, towards page 1: a reader going forward skips a row, one going from the last page back to page 1
// sees it again at worst (TOP documentation of trades.sold.increment.get advises the same).
// A row indexed late pushes older rows down, past such a reader; then the total grows, and we start over.

import { ChannelError } from './channel.ts'

export interface ListingPage<T> {
  rows: T[]
  total: number
}

export interface PagedListing<T> {
  /** Pages count from 1 here; for a platform that counts from 0, take one off. */
  readPage: (pageNumber: number) => Promise<ListingPage<T>>
  pageSize: number
  identityOf: (row: T) => string
}

const PAGES_MAX = 500 // 50,000 rows in one window of minutes; beyond that the caller must ask for less.
const RESTARTS_MAX = 5

export async function* readBackToFront<T>(listing: PagedListing<T>): AsyncGenerator<T[]> {
  let first = await listing.readPage(1)
  for (let restarts = 0; restarts <= RESTARTS_MAX; restarts++) {
    assertPage(listing, first, 1)
    const pages = pageCount(listing, first.total)
    if (pages <= 1) {
      if (first.rows.length > 0) yield first.rows
      return
    }
    const grown = yield* walk(listing, pages, first.total)
    if (grown === null) return
    first = grown
  }
  throw new ChannelError('retry', 'rows_keep_arriving', {
    message: `the listing grew during ${RESTARTS_MAX + 1} readings`,
  })
}

/** From the last page to the first. Returns null when done, or the page that showed a larger total. */
async function* walk<T>(
  listing: PagedListing<T>,
  pages: number,
  total: number,
): AsyncGenerator<T[], ListingPage<T> | null> {
  let lastTotal = total
  let before: string | null = null
  for (let pageNumber = pages; pageNumber >= 1; pageNumber--) {
    const page = await listing.readPage(pageNumber)
    if (page.total > lastTotal) return pageNumber === 1 ? page : listing.readPage(1)
    assertPage(listing, page, pageNumber)
    const identities = page.rows.map(listing.identityOf).join(' ')
    if (page.total === lastTotal && page.rows.length > 0 && identities === before) {
      throw new ChannelError('retry', 'no_progress', { message: `page ${pageNumber} repeats the page before it` })
    }
    before = identities
    lastTotal = page.total
    if (page.rows.length > 0) yield page.rows
  }
  return null
}

/** A page must hold exactly the rows its own total leaves for it; a gateway that miscounts may be hiding some. */
function assertPage<T>(listing: PagedListing<T>, page: ListingPage<T>, pageNumber: number): void {
  const left = page.total - (pageNumber - 1) * listing.pageSize
  const expected = Math.min(listing.pageSize, Math.max(0, left))
  if (page.rows.length === expected) return
  throw new ChannelError('retry', 'page_count_lies', {
    message: `page ${pageNumber} holds ${page.rows.length} rows where its total of ${page.total} leaves ${expected}`,
  })
}

function pageCount<T>(listing: PagedListing<T>, total: number): number {
  const pages = Math.ceil(total / listing.pageSize)
  if (pages <= PAGES_MAX) return pages
  throw new ChannelError('refused', 'window_too_full', {
    message: `${total} rows in one window; ask for a shorter one`,
  })
}
