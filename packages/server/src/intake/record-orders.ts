// Reads what changed in a window and takes it through the door. It returns only when every listed
// order is durable or quarantined: the cursor may then move.

import { ChannelError } from '@tidegate/connectors'
import type { DecodedOrder, DecodeProblem, ListedOrder, Window } from '@tidegate/connectors'
import { actorOf, boundedPages, FeedError, misdirected, orderKey, readsAtOnce, rememberSetAside } from './feed.ts'
import type { Feed } from './feed.ts'
import { forEachAtOnce } from './for-each.ts'
import { patiently } from './patiently.ts'
import { problemReason, unshownCode } from './quarantine-words.ts'

/** Longer than any poll takes. */
const BEHIND_MS = 60_000
const STEADY_READS_AT_ONCE = 4
/** A few orders may be beyond reading; when many are, the shop's authorisation is at fault and the cursor must wait. */
const UNREADABLE_PER_WINDOW_MAX = 20

export async function recordOrders(feed: Feed, window: Window): Promise<void> {
  let unreadable = 0
  const recordListed = async (listed: ListedOrder): Promise<void> => {
    if (feed.reads.hasVersion(listed.platformOrderId, listed.version)) return
    const fate = await recordOrder(feed, listed.platformOrderId)
    // The overlap lists it again and again; the same version would be as unreadable as before.
    if (fate === 'undecodable') rememberSetAside(feed.setAside, listed.platformOrderId, listed.version)
    if (fate !== 'unshown') return
    unreadable += 1
    if (unreadable > UNREADABLE_PER_WINDOW_MAX) {
      throw new FeedError(`the channel refuses to show more than ${UNREADABLE_PER_WINDOW_MAX} of the orders it lists`)
    }
  }
  for await (const page of boundedPages(feed.adapter.listChangedOrders(window, feed.signal), feed)) {
    await forEachAtOnce(
      await unknownOf(feed, page),
      isBehind(feed, window) ? readsAtOnce(feed.adapter) : STEADY_READS_AT_ONCE,
      recordListed,
    )
  }
}

/** While a poll catches up, the platform's limit alone holds it; else what a message told of need not wait behind it. */
function isBehind({ adapter, clock }: Feed, { to }: Window): boolean {
  return clock.now() - to > adapter.limits.lagMs + BEHIND_MS
}

/** Those of a page whose version we neither hold nor have set aside yet, each once. */
async function unknownOf(feed: Feed, page: readonly ListedOrder[]): Promise<ListedOrder[]> {
  const newest = new Map<string, ListedOrder>()
  for (const listed of page) {
    const other = newest.get(listed.platformOrderId)
    if (other === undefined || other.version < listed.version) newest.set(listed.platformOrderId, listed)
  }
  const known = await feed.gate.knownVersions(feed.shop, [...newest.keys()])
  const heldVersion = (id: string): number => Math.max(known.get(id) ?? -Infinity, feed.setAside.get(id) ?? -Infinity)
  return [...newest.values()].filter(({ platformOrderId, version }) => heldVersion(platformOrderId) < version)
}

/** What became of an order the channel listed: taken through the door, or quarantined for one of two reasons. */
type Fate = 'submitted' | 'undecodable' | 'unshown'

/** Reads one order and makes it durable, as an order or in quarantine. */
export async function recordOrder(feed: Feed, platformOrderId: string): Promise<Fate> {
  const from = feed.clock.now()
  const decoded = await readOrder(feed, platformOrderId)
  if ('refused' in decoded) {
    await quarantineRefused(feed, platformOrderId, decoded.refused)
    return 'unshown'
  }
  const asked = orderKey(feed.shop, platformOrderId)
  const problem = decoded.ok ? misdirected(asked, decoded.snapshot.key) : decoded.problem
  if (problem !== null) {
    await quarantineUndecodable(feed, { platformOrderId, problem, raw: decoded.raw })
    return 'undecodable'
  }
  if (decoded.ok) {
    await submitOrder(feed, decoded)
    feed.reads.note(platformOrderId, { from, version: decoded.snapshot.version })
  }
  return 'submitted'
}

type ReadOrder = DecodedOrder | { refused: ChannelError }

async function readOrder(feed: Feed, platformOrderId: string): Promise<ReadOrder> {
  try {
    return await feed.retrier.call(() => feed.adapter.readOrder(platformOrderId, feed.signal), feed.signal)
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    if (error.kind === 'not_found' || error.kind === 'refused') return { refused: error }
    throw error
  }
}

async function submitOrder(feed: Feed, { snapshot, raw }: DecodedOrder & { ok: true }): Promise<void> {
  const command = { kind: 'record_order', snapshot, actor: actorOf(feed.shop) } as const
  const { outcome } = await patiently(() => feed.gate.submit(command, raw), feed)
  if (outcome === 'shop_unknown') throw new FeedError(`shop ${feed.shop.channel}/${feed.shop.shop} is not set up`)
  if (outcome === 'quarantined') feed.count.quarantined += 1
  else feed.count.ordersRecorded += 1
}

interface Undecodable {
  platformOrderId: string
  problem: DecodeProblem
  raw: Uint8Array
}

async function quarantineUndecodable(feed: Feed, { platformOrderId, problem, raw }: Undecodable): Promise<void> {
  const { gate, shop, count } = feed
  count.quarantined += 1
  const entry = {
    key: orderKey(shop, platformOrderId),
    source: `channel:${shop.channel}/${shop.shop}`,
    code: 'undecodable',
    ...(problem.field === '' ? {} : { field: problem.field }),
    reason: problemReason(problem),
    raw,
  } as const
  await patiently(() => gate.quarantine(entry), feed)
}

async function quarantineRefused(feed: Feed, platformOrderId: string, error: ChannelError): Promise<void> {
  const { gate, shop, count } = feed
  count.quarantined += 1
  const entry = {
    key: orderKey(shop, platformOrderId),
    source: `channel:${shop.channel}/${shop.shop}`,
    code: unshownCode(error),
    reason: `the channel listed the order and would not show it: ${error.code}`,
    raw: Buffer.from(JSON.stringify({ platformOrderId, code: error.code })),
  } as const
  await patiently(() => gate.quarantine(entry), feed)
}
