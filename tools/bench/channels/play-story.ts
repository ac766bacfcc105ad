// Plays the story to a program: sets the merchant up, lets time run, makes trouble when the story says so, stops and
// starts the program, and waits until everything sold has been read.

import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { OpenGate } from '../../../packages/engine/src/index.ts'
import type { ServedShop } from '../../../packages/server/src/link/shop-runner.ts'
import type { Serving } from '../../../packages/server/src/serve.ts'
import { openBenchWorld } from '../world.ts'
import type { BenchWorld } from '../world.ts'
import { randomFrom } from './arrivals.ts'
import { publishNaively } from './naive-publisher.ts'
import { connectShops, startProgram } from './program.ts'
import type { ProgramOptions } from './program.ts'
import type { ShopReport } from './protocol.ts'
import { openSimulatedShops } from './shops-client.ts'
import type { SimulatedShops } from './shops-client.ts'
import { CLOCK_SCHEMA, clockFunctions, REAL_TIME, simulatedClock, withStretch } from './simulated-time.ts'
import type { SimulatedClock, TimePlan } from './simulated-time.ts'
import { minutes, PLAIN_UNITS, skuCodes } from './story.ts'
import type { Story } from './story.ts'

/** Simulated milliseconds to one of this machine's: at most this, and less where the machine does not keep up. */
const SPEED_MAX = 2.5
const SPEED_MIN = 1
/** A command may take this long in simulated time; as fast as that allows, time runs. */
const COMMAND_MS = 150
const LOOK_EVERY_MS = 3_000
/** Smaller changes of speed are not worth making. */
const SPEED_STEP = 1.25
const DURATIONS_KEPT = 9
/** While we are away nobody has to keep up but the shops. */
const OUTAGE_SPEED = 60
const SEED = 20_261_111
/** All parts hear of the plan before it begins. */
const BEGIN_IN_MS = 500
const DRAIN_MS_MAX = minutes(15)
const PROGRESS_EVERY_MS = 20_000

export interface Played extends AsyncDisposable {
  gate: OpenGate
  shops: readonly ServedShop[]
  reports: readonly ShopReport[]
  plan: TimePlan
  startMs: number
  /** When the program was back; null where it was never away. */
  recoveredFromMs: number | null
  /** When each order was committed, by this machine's clock. */
  commits: () => Promise<Map<string, number>>
}

export interface PlayOptions {
  publisher: 'naive' | 'program'
  log: (line: string) => void
}

/** What the parts of a play share. */
interface Stage {
  story: Story
  world: BenchWorld
  shops: SimulatedShops
  clock: SimulatedClock
  startMs: number
  log: (line: string) => void
  /** How long the last commands took, by this machine's clock. */
  durationsMs: number[]
  isAway: boolean
}

export async function playStory(story: Story, options: PlayOptions): Promise<Played> {
  const world = await openBenchWorld({
    skus: 0,
    stock: 0,
    // So that each row tells when it was committed.
    settings: { track_commit_timestamp: 'on' },
    prepare: (url) => setDatabaseClock(url, REAL_TIME),
    clockSchema: CLOCK_SCHEMA,
  })
  const shops = await openSimulatedShops(story)
  const close = async (): Promise<void> => {
    await shops.close()
    await world[Symbol.asyncDispose]()
  }
  try {
    await stockUp(world.gate, story)
    const clock = simulatedClock()
    const startMs = await begin({ story, world, shops, clock })
    const stage: Stage = { story, world, shops, clock, startMs, log: options.log, durationsMs: [], isAway: false }
    const ran = await runStory(stage, options.publisher)
    return {
      ...ran,
      gate: world.gate,
      reports: await shops.report(),
      plan: clock.plan,
      startMs,
      commits: () => readCommits(world.url),
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function stockUp(gate: OpenGate, { hotUnits }: Story): Promise<void> {
  const units = [
    ...skuCodes.plain.map((code) => ({ code, quantity: PLAIN_UNITS })),
    ...skuCodes.hot.map((code) => ({ code, quantity: hotUnits })),
  ]
  await gate.setup.addSkus(units.map(({ code }) => ({ code, name: code })))
  await Promise.all(units.map(({ code, quantity }) => receive(gate, { code, quantity, reference: `open:${code}` })))
}

function receive(gate: OpenGate, goods: { code: string; quantity: number; reference: string }) {
  const { code, quantity, reference } = goods
  return gate.submit({
    kind: 'receive_stock',
    actor: 'bench',
    skuCode: code,
    locationCode: 'HD',
    quantity,
    reference,
  })
}

/** From here on time runs as the story wants it. Returns when the story begins. */
async function begin({
  story,
  world,
  shops,
  clock,
}: Pick<Stage, 'story' | 'world' | 'shops' | 'clock'>): Promise<number> {
  const realMs = Date.now() + BEGIN_IN_MS
  const plan = withStretch(REAL_TIME, { realMs, speed: SPEED_MAX / 2 })
  await setDatabaseClock(world.url, plan)
  await shops.tell({ do: 'begin', plan, startMs: realMs, seed: SEED })
  clock.plan = plan
  await sleep(realMs - Date.now())
  const everyShop = story.shops.map(({ code }) => code)
  await shops.tell({ do: 'faults', shops: everyShop, faults: { pushLossPercent: 10, pushRepeatPercent: 20 } })
  return realMs
}

async function setSpeed({ world, shops, clock }: Stage, speed: number): Promise<void> {
  const plan = withStretch(clock.plan, { realMs: Date.now() + BEGIN_IN_MS, speed })
  await setDatabaseClock(world.url, plan)
  await shops.tell({ do: 'plan', plan })
  clock.plan = plan
}

/** A slow machine, or one that others use too, must not look like a slow program: time waits for it. */
async function keepPace(stage: Stage, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
    const { clock, durationsMs, isAway } = stage
    const medianMs = durationsMs.toSorted((left, right) => left - right)[Math.floor(durationsMs.length / 2)]
    if (isAway || signal.aborted || medianMs === undefined) continue
    const wanted = Math.min(SPEED_MAX, Math.max(SPEED_MIN, COMMAND_MS / medianMs))
    const { speed } = clock.plan.at(-1)!
    if (wanted > speed * SPEED_STEP || wanted < speed / SPEED_STEP) await setSpeed(stage, wanted)
  }
}

async function setDatabaseClock(url: string, plan: TimePlan): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await sql.unsafe(clockFunctions(plan))
  } finally {
    await sql.end()
  }
}

