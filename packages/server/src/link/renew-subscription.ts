// A shop that fell silent is subscribed anew by the platform's own call, where it has one: platforms drop a subscription
// whose messages were not taken for a while, and tell nobody. What stands already is left alone, so asking once too
// often changes nothing.

import type { ChannelAdapter } from '@tidegate/connectors'
import { MINUTE_MS } from '@tidegate/domain'
import { NoPublicUrlError } from '../intake/shop-health.ts'
import type { PushCounts } from './hear-pushes.ts'
import type { ShopLink } from './link.ts'
import type { Silence } from './silence.ts'

/** A new subscription gets its time to be heard of, and a platform that refused is not asked at once again. */
export const RENEW_EVERY_MS = 10 * MINUTE_MS

/** Who subscribes a silent shop anew; `no_public_url`: we would, and cannot say where to post. */
export type Renewal = 'itself' | 'no_public_url' | 'by_hand'

export interface RenewOptions {
  count: PushCounts
  silence: Silence
  /** Where the platform is to post; null where this installation does not know its own address. */
  address: URL | null
}

export function renewalOf({ push, listener }: ChannelAdapter, address: URL | null): Renewal {
  if ((listener?.subscribe ?? null) !== null) return 'itself'
  if ((push?.subscribe ?? null) === null) return 'by_hand'
  return address === null ? 'no_public_url' : 'itself'
}

/** Looks once; subscribes where nothing is heard, and not again before its time. */
export function createRenewing(link: ShopLink, options: RenewOptions): (signal: AbortSignal) => Promise<void> {
  const { count, silence, address } = options
  const { clock, log } = link
  const { channel, shop } = link.shop
  let restsUntil = 0
  return async (signal) => {
    if (clock.now() < restsUntil || !silence.isSilent()) return
    restsUntil = clock.now() + RENEW_EVERY_MS
    const made = await subscribe(link.adapter, address, signal)
    if (made.length > 0) count.renewals += 1
    log.warn(
      { shop, channel, made },
      made.length > 0
        ? 'polls find orders and no message comes: subscribed anew'
        : 'polls find orders and no message comes, though every subscription stands: does the platform reach our address?',
    )
  }
}

async function subscribe({ push, listener }: ChannelAdapter, address: URL | null, signal: AbortSignal) {
  if (listener !== null && listener.subscribe !== null) return listener.subscribe(signal)
  if (push === null || push.subscribe === null) return []
  if (address === null) throw new NoPublicUrlError()
  return push.subscribe(address, signal)
}
