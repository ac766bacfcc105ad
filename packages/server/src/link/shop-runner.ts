// One connected shop at work: its poll and its links, started and stopped together.

import type { ChannelAdapter } from '@tidegate/connectors'
import type { OpenGate } from '@tidegate/engine'
import { shopKeyText } from '@tidegate/domain'
import type { Instant, ShopKey } from '@tidegate/domain'
import type { Clock } from '../clock.ts'
import { createLeaseKeeper } from '../intake/lease-keeper.ts'
import type { LeaseKeeper } from '../intake/lease-keeper.ts'
import { createPoller } from '../intake/poller.ts'
import type { ShopHealth } from '../intake/shop-health.ts'
import { createRecentReads } from '../intake/recent-reads.ts'
import { createShopPace } from '../intake/shop-pace.ts'
import type { Log } from '../log.ts'
import type { PushCounts } from './hear-pushes.ts'
import type { ShopLink } from './link.ts'
import { pushAddressOf } from './push-address.ts'
import { renewalOf } from './renew-subscription.ts'
import type { Renewal } from './renew-subscription.ts'
import { createSilence } from './silence.ts'
import type { Silence } from './silence.ts'
import { createLinks } from './run-links.ts'
import { createWake } from './wake.ts'
import type { LinkState, LinkSwitches } from './run-links.ts'

/** A shop and how it is reached, whoever knows it: the file, the database, the demo. */
export interface ServedShop {
  key: ShopKey
  merchant: string
  name: string
  adapter: ChannelAdapter
  /** Where the first poll begins; null for an hour before it. */
  since: Instant | null
  switches: LinkSwitches
}

export interface RunningShop extends ServedShop {
  link: ShopLink
  pushes: PushCounts
  silence: Silence
  renewal: Renewal
  health: () => ShopHealth
  states: () => LinkState[]
  /** Ends its rounds and gives its leases back. */
  stop: () => Promise<void>
}

export interface ShopRunners {
  /** Starts the shop; one that runs under the same key is stopped first. */
  start: (shop: ServedShop) => Promise<RunningShop>
  all: () => RunningShop[]
  find: (merchant: string, key: ShopKey) => RunningShop | undefined
  /** Ends the shop, where it runs: it is not found any more. */
  end: (merchant: string, key: ShopKey) => Promise<void>
  stop: () => Promise<void>
}

export interface RunnersOptions {
  openGate: (merchant: string) => Promise<OpenGate>
  /** Names this process among those that may poll the shop. */
  holder: string
  /** How platforms reach us; null where nobody said. */
  publicOrigin: string | null
  intervalMs: number
  overlapMs: number
  clock: Clock
  random: () => number
  log: Log
}

/** Where a shop that was never polled begins: recent orders come at once, older ones are a backfill's work. */
const FIRST_POLL_REACHES_BACK_MS = 60 * 60_000
/** A round of a link, with its retries, ends within this; another process steps in after it. */
const LINK_LEASE_MS = 60_000

export function createRunners(options: RunnersOptions): ShopRunners {
  const running = new Map<string, RunningShop>()
  const nameOf = (merchant: string, key: ShopKey): string => `${merchant}/${shopKeyText(key)}`
  const end = async (merchant: string, key: ShopKey): Promise<void> => {
    const name = nameOf(merchant, key)
    const shop = running.get(name)
    running.delete(name)
    await shop?.stop()
  }
  return {
    async start(shop) {
      await end(shop.merchant, shop.key)
      const started = await startShop(options, shop)
      running.set(nameOf(shop.merchant, shop.key), started)
      return started
    },
    all: () => [...running.values()],
    find: (merchant, key) => running.get(nameOf(merchant, key)),
    end,
    async stop() {
      await Promise.all([...running.values()].map((shop) => shop.stop()))
      running.clear()
    },
  }
}

async function startShop(options: RunnersOptions, shop: ServedShop): Promise<RunningShop> {
  const { clock, random, log, holder, intervalMs, overlapMs } = options
  const { key, adapter, merchant, name, since } = shop
  const gate = await options.openGate(merchant)
  await gate.setup.addShop({ ...key, name })
  const startAt = since ?? clock.now() - FIRST_POLL_REACHES_BACK_MS
  const promotionEndsAt = (): Promise<Instant | null> => gate.links.promotions.endsAt(key)
  const pace = createShopPace({ promotionEndsAt, limits: adapter.limits, clock })
  const [noted, committed] = [createWake(), createWake()]
  const reads = createRecentReads()
  const link: ShopLink = { adapter, gate, shop: key, clock, random, log, pace, reads, noted, committed }
  const pushes: PushCounts = { heard: 0, repeated: 0, refused: 0, lastAt: null, renewals: 0 }
  const fetched = { ordersRecorded: 0, refundsRecorded: 0, quarantined: 0 }
  const keeper = (feed: string): LeaseKeeper =>
    createLeaseKeeper({ gate, shop: key, feed, holder, ttlMs: LINK_LEASE_MS, startAt, clock })
  const times = { intervalMs, overlapMs, startAt }
  const poller = createPoller({ adapter, gate, shop: key, holder, ...times, pace, reads, clock, random, log })
  const silence = createSilence({ pushes, polled: () => poller.health().counts.ordersRecorded, now: clock.now })
  const keepers = { stock: keeper('stock'), certificate: keeper('certificate'), backfill: keeper('backfill') }
  const address = pushAddressOf(options.publicOrigin, merchant, key)
  const links = createLinks({ link, switches: () => shop.switches, keepers, pushes, silence, address, fetched })
  const stopping = new AbortController()
  const unwatch = gate.watch.any(committed.ask)
  const work = [poller.run(stopping.signal), links.run(stopping.signal)]
  return {
    ...shop,
    link,
    pushes,
    silence,
    renewal: renewalOf(adapter, address),
    health: () => poller.health(),
    states: () => links.states(),
    async stop() {
      stopping.abort(new Error('the shop is stopping'))
      unwatch()
      await Promise.all(work)
    },
  }
}