async function runStory(
  stage: Stage,
  publisher: PlayOptions['publisher'],
): Promise<{ shops: ServedShop[]; recoveredFromMs: number | null }> {
  const { story, world, shops, clock, startMs, log } = stage
  const random = randomFrom(SEED)
  const options: ProgramOptions = {
    engine: world.engine,
    clock,
    random,
    story,
    shops,
    publishes: publisher === 'program',
    logLevel: 'silent',
  }
  const served = connectShops(options)
  const ending = new AbortController()
  const closing = new AbortController()
  let serving = await startProgram(options, served)
  const beside = [
    makeTrouble(stage),
    moveStock(stage, closing.signal),
    keepPace(stage, ending.signal),
    tellProgress(stage, ending.signal),
    ...(publisher === 'naive'
      ? [publishNaively({ gate: world.gate, shops: served, clock, signal: ending.signal })]
      : []),
  ]
  let recoveredFromMs: number | null = null
  if (story.salesUntil > story.outageFrom) {
    await clock.until(startMs + minutes(story.outageFrom))
    log('  the program is away for half an hour')
    recoveredFromMs = await away(stage, serving)
    serving = await startProgram(options, served)
  }
  await clock.until(startMs + minutes(story.salesUntil))
  // Goods that still came in would always leave something to publish.
  closing.abort()
  if (publisher === 'program') {
    stage.durationsMs.length = 0 // Nothing is timed any more, and there is little left to do.
    await setSpeed(stage, SPEED_MAX)
    await drained(stage, served)
  }
  ending.abort()
  await Promise.all(beside)
  await serving.stop()
  return { shops: served, recoveredFromMs }
}

/** Returns when it may come back. */
async function away(stage: Stage, serving: Serving): Promise<number> {
  const { story, clock, startMs } = stage
  stage.isAway = true
  await serving.stop()
  await setSpeed(stage, OUTAGE_SPEED)
  await clock.until(startMs + minutes(story.outageUntil))
  // Shops call as fast as their platforms allow now, and this machine does the work of all of them.
  await setSpeed(stage, SPEED_MIN)
  stage.isAway = false
  return clock.now()
}

async function makeTrouble({ story, shops, clock, startMs, log }: Stage): Promise<void> {
  const at = (minute: number): Promise<void> => clock.until(startMs + minutes(minute))
  const codes = story.shops.map(({ code }) => code)
  const even = codes.filter((_, index) => index % 2 === 0)
  const odd = codes.filter((_, index) => index % 2 === 1)
  if (story.salesUntil <= story.throttledFrom) return
  await at(story.throttledFrom)
  log('  platforms throttle')
  await shops.tell({ do: 'faults', shops: even, faults: { banSeconds: 20 } })
  await shops.tell({ do: 'faults', shops: odd, faults: { httpStatus: 429 } })
  await at(story.throttledUntil)
  await shops.tell({ do: 'faults', shops: codes, faults: { banSeconds: 0, httpStatus: 0 } })
  await at(story.tokensEndAt)
  log('  tokens end')
  await shops.tell({ do: 'end_tokens', shops: renewable(story) })
  await at(story.brokenFrom)
  log('  gateways answer 502')
  await shops.tell({ do: 'faults', shops: codes, faults: { httpStatus: 502 } })
  await at(story.brokenUntil)
  await shops.tell({ do: 'faults', shops: codes, faults: { httpStatus: 0 } })
}

/** Where tokens do not expire, an ended one needs a person. */
function renewable(story: Story): string[] {
  return story.shops.filter(({ renewsTokens }) => renewsTokens).map(({ code }) => code)
}

