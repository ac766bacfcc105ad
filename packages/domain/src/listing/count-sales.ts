// Counts what an order's snapshot took from the platform's own counts, or gave back to them. A platform gives a
// count back when it closes an order; every other change of a line's quantity moves it too.

import type { Draft } from '../batch/draft.ts'
import { SECOND_MS } from '../kernel/instant.ts'
import type { Instant } from '../kernel/instant.ts'
import { listingKeyText } from './listing.ts'
import type { Publication } from './listing.ts'
import { touch } from '../order/order.ts'
import type { Order } from '../order/order.ts'

type Taken = ReadonlyMap<number, number>

const NOTHING: Taken = new Map()

/** Units each listing's count has lost to this order, by listing id. */
export function takenUnits(draft: Draft, order: Order | undefined): Taken {
  const { listings } = draft.snapshot
  if (listings.size === 0 || order === undefined || order.platformState === 'closed') return NOTHING
  const taken = new Map<number, number>()
  for (const line of order.lines) {
    if (line.platformSkuId === null || line.origin !== 'platform') continue
    const listing = listings.get(listingKeyText(order.key, line.platformSkuId))
    if (listing !== undefined) taken.set(listing.id, (taken.get(listing.id) ?? 0) + line.quantity)
  }
  return taken
}

/**
 * Brings the shop's publications in line with what the order takes now. `before` is what it took until now, `at`
 * when the platform says that it changed.
 */
export function countSales(draft: Draft, order: Order, { before, at }: { before: Taken; at: Instant }): void {
  const after = takenUnits(draft, order)
  for (const listingId of new Set([...before.keys(), ...after.keys()])) {
    const publication = draft.snapshot.publications.get(listingId)
    const units = (after.get(listingId) ?? 0) - (before.get(listingId) ?? 0)
    if (publication !== undefined && units !== 0) count(publication, { units, at })
  }
}

/** Platforms stamp whole seconds, and their clocks and ours differ by some. */
const BLUR_MS = 2 * SECOND_MS

function count(publication: Publication, { units, at }: { units: number; at: Instant }): void {
  // What the count had lost, or had back, when we began to count is none of ours.
  if (at <= publication.countedFrom) return
  publication.sold += units
  touch(publication)
  const { readFrom, readAt } = publication
  if (readFrom === null) return
  if (at < readFrom - BLUR_MS) publication.soldBeforeRead += units
  else if (readAt === null || at <= readAt + BLUR_MS) publication.soldAroundRead += units
}
