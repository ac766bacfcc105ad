// Polls one shop. A round reads its feeds window by window; a cursor moves only when every order of
// the window is durable or quarantined, so whatever fails, the next round begins where proof ends.

import { ChannelError } from '@tidegate/connectors'
import type { ChannelAdapter, Window } from '@tidegate/connectors'
import { crashpoint, plantedBug } from '@tidegate/engine'
import type { Gate } from '@tidegate/engine'
import type { Instant, ShopKey } from '@tidegate/domain'
import { rested } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { delayAfterFailure, firstDelay, jittered } from './back-off.ts'
import { actorOf } from './feed.ts'
import type { Feed, SetAside } from './feed.ts'
import { createLeaseKeeper, LeaseLostError } from './lease-keeper.ts'
import type { LeaseKeeper } from './lease-keeper.ts'
import { nextWindow } from './poll-window.ts'
import type { RecentReads } from './recent-reads.ts'
import { recordOrders } from './record-orders.ts'
import { recordRefunds } from './record-refunds.ts'
import { createRetrier } from './retry.ts'
import { describeFailure, reasonOf, stateAfterFailure } from './shop-health.ts'
import type { ShopHealth } from './shop-health.ts'
import type { ShopPace } from './shop-pace.ts'

export interface PollerOptions {
  adapter: ChannelAdapter
  gate: Gate
  shop: ShopKey
  /** Names this process among those that may poll the shop. */
  holder: string
  intervalMs: number
  overlapMs: number
  pace: ShopPace
  reads: RecentReads
  /** Where a feed that was never polled begins. */
  startAt: Instant
  clock: Clock
  random: () => number
  log: Log
}

export interface ShopPoller {
  readonly shop: ShopKey
  health(): ShopHealth
  /** One round over all feeds. Throws what stopped it; true where more is waiting already. */
  poll(signal: AbortSignal): Promise<boolean>
  /** Polls until aborted, then gives the leases back. Never rejects: a shop's trouble is its own. */
  run(signal: AbortSignal): Promise<void>
}

const FEEDS = [
  { name: 'orders', read: recordOrders },
  { name: 'refunds', read: recordRefunds },
] as const

const WINDOWS_PER_ROUND_MAX = 24 // A long backfill must let refunds, and a stop, have their turn.
const LEASE_RESERVE_MS = 15_000 // What one window's calls may take beyond the interval before another process steps in.
const REST_MS_MIN = 1_000 // A platform that takes as long as the interval is not called without a pause.
const REAUTHORISE_DELAY_MS = 5 * 60_000

interface FeedReader {
  name: string
  keeper: LeaseKeeper
  read: (feed: Feed, window: Window) => Promise<void>
  feed: (signal: AbortSignal) => Feed
}

export function createPoller(options: PollerOptions): ShopPoller {
  const { shop, clock, random, log, intervalMs } = options
  const health: ShopHealth = {
    shop,
    state: 'starting',
    lastSuccessAt: null,
    provenUntil: null,
    failuresInARow: 0,
    reason: null,
    lastError: null,
    counts: { ordersRecorded: 0, refundsRecorded: 0, quarantined: 0 },
  }
  const readers = FEEDS.map(({ name, read }) => createReader(options, health, { name, read }))

  const poll = async (signal: AbortSignal): Promise<boolean> => {
    let more = false
    health.state = 'standby'
    for (const reader of readers) {
      const answer = await pollFeed(options, health, { reader, signal })
      more ||= answer === 'more'
      if (answer !== 'standby') health.state = 'working'
    }
    if (health.state === 'working') health.lastSuccessAt = clock.now()
    health.failuresInARow = 0
    health.reason = null
    health.lastError = null
    return more
  }
  const fail = (error: unknown): number => {
    if (error instanceof LeaseLostError) return jittered(intervalMs, random)
    options.pace.notice(error)
    health.failuresInARow += 1
    health.reason = reasonOf(error)
    health.lastError = describeFailure(error)
    health.state = stateAfterFailure(error, health.failuresInARow)
    log.warn({ shop: `${shop.channel}/${shop.shop}`, failures: health.failuresInARow, err: error }, 'polling failed')
    return delayAfter(error, { failures: health.failuresInARow, intervalMs, random })
  }
  const run = async (signal: AbortSignal): Promise<void> => {
    let delayMs = firstDelay(intervalMs, random)
    while (await rested(clock, delayMs, signal)) {
      const startedAt = clock.now()
      try {
        const isMore = await poll(signal)
        // From start to start: what a round takes must not make orders wait longer than the interval.
        const nextMs = jittered(intervalMs, random) - (clock.now() - startedAt)
        delayMs = isMore ? 0 : Math.max(REST_MS_MIN, nextMs)
      } catch (error) {
        if (signal.aborted) break
        delayMs = fail(error)
      }
    }
    await giveBack(readers, log)
    health.state = 'stopped'
  }
  return { shop, health: () => structuredClone(health), poll, run }
}

