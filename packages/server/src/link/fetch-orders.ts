// Reads the orders somebody said to read again: pushes, certificates, people. The content of a message is never
// applied: the order is read, and the newest version wins as always.

import type { ChannelError } from '@tidegate/connectors'
import type { OrderFetch } from '@tidegate/engine'
import { readsAtOnce } from '../intake/feed.ts'
import type { Feed, FeedCounts } from '../intake/feed.ts'
import { forEachAtOnce } from '../intake/for-each.ts'
import { recordOrder } from '../intake/record-orders.ts'
import { createRetrier } from '../intake/retry.ts'
import { CLAIM_MS, endsRound, errorText, retryMs } from './link.ts'
import type { ShopLink } from './link.ts'

const ORDERS_MAX = 50
/** It was said by the database's clock, and read by this process's. */
const CLOCKS_APART_MS_MAX = 2_000

/** One round; true where more is due already. */
export async function fetchOrders(link: ShopLink, signal: AbortSignal, count: FeedCounts): Promise<boolean> {
  const { gate, shop } = link
  const due = await gate.links.fetches.claim(shop, { max: ORDERS_MAX, claimMs: CLAIM_MS })
  if (due.length === 0) return false
  const feed = feedOf(link, { signal, count })
  const read: OrderFetch[] = []
  const stops: ChannelError[] = []
  await forEachAtOnce(due, readsAtOnce(link.adapter), async (fetch) => {
    if (link.reads.isReadSince(fetch.platformOrderId, fetch.saidAt + CLOCKS_APART_MS_MAX)) return void read.push(fetch)
    const [stopped] = stops
    if (stopped === undefined) {
      try {
        await recordOrder(feed, fetch.platformOrderId)
        read.push(fetch)
        return
      } catch (error) {
        if (endsRound(error)) stops.push(error)
        await failed(link, fetch, error)
        return
      }
    }
    await failed(link, fetch, stopped)
  })
  await gate.links.fetches.done(shop, read)
  if (stops[0] !== undefined) throw stops[0]
  return due.length === ORDERS_MAX
}

function failed({ gate, shop, random }: ShopLink, fetch: OrderFetch, error: unknown): Promise<void> {
  const failure = { error: errorText(error), retryMs: retryMs(fetch.attempts + 1, error, random) }
  return gate.links.fetches.failed(shop, fetch, failure)
}

/** As the poll's, without a lease: what is fetched was claimed row by row. */
export function feedOf(link: ShopLink, { signal, count }: { signal: AbortSignal; count: FeedCounts }): Feed {
  const { adapter, gate, shop, clock, random, pace, reads } = link
  const stillOurs = async (): Promise<void> => signal.throwIfAborted()
  const retrier = createRetrier({ clock, random, beforeEach: stillOurs, notice: pace.notice })
  return { adapter, gate, shop, retrier, clock, signal, stillOurs, count, setAside: new Map(), reads }
}
