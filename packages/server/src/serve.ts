// The composition root: it alone knows all parts. What runs is decided by the roles; what a part needs
// is passed to it, and stopping goes backwards through starting.

import { hostname } from 'node:os'
import type { ChannelAdapter } from '@tidegate/connectors'
import type { Instant, ShopKey } from '@tidegate/domain'
import { prepareComingMonths } from '@tidegate/engine'
import type { ContentReader, Engine } from '@tidegate/engine'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createGates } from './gates.ts'
import type { Gates } from './gates.ts'
import { createPoller } from './intake/poller.ts'
import type { ShopPoller } from './intake/poller.ts'
import type { ShopHealth } from './intake/shop-health.ts'
import { listen } from './listen.ts'
import type { Log } from './log.ts'
import { channelReader } from './quarantine/channel-reader.ts'
import { readerOf } from './quarantine/content-readers.ts'
import { runSchedule } from './schedule.ts'

/** Where a shop that was never polled begins: recent orders come at once, older ones are an import's work. */
const FIRST_POLL_REACHES_BACK_MS = 60 * 60_000

export interface ServedShop {
  key: ShopKey
  merchant: string
  name: string
  adapter: ChannelAdapter
  since: Instant | null
}

export interface ServingOptions {
  engine: Engine
  config: Config<'host' | 'port' | 'publicUrl' | 'roles' | 'pollSeconds' | 'overlapSeconds'>
  shops: readonly ServedShop[]
  clock: Clock
  random: () => number
  log: Log
}

export interface Serving {
  /** Null where this process does not serve HTTP. */
  readonly port: number | null
  readonly gates: Gates
  shops: () => ShopHealth[]
  /** Stops pollers, answers what was taken, closes HTTP and the gates; the engine stays the caller's. */
  stop: () => Promise<void>
}

export async function startServing(options: ServingOptions): Promise<Serving> {
  const gates = createGates(options.engine)
  try {
    return await startParts(options, gates)
  } catch (error) {
    await gates.close()
    throw error
  }
}

async function startParts(options: ServingOptions, gates: Gates): Promise<Serving> {
  const { engine, config, log, clock } = options
  const stopping = new AbortController()
  const pollers = config.roles.includes('intake') ? await createPollers(options, gates) : []
  const shops = (): ShopHealth[] => pollers.map((poller) => poller.health())
  // First, so that a port already taken is told before any order is.
  const reader = quarantineReader(options)
  const http = config.roles.includes('http') ? await listen({ engine, gates, config, clock, log, reader }) : null
  const upkeep = async (): Promise<void> => {
    const merchants = await engine.merchants.list()
    await Promise.all(merchants.map(({ code }) => prepareComingMonths(engine.control, code)))
  }
  const schedule = { roles: config.roles, gates: gates.all, upkeep, clock, log, signal: stopping.signal }
  const work = [...pollers.map((poller) => poller.run(stopping.signal)), runSchedule(schedule)]
  return {
    port: http?.port ?? null,
    gates,
    shops,
    async stop() {
      stopping.abort(new Error('the program is stopping'))
      await Promise.all(work)
      await gates.drain()
      await http?.close()
      await gates.close()
    },
  }
}

/** Every entrance that quarantines has its reader here. */
function quarantineReader({ shops }: ServingOptions): ContentReader {
  return readerOf([channelReader({ shops })])
}

async function createPollers(
  { shops, config, clock, random, log }: ServingOptions,
  gates: Gates,
): Promise<ShopPoller[]> {
  const holder = `${hostname()}/${process.pid}/${clock.now()}`
  return Promise.all(
    shops.map(async ({ key, merchant, name, adapter, since }) => {
      const gate = await gates.open(merchant)
      await gate.setup.addShop({ ...key, name })
      return createPoller({
        adapter,
        gate,
        shop: key,
        holder,
        intervalMs: config.pollSeconds * 1_000,
        overlapMs: config.overlapSeconds * 1_000,
        startAt: since ?? clock.now() - FIRST_POLL_REACHES_BACK_MS,
        clock,
        random,
        log,
      })
    }),
  )
}