const GOODS_EVERY_MS = 3_000
const GOODS_UNITS_MAX = 40

/** Goods come in all the time, so that there is always something to publish. */
async function moveStock({ world, clock, durationsMs }: Stage, signal: AbortSignal): Promise<void> {
  const random = randomFrom(SEED + 1)
  for (let number = 0; !signal.aborted; number += 1) {
    const code = skuCodes.plain[Math.floor(random() * skuCodes.plain.length)]!
    const quantity = 1 + Math.floor(random() * GOODS_UNITS_MAX)
    const fromMs = performance.now()
    await receive(world.gate, { code, quantity, reference: `goods:${number}` })
    durationsMs.push(performance.now() - fromMs)
    if (durationsMs.length > DURATIONS_KEPT) durationsMs.shift()
    await clock.sleep(GOODS_EVERY_MS, signal).catch(() => undefined)
  }
}

async function tellProgress({ world, shops, clock, startMs, log }: Stage, signal: AbortSignal): Promise<void> {
  let before = { atMs: clock.now(), calls: await shops.countCalls() }
  for (;;) {
    await sleep(PROGRESS_EVERY_MS, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const [row] = await world.gate.database<{ orders: number; fetches: number }[]>`
      select (select count(*) from orders) as orders, (select count(*) from order_fetches) as fetches`
    const now = { atMs: clock.now(), calls: await shops.countCalls() }
    const minute = ((now.atMs - startMs) / minutes(1)).toFixed(1)
    const { speed } = clock.plan.at(-1)!
    log(`  minute ${minute}, ${speed.toFixed(1)} x: ${row?.orders} orders, ${row?.fetches} waiting to be read`)
    const behind = await shopsBehind(world, now.atMs)
    const seconds = (now.atMs - before.atMs) / 1_000
    const rate = (code: string, kind: 'calls' | 'writes'): string =>
      ((now.calls[code]![kind] - before.calls[code]![kind]) / seconds).toFixed(1)
    const catchingUp = behind.map(
      ({ code, minutes }) =>
        `${code} ${minutes} min, ${rate(code, 'calls')} calls/s, of it ${rate(code, 'writes')} writes`,
    )
    if (catchingUp.length > 0) log(`    behind: ${catchingUp.join('; ')}`)
    before = now
  }
}

/** Shops whose feed is proven up to long ago: how fast they catch up, and whether their platform's limit is why. */
async function shopsBehind({ gate }: BenchWorld, nowMs: number): Promise<{ code: string; minutes: string }[]> {
  const feeds = await gate.database<{ code: string; position: number }[]>`
    select s.code, c.position from channel_cursors c join shops s on s.id = c.shop_id where c.feed = 'orders' order by s.id`
  return feeds
    .filter(({ position }) => nowMs - position > BEHIND_MS)
    .map(({ code, position }) => ({ code, minutes: ((nowMs - position) / minutes(1)).toFixed(1) }))
}

const BEHIND_MS = minutes(5)

/** Until every feed is proven past the last sale, and nothing is left to read, to compare or to publish. */
async function drained({ world, clock, startMs, story, log }: Stage, shops: readonly ServedShop[]): Promise<void> {
  const lastChangeMs = startMs + minutes(story.salesUntil) + LAST_CHANGE_MS
  const giveUpMs = lastChangeMs + DRAIN_MS_MAX
  for (; clock.now() < giveUpMs; await sleep(200)) {
    const [state] = await world.gate.database<{ proven: number; fetches: number; unsettled: number }[]>`
      select (select count(*) from channel_cursors where feed = 'orders' and position > to_timestamp(${lastChangeMs / 1_000})) as proven,
        (select count(*) from order_fetches) as fetches,
        (select count(*) from stock_publications p join listing_components c on c.listing_id = p.listing_id
          join pools k on k.sku_id = c.sku_id and k.supply = 'on_hand'
          where p.sent is null or p.sending_delta is not null or p.compared_at is null or p.read_from is not null
            or greatest(0, p.sent - p.sold) <> greatest(0, k.on_hand - k.unavailable - k.safety - k.allocated - k.reserved)) as unsettled`
    const isProven = state !== undefined && state.proven === shops.length && state.fetches === 0
    if (isProven && (state.unsettled === 0 || !shops.some(({ switches }) => switches.publishes))) return
  }
  log('  NOT DRAINED: something is still unread or unpublished')
}

/** Later than anything happens to an order after its sale. */
const LAST_CHANGE_MS = 160_000

async function readCommits(url: string): Promise<Map<string, number>> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    const rows = await sql<{ key: string; at: string }[]>`
      select s.code || '/' || o.platform_order_id as key, extract(epoch from pg_xact_commit_timestamp(e.xmin)) * 1000 as at
      from merchant_bench.order_events e join merchant_bench.orders o on o.id = e.order_id join merchant_bench.shops s on s.id = o.shop_id
      where e.kind = 'order_received'`
    return new Map(rows.map(({ key, at }) => [key, Number(at)]))
  } finally {
    await sql.end()
  }
}
