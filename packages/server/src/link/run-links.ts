// Keeps the links of one shop going. Each has its own pace and its own trouble: a platform that refuses stock must
// not keep orders from being fetched.

import type { FailureReason } from '@tidegate/contract'
import type { ShopSwitches } from '@tidegate/engine'
import { feedOf, fetchOrders } from './fetch-orders.ts'
import { checkOrders } from './check-orders.ts'
import { confirmShipments } from './confirm-shipments.ts'
import type { PushCounts } from './hear-pushes.ts'
import { firstDelay } from '../intake/back-off.ts'
import { rested } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { endsRound, errorText, retryMs } from './link.ts'
import type { ShopLink } from './link.ts'
import { publishStock } from './publish-stock.ts'
import { runBackfill } from './run-backfill.ts'
import { createRenewing, RENEW_EVERY_MS, renewalOf } from './renew-subscription.ts'
import { listenUntilSilent } from './silence.ts'
import type { Silence } from './silence.ts'
import { syncListings } from './sync-listings.ts'
import type { Wake } from './wake.ts'
import type { FeedCounts } from '../intake/feed.ts'
import type { LeaseKeeper } from '../intake/lease-keeper.ts'
import { reasonOf } from '../intake/shop-health.ts'

type LinkName = 'fetch' | 'push' | 'subscription' | 'stock' | 'shipments' | 'certificate' | 'backfill' | 'listings'

export interface LinkState {
  name: LinkName
  lastSuccessAt: number | null
  failuresInARow: number
  /** Null after a success. */
  reason: FailureReason | null
  /** In plain words; null after a success. */
  lastError: string | null
}

/** What of a running shop is switched on; one that is not polled does not run. */
export type LinkSwitches = Omit<ShopSwitches, 'polls'>

export interface LinksOptions {
  link: ShopLink
  switches: () => LinkSwitches
  /** What only one process may do at a time; the rest claims row by row. */
  keepers: Record<'stock' | 'certificate' | 'backfill', LeaseKeeper>
  pushes: PushCounts
  silence: Silence
  /** Where the platform is to post its messages; null where our own address is not known. */
  address: URL | null
  fetched: FeedCounts
}

export interface RunningLinks {
  states: () => LinkState[]
  /** Runs until aborted. Never rejects. */
  run: (signal: AbortSignal) => Promise<void>
}

interface Round {
  name: LinkName
  /** Between two rounds, where nobody asks for one sooner. */
  intervalMs: number
  /** After a failure at least this long; the interval, if left out. */
  failedMs?: number
  /** Who may ask for one sooner, yet not before the gap is over: what is asked for meanwhile is done together. */
  asked?: { by: Wake; gapMs: number }
  /** True where more is waiting already. */
  run: (signal: AbortSignal) => Promise<boolean>
}

export function createLinks(options: LinksOptions): RunningLinks {
  const rounds = roundsOf(options)
  const states = new Map<LinkName, LinkState>(
    rounds.map(({ name }) => [name, { name, lastSuccessAt: null, failuresInARow: 0, reason: null, lastError: null }]),
  )
  return {
    states: () => [...states.values()].map((state) => ({ ...state })),
    async run(signal) {
      await Promise.all(
        rounds.map((round) => repeat(options, { round, state: states.get(round.name) as LinkState }, signal)),
      )
      await Promise.allSettled(Object.values(options.keepers).map((keeper) => keeper.giveBack()))
    },
  }
}

/**
 * What a buyer waits for begins when it is asked for; the interval is for what another process noted, and for retries.
 * What only proves comes by the minute.
 */
function roundsOf({ link, switches, keepers, pushes, silence, address, fetched }: LinksOptions): Round[] {
  const { adapter } = link
  const renew = createRenewing(link, { count: pushes, silence, address })
  const held = async (keeper: LeaseKeeper, work: () => Promise<boolean>): Promise<boolean> =>
    (await keeper.hold()) && (await work())
  const proving = async (proof: 'certificate' | 'backfill', work: () => Promise<boolean>): Promise<boolean> =>
    (await link.pace.mayProve(proof)) && (await held(keepers[proof], work))
  const fetch: Omit<Round, 'intervalMs'> = {
    name: 'fetch',
    asked: { by: link.noted, gapMs: 0 },
    run: (signal) => fetchOrders(link, signal, fetched),
  }
  const all: (Round | false)[] = [
    // Two, so that what a message tells of meanwhile need not wait for the slowest read of the other's round.
    { ...fetch, intervalMs: 1_000 },
    { ...fetch, intervalMs: 60_000 },
    adapter.listener !== null && {
      name: 'push',
      intervalMs: 1_000,
      run: async (signal) => {
        await listenUntilSilent(link, { count: pushes, silence }, signal)
        return true
      },
    },
    renewalOf(adapter, address) !== 'by_hand' && {
      name: 'subscription',
      intervalMs: 30_000,
      failedMs: RENEW_EVERY_MS,
      run: async (signal) => {
        await renew(signal)
        return false
      },
    },
    adapter.stock !== null && {
      name: 'stock',
      intervalMs: 5_000,
      asked: { by: link.committed, gapMs: 500 },
      run: async (signal) => switches().publishes && held(keepers.stock, () => publishStock(link, signal)),
    },
    adapter.shipments !== null && {
      name: 'shipments',
      intervalMs: 1_000,
      run: async (signal) => switches().confirms && confirmShipments(link, signal),
    },
    {
      name: 'certificate',
      intervalMs: 60_000,
      run: (signal) => proving('certificate', () => checkOrders(link, feedOf(link, { signal, count: fetched }))),
    },
    {
      name: 'backfill',
      intervalMs: 2_000,
      run: (signal) => proving('backfill', () => runBackfill(link, signal)),
    },
    adapter.listings !== null && {
      name: 'listings',
      intervalMs: 15 * 60_000,
      run: async (signal) => {
        await syncListings(link, signal)
        return false
      },
    },
  ]
  return all.filter((round) => round !== false)
}

async function repeat(
  { link }: LinksOptions,
  { round, state }: { round: Round; state: LinkState },
  signal: AbortSignal,
): Promise<void> {
  const { clock, random, log, shop } = link
  let delayMs = firstDelay(round.intervalMs, random)
  while (await rested(clock, delayMs, signal)) {
    try {
      const isMore = await round.run(signal)
      Object.assign(state, { lastSuccessAt: clock.now(), failuresInARow: 0, reason: null, lastError: null })
      delayMs = 0
      if (!isMore) await restAfter(round, clock, signal)
    } catch (error) {
      if (signal.aborted) return
      link.pace.notice(error)
      state.failuresInARow += 1
      state.reason = reasonOf(error)
      state.lastError = errorText(error)
      delayMs = Math.max(round.failedMs ?? round.intervalMs, retryMs(state.failuresInARow, error, random))
      const line = {
        shop: `${shop.channel}/${shop.shop}`,
        link: round.name,
        failures: state.failuresInARow,
        err: error,
      }
      log[endsRound(error) ? 'info' : 'warn'](line, 'a link failed')
    }
  }
}

/** Until the round is asked for or its time has come. */
async function restAfter({ intervalMs, asked }: Round, clock: Clock, signal: AbortSignal): Promise<void> {
  if (asked === undefined) return void (await rested(clock, intervalMs, signal))
  await rested(clock, asked.gapMs, signal)
  await asked.by.rest(clock, intervalMs - asked.gapMs, signal)
}
