// Polls that find orders while no message comes: the subscription is gone, or never was. Poll stays the proof, so
// nothing is missed; it only comes later, and nobody would notice.

import type { Instant } from '@tidegate/domain'
import { rested } from '../clock.ts'
import { listenForPushes } from './hear-pushes.ts'
import type { PushCounts } from './hear-pushes.ts'
import type { ShopLink } from './link.ts'

/** Longer than any platform of ours keeps a message back. */
const SILENT_MS = 5 * 60_000
/** A few are found by the poll first even where messages come. */
const UNHEARD_ORDERS_MIN = 3
const LOOK_EVERY_MS = 30_000

export interface Silence {
  isSilent: () => boolean
}

export interface SilenceOptions {
  pushes: Pick<PushCounts, 'lastAt'>
  /** Orders that polls have found so far. */
  polled: () => number
  now: () => Instant
}

export function createSilence({ pushes, polled, now }: SilenceOptions): Silence {
  const openedAt = now()
  let heard = { at: pushes.lastAt, polled: polled() }
  let isJudged = false
  return {
    isSilent() {
      if (pushes.lastAt !== heard.at) heard = { at: pushes.lastAt, polled: polled() }
      // What polls catch up with as they begin is older than any message to us could be.
      if (!isJudged && heard.at === null) heard = { at: null, polled: polled() }
      isJudged ||= now() - openedAt > SILENT_MS
      const unheard = polled() - heard.polled
      return now() - (heard.at ?? openedAt) > SILENT_MS && unheard >= UNHEARD_ORDERS_MIN
    },
  }
}

export interface ListenOptions {
  count: PushCounts
  silence: Silence
}

/** Listens until the connection ends; ends it, to be made anew, once nothing is heard of orders that polls find. */
export async function listenUntilSilent(link: ShopLink, options: ListenOptions, signal: AbortSignal): Promise<void> {
  const { count, silence } = options
  const ending = new AbortController()
  const until = AbortSignal.any([signal, ending.signal])
  const watch = async (): Promise<void> => {
    // One connection gets its time before it is judged.
    const judgedFrom = link.clock.now() + SILENT_MS
    while (await rested(link.clock, LOOK_EVERY_MS, until)) {
      if (link.clock.now() < judgedFrom || !silence.isSilent()) continue
      count.renewals += 1
      const { channel, shop } = link.shop
      link.log.warn({ shop, channel }, 'polls find orders and no message comes: subscribing anew')
      ending.abort(new Error('no message came'))
    }
  }
  const watching = watch()
  try {
    await listenForPushes(link, until, count)
  } catch (error) {
    if (signal.aborted || !ending.signal.aborted) throw error
  } finally {
    ending.abort(new Error('the connection ended'))
    await watching
  }
}
