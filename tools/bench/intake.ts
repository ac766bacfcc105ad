// Orders per second from raw channel bytes to the commit, sustained; beside it what PostgreSQL does when
// it only has to load the same rows, and a frozen workload.

import { verify } from '../../packages/engine/src/index.ts'
import { copyCeiling, referenceRate } from './ceiling.ts'
import { feed, percentile } from './feed.ts'
import type { FeedResult } from './feed.ts'
import type { BenchOptions, Figures } from './main.ts'
import { rawStream } from './raw-stream.ts'
import { openBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const SKUS = 5_000
const STOCK = 2_000_000
const PLENTY = 100_000_000
/** The compiler and the caches settle within these seconds; they are not counted. */
const WARM_UP_SECONDS = 5
const STORED_ORDERS = 3_000_000

export async function intake(options: BenchOptions): Promise<Figures> {
  const { log, seconds } = options
  await using world = await openBenchWorld({ skus: SKUS, stock: STOCK })
  const sent = new Sent()
  log('warming up')
  await run(world, sent, { seconds: WARM_UP_SECONDS })
  const walBefore = await walBytes(world)
  log(`sustained, ${seconds} s`)
  const sustained = await run(world, sent, { seconds, log })
  const walBytesPerOrder = Math.round(((await walBytes(world)) - walBefore) / sustained.submitted)
  const ordersPerSecond = rate(sustained)
  log(`${ordersPerSecond} orders/s; at 80 % of that`)
  const paced = await run(world, sent, { seconds: Math.min(seconds, 20), rate: Math.round(ordersPerSecond * 0.8) })
  log('with 10 % duplicates')
  const repeated = await run(world, sent, { seconds: Math.min(seconds, 20), repeat: 0.1 })
  log('the same rows by COPY')
  const ceiling = await copyCeiling({ url: world.url, schema: 'merchant_bench' })
  const reference = await referenceRate(world.url)
  log(`COPY ${ceiling.ordersPerSecond} orders/s, reference ${reference} orders/s`)
  const rateAt3M = options.quick ? null : await rateWithHistory(world, sent, options)
  log('verifying')
  const truth = await verified(world, sent, log)
  return {
    ordersPerSecond,
    ceilingOrdersPerSecond: ceiling.ordersPerSecond,
    ratio: share(ordersPerSecond, ceiling.ordersPerSecond),
    referenceOrdersPerSecond: reference,
    ratioToReference: share(ordersPerSecond, reference),
    walBytesPerOrder,
    ...truth,
    p50Ms: percentile(paced.latenciesMs, 0.5),
    p99Ms: percentile(paced.latenciesMs, 0.99),
    ordersPerSecondWithDuplicates: Math.round((repeated.outcomes.get('recorded') ?? 0) / (repeated.elapsedMs / 1_000)),
    peakRssMb: Math.max(sustained.peakRssMb, paced.peakRssMb, repeated.peakRssMb),
    ...(rateAt3M === null ? {} : { ordersPerSecondAt3M: rateAt3M, ratioAt3M: share(rateAt3M, ordersPerSecond) }),
  }
}

/** What was handed in so far: order ids never repeat between runs, and each recorded one must be found. */
class Sent {
  nextId = 1
  recorded = 0
}

interface RunOptions {
  seconds: number
  rate?: number
  repeat?: number
  log?: (line: string) => void
}

async function run(world: BenchWorld, sent: Sent, options: RunOptions): Promise<FeedResult> {
  const raws = rawStream({ count: PLENTY, skus: SKUS, first: sent.nextId, repeat: options.repeat ?? 0 })
  const progress = (orders: number, passed: number) =>
    options.log?.(`  ${Math.round(passed)} s: ${orders} orders, ${Math.round(orders / passed)}/s`)
  const result = await feed(world.gate, raws, { ...options, progress })
  raws.stop()
  sent.nextId += result.submitted
  sent.recorded += result.outcomes.get('recorded') ?? 0
  return result
}

/** Fills up to 3 M stored orders through the same door, then measures again. */
async function rateWithHistory(world: BenchWorld, sent: Sent, { seconds, log }: BenchOptions): Promise<number> {
  log(`filling up to ${STORED_ORDERS} orders`)
  while (sent.recorded < STORED_ORDERS) {
    const filled = await run(world, sent, { seconds: 60 })
    log(`  ${sent.recorded} orders stored, ${rate(filled)}/s`)
  }
  return rate(await run(world, sent, { seconds: Math.min(seconds, 30) }))
}

/** The audit, and the count of what was acknowledged against what is there. */
async function verified(world: BenchWorld, sent: Sent, log: (line: string) => void): Promise<Figures> {
  const [found] = await world.gate.database<{ orders: number; keys: number }[]>`
    select count(*) as orders, count(distinct (shop_id, platform_order_id)) as keys from orders`
  // The whole audit takes minutes on millions of rows; its figures are the same at any size.
  const report = sent.recorded < 1_500_000 ? await verify(world.gate.database) : null
  const broken = report?.invariants.filter((each) => each.violations > 0).map((each) => each.id) ?? []
  log(
    report === null
      ? 'audit left out beyond 1.5 M orders'
      : `audit: ${broken.length === 0 ? 'sound' : `BROKEN ${broken.join(' ')}`}, state ${report.stateHash.slice(0, 16)}`,
  )
  const [stock] = await world.gate.database<{ oversold: number; short: number }[]>`
    select coalesce(sum(greatest(0, reserved + allocated + unavailable - on_hand - short)), 0) as oversold,
      coalesce(sum(short), 0) as short from pools`
  const { orders = 0, keys = 0 } = found ?? {}
  return {
    lost: sent.recorded - orders,
    duplicated: orders - keys,
    oversold: stock?.oversold ?? -1,
    short: stock?.short ?? -1,
    invariantsBroken: broken.length,
  }
}

async function walBytes(world: BenchWorld): Promise<number> {
  const [row] = await world.gate.database<{ bytes: string }[]>`select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes`
  return Number(row?.bytes)
}

export function rate(result: FeedResult): number {
  return Math.round(result.submitted / (result.elapsedMs / 1_000))
}

export function share(part: number, whole: number): number {
  return Math.round((part / whole) * 1_000) / 1_000
}
