// What to tell a shop's platform about a listing. We keep the platform's count as our books know it, and send the
// difference to what stock can cover: an order from this very shop changes both alike, so nothing is sent for it
// and no piece is put back on sale (docs/adr/0012).

import { SECOND_MS } from '../kernel/instant.ts'
import type { Instant } from '../kernel/instant.ts'

export interface Books {
  /** Units stock can cover now. */
  covered: number
  /** Every unit the count was given, since `countedFrom`, the count then included. */
  sent: number
  /** Every unit the shop's orders took since then, as far as they have arrived. */
  sold: number
  countedFrom: Instant
  /** Every order placed before this has arrived. */
  provenUntil: Instant
}

export type PublicationDecision =
  | { decision: 'in_line' }
  /** Sales from before we began to count may still be on their way: raising the count now could resurrect them. */
  | { decision: 'wait_for_proof' }
  | { decision: 'send'; delta: number }

/**
 * The platform's count by our books, once every order placed so far has arrived. No count falls below zero: where
 * the books say so, a difference met a count that sales had already emptied.
 */
export function believedCount({ sent, sold }: Pick<Books, 'sent' | 'sold'>): number {
  return Math.max(0, sent - sold)
}

export function decidePublication(books: Books): PublicationDecision {
  const delta = books.covered - believedCount(books)
  if (delta === 0) return { decision: 'in_line' }
  if (delta > 0 && books.provenUntil <= books.countedFrom) return { decision: 'wait_for_proof' }
  return { decision: 'send', delta }
}

export interface ReadBack {
  /** What the platform showed. */
  shown: number
  readAt: Instant
  /** `believedCount` at that moment. */
  believed: number
  /** Units counted since then that moved before the reading. */
  soldBeforeRead: number
  /** Units counted since then that moved so near to it that the reading may or may not have had them. */
  soldAroundRead: number
  /** A change of which nobody knows whether it went through; null where there is none. */
  unsureDelta: number | null
}

export type Comparison =
  /** Orders placed before the reading may still be on their way. */
  | { comparison: 'wait_for_proof' }
  /** Units the platform shows beyond our books; 0, or the unsure change, is the answer we expect. */
  | { comparison: 'compared'; drift: number }

export function compareReadBack(read: ReadBack, provenUntil: Instant): Comparison {
  if (provenUntil <= read.readAt + READING_MARGIN_MS) return { comparison: 'wait_for_proof' }
  const drift = read.shown - (read.believed - read.soldBeforeRead)
  const range = { min: drift + Math.min(0, read.soldAroundRead), max: drift + Math.max(0, read.soldAroundRead) }
  return { comparison: 'compared', drift: likeliest(range, read.unsureDelta) }
}

/** Later than any stamp that `countSales` still takes for the reading's own moment. */
const READING_MARGIN_MS = 3 * SECOND_MS

/** Where the reading fits several answers, the one that raises the platform's count least: it can resurrect nothing. */
function likeliest({ min, max }: { min: number; max: number }, unsureDelta: number | null): number {
  const expected = [0, unsureDelta ?? 0].filter((each) => min <= each && each <= max)
  return expected.length > 0 ? Math.max(...expected) : max
}
