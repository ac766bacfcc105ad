// Reads a listing whose pages hang on a cursor of the platform's ("next_key", "endCursor"). The platform keeps the
// reader's place, so nothing shifts; what can go wrong is a cursor that never ends.

import { ChannelError } from './channel.ts'

export interface CursorPage<T> {
  rows: T[]
  /** Null on the last page. */
  next: string | null
}

const PAGES_MAX = 1_000

export async function* readByCursor<T>(
  readPage: (cursor: string | null) => Promise<CursorPage<T>>,
): AsyncGenerator<T[]> {
  const seen = new Set<string>()
  let cursor: string | null = null
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const page: CursorPage<T> = await readPage(cursor)
    if (page.rows.length > 0) yield page.rows
    if (page.next === null) return
    if (seen.has(page.next)) throw new ChannelError('retry', 'no_progress', { message: 'a cursor came twice' })
    seen.add(page.next)
    cursor = page.next
  }
  throw new ChannelError('refused', 'window_too_full', {
    message: `more than ${PAGES_MAX} pages; ask for a shorter window`,
  })
}

/** For listings by page number that do not move under the reader (catalogues): from `firstPage` until one is short. */
export async function* readForward<T>(
  readPage: (pageNumber: number) => Promise<T[]>,
  { firstPage, pageSize }: { firstPage: number; pageSize: number },
): AsyncGenerator<T[]> {
  for (let page = 0; page < PAGES_MAX; page++) {
    const rows = await readPage(firstPage + page)
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
  }
  throw new ChannelError('retry', 'no_progress', { message: `more than ${PAGES_MAX} full pages` })
}
