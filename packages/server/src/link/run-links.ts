// Keeps the links of one shop going. Each has its own pace and its own trouble: a platform that refuses stock must
// not keep orders from being fetched.

import type { ShopSwitches } from '@tidegate/engine'
import { feedOf, fetchOrders } from './fetch-orders.ts'
import { checkOrders } from './check-orders.ts'
import { confirmShipments } from './confirm-shipments.ts'
import type { PushCounts } from './hear-pushes.ts'
import { rested } from '../clock.ts'
import { endsRound, errorText, retryMs } from './link.ts'
import type { ShopLink } from './link.ts'
import { publishStock } from './publish-stock.ts'
import { runBackfill } from './run-backfill.ts'
import { listenUntilSilent } from './silence.ts'
import type { Silence } from './silence.ts'
import { syncListings } from './sync-listings.ts'
import type { FeedCounts } from '../intake/feed.ts'
import type { LeaseKeeper } from '../intake/lease-keeper.ts'

type LinkName = 'fetch' | 'push' | 'stock' | 'shipments' | 'certificate' | 'backfill' | 'listings'

export interface LinkState {
  name: LinkName
  lastSuccessAt: number | null
  failuresInARow: number
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
  fetched: FeedCounts
}

export interface RunningLinks {
  states: () => LinkState[]
  /** Runs until aborted. Never rejects. */
  run: (signal: AbortSignal) => Promise<void>
}

interface Round {
  name: LinkName
  intervalMs: number
  /** True where more is waiting already. */
  run: (signal: AbortSignal) => Promise<boolean>
}

export function createLinks(options: LinksOptions): RunningLinks {
  const rounds = roundsOf(options)
  const states = new Map<LinkName, LinkState>(
    rounds.map(({ name }) => [name, { name, lastSuccessAt: null, failuresInARow: 0, lastError: null }]),
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

/** Intervals: what a person or a buyer waits for comes within a second; what only proves comes by the minute. */
function roundsOf({ link, switches, keepers, pushes, silence, fetched }: LinksOptions): Round[] {
  const { adapter } = link
  const held = async (keeper: LeaseKeeper, work: () => Promise<boolean>): Promise<boolean> =>
    (await keeper.hold()) && (await work())
  const all: (Round | false)[] = [
    { name: 'fetch', intervalMs: 250, run: (signal) => fetchOrders(link, signal, fetched) },
    adapter.listener !== null && {
      name: 'push',
      intervalMs: 1_000,
      run: async (signal) => {
        await listenUntilSilent(link, { count: pushes, silence }, signal)
        return true
      },
    },
    adapter.stock !== null && {
      name: 'stock',
      intervalMs: 500,
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
      run: (signal) => held(keepers.certificate, () => checkOrders(link, feedOf(link, { signal, count: fetched }))),
    },
    {
      name: 'backfill',
      intervalMs: 2_000,
      run: (signal) => held(keepers.backfill, () => runBackfill(link, signal)),
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
  let delayMs = Math.round(random() * Math.min(round.intervalMs, 5_000))
  while (await rested(clock, delayMs, signal)) {
    try {
      delayMs = (await round.run(signal)) ? 0 : round.intervalMs
      Object.assign(state, { lastSuccessAt: clock.now(), failuresInARow: 0, lastError: null })
    } catch (error) {
      if (signal.aborted) return
      state.failuresInARow += 1
      state.lastError = errorText(error)
      delayMs = Math.max(round.intervalMs, retryMs(state.failuresInARow, error, random))
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
