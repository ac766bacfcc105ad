// The composition root: it alone knows all parts. What runs is decided by the roles; what a part needs
// is passed to it, and stopping goes backwards through starting.

import { hostname } from 'node:os'
import { shopKeyText } from '@tidegate/domain'
import { prepareComingMonths } from '@tidegate/engine'
import type { ContentReader, Engine } from '@tidegate/engine'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createGates } from './gates.ts'
import type { Gates } from './gates.ts'
import { importReaders } from './import/import-reader.ts'
import { runImports } from './import/import-runner.ts'
import type { ShopHealth } from './intake/shop-health.ts'
import { readConnected } from './link/connected-shops.ts'
import { createRunners } from './link/shop-runner.ts'
import type { ServedShop, ShopRunners } from './link/shop-runner.ts'
import { listen } from './listen.ts'
import type { Log } from './log.ts'
import { channelReader } from './quarantine/channel-reader.ts'
import { readerOf } from './quarantine/content-readers.ts'
import { runSchedule } from './schedule.ts'

export interface ServingOptions {
  engine: Engine
  config: Config<'host' | 'port' | 'publicUrl' | 'roles' | 'pollSeconds' | 'overlapSeconds'>
  shops: readonly ServedShop[]
  clock: Clock
  random: () => number
  log: Log
  /** Shops may be connected to simulators on this machine: the demo's. */
  allowLoopback?: boolean
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
  const runners = runnersOf(options, gates)
  const shops = (): ShopHealth[] => runners.all().map((shop) => shop.health())
  // First, so that a port already taken is told before any order is.
  const reader = quarantineReader(options, runners)
  const http = config.roles.includes('http')
    ? await listen({
        engine,
        gates,
        config,
        clock,
        log,
        reader,
        runners,
        allowLoopback: options.allowLoopback ?? false,
      })
    : null
  const upkeep = async (): Promise<void> => {
    const merchants = await engine.merchants.list()
    await Promise.all(merchants.map(({ code }) => prepareComingMonths(engine.control, code)))
  }
  const schedule = { roles: config.roles, gates: gates.all, upkeep, clock, log, signal: stopping.signal }
  if (config.roles.includes('intake')) await startShops(options, gates, runners)
  const imports = { gates: gates.all, holder: holderOf(options), clock, log, signal: stopping.signal }
  const work = [runSchedule(schedule), ...(config.roles.includes('intake') ? [runImports(imports)] : [])]
  return {
    port: http?.port ?? null,
    gates,
    shops,
    async stop() {
      stopping.abort(new Error('the program is stopping'))
      await Promise.all([...work, runners.stop()])
      await gates.drain()
      await http?.close()
      await gates.close()
    },
  }
}

/** Every entrance that quarantines has its reader here. */
function quarantineReader({ shops }: ServingOptions, runners: ShopRunners): ContentReader {
  return readerOf([channelReader({ shops: () => [...runners.all(), ...shops] }), ...importReaders()])
}

/** Shops named by the caller, and those connected in the console. */
async function startShops(
  { engine, shops, allowLoopback = false, log }: ServingOptions,
  gates: Gates,
  runners: ShopRunners,
): Promise<void> {
  const merchants = await engine.merchants.list()
  const named = new Set(shops.map(({ merchant, key }) => `${merchant}/${shopKeyText(key)}`))
  const connected = await Promise.all(
    merchants.map(async ({ code }) => readConnected(await gates.open(code), { allowLoopback })),
  )
  const others = connected.flat().filter(({ merchant, key }) => !named.has(`${merchant}/${shopKeyText(key)}`))
  for (const shop of [...shops, ...others]) {
    // One shop's trouble at the start must not keep the others from starting.
    await runners
      .start(shop)
      .catch((error: unknown) => log.error({ err: error, shop: shop.key.shop }, 'a shop does not start'))
  }
}

/** Names this process where only one may have a shop or a file in hand. */
function holderOf({ clock }: Pick<ServingOptions, 'clock'>): string {
  return `${hostname()}/${process.pid}/${clock.now()}`
}

function runnersOf(options: ServingOptions, gates: Gates): ShopRunners {
  const { config, clock, random, log } = options
  return createRunners({
    openGate: (merchant) => gates.open(merchant),
    holder: holderOf(options),
    intervalMs: config.pollSeconds * 1_000,
    overlapMs: config.overlapSeconds * 1_000,
    clock,
    random,
    log,
  })
}
