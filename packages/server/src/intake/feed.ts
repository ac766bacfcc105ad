// What the readers of a feed share: whom they ask, whom they tell, and how they try again.

import type { ChannelAdapter, DecodeProblem } from '@tidegate/connectors'
import type { Gate } from '@tidegate/engine'
import { orderKeyText } from '@tidegate/domain'
import type { Instant, OrderKey, ShopKey } from '@tidegate/domain'
import type { Clock } from '../clock.ts'
import type { RecentReads } from './recent-reads.ts'
import type { Retrier } from './retry.ts'

export interface Feed {
  adapter: ChannelAdapter
  gate: Pick<Gate, 'submit' | 'quarantine' | 'knownVersions'>
  shop: ShopKey
  retrier: Retrier
  clock: Clock
  signal: AbortSignal
  /** Renews the lease when its time is near; throws once it is lost. */
  stillOurs: () => Promise<void>
  count: FeedCounts
  setAside: SetAside
  reads: RecentReads
}

/** Versions this process has quarantined, by the platform's id of the order or refund. */
export type SetAside = Map<string, Instant>

/** Since the program started. */
export interface FeedCounts {
  ordersRecorded: number
  refundsRecorded: number
  quarantined: number
}

const READS_AT_ONCE = { min: 4, max: 32 }

/** As many as the shop's pace lets through while a busy platform takes a second to answer: more would only queue. */
export function readsAtOnce({ limits }: Pick<ChannelAdapter, 'limits'>): number {
  return Math.min(READS_AT_ONCE.max, Math.max(READS_AT_ONCE.min, Math.ceil(limits.callsPerSecond)))
}

/** The shop cannot go on, whatever single order is at fault. */
export class FeedError extends Error {
  override readonly name = 'FeedError'
}

/** Forgetting them only costs reading them once more. */
const SET_ASIDE_MAX = 10_000
const PAGES_MAX = 10_000 // A hundred orders to a page: a million changes in one window is a listing that never ends.

export function orderKey(shop: ShopKey, platformOrderId: string): OrderKey {
  return { channel: shop.channel, shop: shop.shop, platformOrderId }
}

/** An answer about another order than the one asked for must not be stored under either. */
export function misdirected(asked: OrderKey, found: OrderKey): DecodeProblem | null {
  const [expected, shown] = [orderKeyText(asked), orderKeyText(found)]
  return shown === expected ? null : { field: 'order id', expected, found: shown }
}

export function actorOf(shop: ShopKey): string {
  return `channel:${shop.channel}`
}

export function rememberSetAside(setAside: SetAside, id: string, version: Instant): void {
  if (setAside.size >= SET_ASIDE_MAX) setAside.clear()
  setAside.set(id, version)
}

/** The pages of a listing, with a bound: a platform that repeats its last page for ever must not hold us. */
export async function* boundedPages<T>(pages: AsyncGenerator<T[]>, feed: Feed): AsyncGenerator<T[]> {
  let count = 0
  let previous = ''
  for await (const page of pages) {
    feed.signal.throwIfAborted()
    await feed.stillOurs()
    const content = JSON.stringify(page)
    if (page.length > 0 && content === previous) throw new FeedError('the channel lists the same page again and again')
    previous = content
    count += 1
    if (count > PAGES_MAX) throw new FeedError(`the channel lists more than ${PAGES_MAX} pages for one window`)
    yield page
  }
}
