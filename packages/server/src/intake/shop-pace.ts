// How far a shop's links look back, and what rests meanwhile. On a promotion night platforms list orders some ten minutes
// late and take fewer calls: the poll reaches further back, the certificate looks later, and what only proves gives way
// to what sells. Whether it is such a night is asked each time, since any process may switch it.

import { ChannelError } from '@tidegate/connectors'
import type { ChannelLimits } from '@tidegate/connectors'
import { MINUTE_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { Clock } from '../clock.ts'

/** What changes no order and no stock, and can wait. */
type Proof = 'certificate' | 'backfill' | 'comparison'

export interface ShopPace {
  /** At least how far the first window of a round reaches back over what is proven. */
  reachBackMs: (feed: string) => Promise<number>
  /** How long after it was proven a change is checked. */
  checkBehindMs: () => Promise<number>
  /** Whether this proof may call the platform now. */
  mayProve: (proof: Proof) => Promise<boolean>
  /** Tells of a call that failed. */
  notice: (error: unknown) => void
}

export interface ShopPaceOptions {
  /** When the shop's promotion night ends, or ended last; null where there never was one. */
  promotionEndsAt: () => Promise<Instant | null>
  limits: Pick<ChannelLimits, 'listsVersions'>
  clock: Pick<Clock, 'now'>
}

/** Ten minutes is how late lists have been seen on such nights, and half of it again. */
const PROMOTION_REACH_BACK_MS = 15 * MINUTE_MS
/** A change is checked this long after it was proven: later than platforms list late on any other day. */
const CHECK_BEHIND_MS = 3 * MINUTE_MS
/** When the poll has seen what was ten minutes late. */
const PROMOTION_CHECK_BEHIND_MS = 12 * MINUTE_MS
/** What changed before the end may be listed after it: all goes on for as long as the poll reaches back. */
const AFTER_END_MS = PROMOTION_REACH_BACK_MS
/** Where each order listed costs a call. More often than the poll reaches beyond ten minutes: one may fail. */
const DEAR_REACH_BACK_EVERY_MS = 2 * MINUTE_MS
/** So long after the last refusal a platform counts as throttling. */
const THROTTLED_MS = MINUTE_MS
/** A proof that rested for this long has one turn nonetheless. */
const PROOF_RESTS_MS_MAX = 10 * MINUTE_MS

export function createShopPace({ promotionEndsAt, limits, clock }: ShopPaceOptions): ShopPace {
  const reachedBackAt = new Map<string, Instant>()
  const restsSince = new Map<Proof, Instant>()
  let throttledAt = -Infinity
  const isPromotion = async (): Promise<boolean> => {
    const endsAt = await promotionEndsAt()
    return endsAt !== null && clock.now() < endsAt + AFTER_END_MS
  }
  return {
    async reachBackMs(feed) {
      if (!(await isPromotion())) return 0
      const now = clock.now()
      const isDear = !limits.listsVersions
      if (isDear && now - (reachedBackAt.get(feed) ?? -Infinity) < DEAR_REACH_BACK_EVERY_MS) return 0
      reachedBackAt.set(feed, now)
      return PROMOTION_REACH_BACK_MS
    },
    checkBehindMs: async () => ((await isPromotion()) ? PROMOTION_CHECK_BEHIND_MS : CHECK_BEHIND_MS),
    async mayProve(proof) {
      const now = clock.now()
      const mustRest = now - throttledAt < THROTTLED_MS && (await isPromotion())
      const since = restsSince.get(proof) ?? now
      if (mustRest && now - since < PROOF_RESTS_MS_MAX) {
        restsSince.set(proof, since)
        return false
      }
      restsSince.delete(proof)
      return true
    },
    notice(error) {
      if (error instanceof ChannelError && error.kind === 'throttled') throttledAt = clock.now()
    },
  }
}