function createReader(
  options: PollerOptions,
  health: ShopHealth,
  named: Pick<FeedReader, 'name' | 'read'>,
): FeedReader {
  const { adapter, gate, shop, holder, startAt, clock, random, pace, reads } = options
  const ttlMs = options.intervalMs + LEASE_RESERVE_MS
  const keeper = createLeaseKeeper({ gate, shop, feed: named.name, holder, ttlMs, startAt, clock })
  const retrier = createRetrier({ clock, random, beforeEach: keeper.renewIfDue, notice: pace.notice })
  const setAside: SetAside = new Map()
  const shared = { adapter, gate, shop, retrier, clock, stillOurs: keeper.renewIfDue, count: health.counts }
  const feed = (signal: AbortSignal): Feed => ({ ...shared, setAside, reads, signal })
  return { ...named, keeper, feed }
}

type FeedAnswer = 'standby' | 'caught_up' | 'more'

async function pollFeed(
  { adapter, clock, pace, overlapMs: usualMs }: PollerOptions,
  health: ShopHealth,
  { reader, signal }: { reader: FeedReader; signal: AbortSignal },
): Promise<FeedAnswer> {
  const lease = await reader.keeper.take()
  if (lease === null) return 'standby'
  let { position } = lease
  // What was proven in this round was listed just now: only what rounds before have proven may be listed late.
  let overlapMs = Math.max(usualMs, await pace.reachBackMs(reader.name))
  if (reader.name === 'orders') health.provenUntil = position
  for (let windows = 0; windows < WINDOWS_PER_ROUND_MAX; windows += 1) {
    signal.throwIfAborted()
    const next = nextWindow(position, clock.now(), { ...adapter.limits, overlapMs })
    if (next === null) return 'caught_up'
    if (plantedBug('cursor_before_orders')) await moveCursor(reader, next.window.to, signal)
    await reader.read(reader.feed(signal), next.window)
    crashpoint('order_written_cursor_not_moved')
    position = await moveCursor(reader, next.window.to, signal)
    overlapMs = usualMs
    if (reader.name === 'orders') health.provenUntil = position
    if (next.isLast) return 'caught_up'
  }
  return 'more'
}

async function moveCursor(
  { keeper, name, feed }: FeedReader,
  position: Instant,
  signal: AbortSignal,
): Promise<Instant> {
  const { gate, shop } = feed(signal)
  const { epoch } = keeper.current()
  const answer = await gate.submit({ kind: 'move_cursor', shop, feed: name, position, epoch, actor: actorOf(shop) })
  if (answer.outcome === 'moved' || answer.outcome === 'already_past') return position
  keeper.drop()
  if (answer.outcome === 'quarantined') throw new Error(`the cursor of ${name} could not move: ${answer.reason}`)
  throw new LeaseLostError(`the cursor of ${name} answered ${answer.outcome}`)
}

function delayAfter(error: unknown, history: { failures: number; intervalMs: number; random: () => number }): number {
  if (error instanceof ChannelError) {
    if (error.kind === 'throttled') return Math.max(error.retryAfterMs ?? history.intervalMs, history.intervalMs)
    if (error.kind === 'reauthorise') return jittered(REAUTHORISE_DELAY_MS, history.random)
  }
  return delayAfterFailure({ ...history, byChannel: error instanceof ChannelError })
}

async function giveBack(readers: readonly FeedReader[], log: Log): Promise<void> {
  const results = await Promise.allSettled(readers.map((reader) => reader.keeper.giveBack()))
  const failed = results.find((result) => result.status === 'rejected')
  // It runs out by itself; the next process merely waits for that.
  if (failed !== undefined) log.warn({ err: failed.reason }, 'a lease could not be given back')
}
