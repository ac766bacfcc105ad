// The composition root: it alone knows all parts. What runs is decided by the roles; what a part needs
// is passed to it, and stopping goes backwards through starting.

import { hostname } from 'node:os'
import type { SettingReport } from '@tidegate/contract'
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
import { watchDisk } from './disk/watch-disk.ts'
import type { DiskWatch } from './disk/watch-disk.ts'
import { listen } from './listen.ts'
import type { Listening } from './listen.ts'
import { collector } from './metrics/collect.ts'
import { serveMetrics } from './metrics/serve-metrics.ts'
import type { MetricsServer } from './metrics/serve-metrics.ts'
import type { Log } from './log.ts'
import { channelReader } from './quarantine/channel-reader.ts'
import { readerOf } from './quarantine/content-readers.ts'
import { runSchedule } from './schedule.ts'

const MEGABYTE = 1_048_576

type ServingConfig = Config<
  | 'dataDir'
  | 'host'
  | 'port'
  | 'publicUrl'
  | 'roles'
  | 'pollSeconds'
  | 'overlapSeconds'
  | 'metricsPort'
  | 'diskFreeMinMb'
>

export interface ServingOptions {
  engine: Engine
  config: ServingConfig
  shops: readonly ServedShop[]
  clock: Clock
  random: () => number
  log: Log
  /** For whoever looks at the system. */
  settings?: readonly SettingReport[]
  /** Shops may be connected to simulators on this machine: the demo's. */
  allowLoopback?: boolean
}

export interface Serving {
  /** Null where this process does not serve HTTP. */
  readonly port: number | null
  /** Null where none were asked for. */
  readonly metricsPort: number | null
  readonly gates: Gates
  shops: () => ShopHealth[]
  /** Stops pollers, answers what was taken, closes HTTP and the gates; the engine stays the caller's. */
  stop: () => Promise<void>
}

export async function startServing(options: ServingOptions): Promise<Serving> {
  const disk = await diskOf(options)
  const gates = createGates(options.engine, { mayTake: () => disk === null || !disk.isLow })
  try {
    return await startParts(options, { gates, disk })
  } catch (error) {
    disk?.stop()
    await gates.close()
    throw error
  }
}

async function diskOf({ config: { dataDir, diskFreeMinMb }, log }: ServingOptions): Promise<DiskWatch | null> {
  if (diskFreeMinMb === 0) return null
  return watchDisk({ folder: dataDir, freeMinBytes: diskFreeMinMb * MEGABYTE, log })
}

interface Opened {
  gates: Gates
  disk: DiskWatch | null
}

async function startParts(options: ServingOptions, { gates, disk }: Opened): Promise<Serving> {
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
        disk,
        settings: options.settings ?? [],
      })
    : null
  const metrics = await startMetrics(options, { gates, disk, runners, http })
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
    metricsPort: metrics?.port ?? null,
    gates,
    shops,
    async stop() {
      stopping.abort(new Error('the program is stopping'))
      await Promise.all([...work, runners.stop()])
      await gates.drain()
      await Promise.all([http?.close(), metrics?.close()])
      disk?.stop()
      await gates.close()
    },
  }
}

interface Measured extends Opened {
  runners: ShopRunners
  http: Listening | null
}

/** Nothing is told where nobody gave a port. */
async function startMetrics(
  { config: { metricsPort }, log }: ServingOptions,
  { gates, disk, runners, http }: Measured,
): Promise<MetricsServer | null> {
  if (metricsPort === null) return null
  const collect = collector({
    gates: gates.all,
    shops: () => runners.all(),
    checks: http?.checks ?? [],
    requests: http?.requests ?? null,
    pushConnections: () => http?.pushConnections() ?? 0,
    disk,
    log,
  })
  return serveMetrics(metricsPort, collect, log)
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
    publicOrigin: config.publicUrl === null ? null : new URL(config.publicUrl).origin,
    intervalMs: config.pollSeconds * 1_000,
    overlapMs: config.overlapSeconds * 1_000,
    clock,
    random,
    log,
  })
}
