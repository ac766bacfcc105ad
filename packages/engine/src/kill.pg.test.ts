// Kill -9 under load: worker and whole PostgreSQL in turn, at random moments, also while the last kill is
// being recovered from. Whatever was acknowledged must be there, once, and nothing promised twice.
// TIDEGATE_TEST_KILLS and TIDEGATE_TEST_SEED make it longer, or the same again.

import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { mulberry } from '../../../tools/bench/generator.ts'
import { setUpWorld, TEST_RULES } from '../../../tools/test-world.ts'
import { formatReport, isSound, verify } from './audit/verify.ts'
import { connect } from './database/connect.ts'
import { startEmbedded } from './database/embedded.ts'
import type { EmbeddedPostgres } from './database/embedded.ts'
import { openEngine } from './merchant/merchants.ts'
import { killPostgres } from './testing/process-tree.ts'
import { openingStock, orderLife, replenishment, shipping, SKUS } from './testing/kill-load.ts'
import { checkLedger } from './testing/ledger-check.ts'
import { openProducer } from './testing/producer.ts'
import type { Producer } from './testing/producer.ts'
import { startWorkerProcess } from './testing/worker-process.ts'
import type { WorkerProcess } from './testing/worker-process.ts'

const KILLS = Number(process.env['TIDEGATE_TEST_KILLS'] ?? 32)
const SEED = Number(process.env['TIDEGATE_TEST_SEED'] ?? Date.now() % 1_000_000)

const MERCHANT = 'kill'
const TICK_MS = 20
/** Two hundred orders a second and what becomes of them: enough that a kill always meets work under way. */
const ORDERS_PER_TICK = 4
/** While nothing is answered nothing new is sent, as a poll waits for its page. */
const UNANSWERED_MAX = 400
const REPLENISH_EVERY_TICKS = 15
const SHIP_EVERY_MS = 150
/** One kill in five comes before the one before it is recovered from. */
const IMPATIENT_SHARE = 0.2
const RECOVERY_MS_MAX = 30_000
const KILL_MS_BUDGET = 12_000

interface Scene {
  draw: () => number
  folder: string
  postgres: EmbeddedPostgres
  masterKeyFile: string
  producer: Producer
  worker: WorkerProcess
}

interface Progress {
  recoveriesMs: number[]
  killed: { worker: number; postgres: number }
}

test.runIf(process.platform === 'linux')(
  'killed at random, it loses nothing, doubles nothing and oversells nothing',
  async () => {
    const scene = await setTheScene()
    try {
      const progress = await run(scene)
      await judge(scene, progress)
    } finally {
      await scene.worker.stop()
      await scene.postgres.stop()
      await rm(scene.folder, { recursive: true, force: true })
    }
  },
  60_000 + KILLS * KILL_MS_BUDGET,
)

async function setTheScene(): Promise<Scene> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tidegate-kill-')))
  await chmod(folder, 0o755)
  const postgres = await startEmbedded({ dataDir: join(folder, 'postgres'), log: () => undefined })
  const masterKeyFile = join(folder, 'master.key')
  const engine = await openEngine({ url: postgres.url, masterKeyFile, codeVersion: 'kill-test', log: () => undefined })
  await engine.merchants.create({ code: MERCHANT, name: 'Kill test', isDemo: false, rules: TEST_RULES })
  const gate = await engine.merchants.open(MERCHANT)
  await setUpWorld(gate, SKUS)
  await gate.close()
  await engine.close()
  const producer = openProducer()
  const worker = startWorkerProcess({ kind: 'open', url: postgres.url, masterKeyFile, merchant: MERCHANT }, producer)
  return { draw: mulberry(SEED), folder, postgres, masterKeyFile, producer, worker }
}

async function run(scene: Scene): Promise<Progress> {
  const { producer, worker } = scene
  await Promise.all(openingStock().map((command) => producer.submit(command)))
  const underWay = new Set<Promise<void>>()
  const load = setInterval(() => offer(scene, underWay), TICK_MS)
  const stopShipping = new AbortController()
  const shipper = keepShipping(scene, stopShipping.signal)
  const progress = await killRepeatedly(scene).finally(() => clearInterval(load))
  await Promise.all(underWay)
  // The last reservations run out and the last parcels go while nobody is killed.
  await sleep(3_000)
  stopShipping.abort()
  await shipper
  await worker.finish()
  return progress
}

let ticks = 0
let lives = 0

function offer({ producer, draw }: Scene, underWay: Set<Promise<void>>): void {
  ticks += 1
  if (producer.unanswered >= UNANSWERED_MAX) return
  if (ticks % REPLENISH_EVERY_TICKS === 0) void producer.submit(replenishment(ticks, draw))
  for (let n = 0; n < ORDERS_PER_TICK; n += 1) {
    lives += 1
    const life = live(producer, orderLife(`K${lives}`, draw, Date.now()))
    underWay.add(life)
    void life.finally(() => underWay.delete(life))
  }
}

async function live(producer: Producer, commands: Awaited<ReturnType<typeof orderLife>>): Promise<void> {
  for (const command of commands) await producer.submit(command)
}

/** The warehouse: ships what it may see, each fulfillment order by one command of its own. */
async function keepShipping({ producer, worker }: Scene, signal: AbortSignal): Promise<void> {
  const inHand = new Set<number>()
  const sent = new Set<number>()
  while (!signal.aborted) {
    await sleep(SHIP_EVERY_MS)
    for (const id of await worker.listWork([...inHand])) {
      // Shipped once and open again would be a shipment that was lost: the ledger's check finds it.
      if (sent.has(id)) continue
      sent.add(id)
      inHand.add(id)
      void producer.submit(shipping(id)).finally(() => inHand.delete(id))
    }
  }
  while (inHand.size > 0) await sleep(SHIP_EVERY_MS)
}

async function killRepeatedly(scene: Scene): Promise<Progress> {
  const { draw, producer } = scene
  const recoveriesMs: number[] = []
  const killed = { worker: 0, postgres: 0 }
  while (killed.worker + killed.postgres < KILLS) {
    await sleep(50 + draw() * 900)
    const target = killed.worker <= killed.postgres ? 'worker' : 'postgres'
    if (target === 'worker') scene.worker.kill()
    else if (!(await killPostgres(join(scene.folder, 'postgres')))) continue
    killed[target] += 1
    const killedMs = performance.now()
    const recovered = recovery(producer, killed.worker + killed.postgres).then(() => performance.now() - killedMs)
    const kind = draw() < IMPATIENT_SHARE ? 'impatient' : 'patient'
    if (kind === 'patient') recoveriesMs.push(await recovered)
  }
  await recovery(producer, KILLS + 1)
  return { recoveriesMs: recoveriesMs.toSorted((a, b) => a - b), killed }
}

/** Resolves when an order sent after the kill is acknowledged: then the whole way through works again. */
async function recovery(producer: Producer, kill: number): Promise<void> {
  const probe = producer.submit(orderLife(`probe-${kill}`, () => 0, Date.now())[0] as never)
  const late = new AbortController()
  const outcome = await Promise.race([probe, sleep(RECOVERY_MS_MAX, 'late' as const, { signal: late.signal })])
  late.abort()
  if (outcome === 'late')
    throw new Error(`nothing was acknowledged for ${RECOVERY_MS_MAX} ms after kill ${kill}, seed ${SEED}`)
}

async function judge(
  { postgres, masterKeyFile, producer, worker }: Scene,
  { recoveriesMs, killed }: Progress,
): Promise<void> {
  const engine = await openEngine({ url: postgres.url, masterKeyFile, codeVersion: 'kill-test', log: () => undefined })
  const gate = await engine.merchants.open(MERCHANT)
  const report = await verify(gate.database)
  await gate.close()
  await engine.close()
  const sql = connect(postgres.url, {
    connectionsMax: 1,
    applicationName: 'kill test',
    searchPath: `merchant_${MERCHANT}`,
  })
  const found = await checkLedger(sql, producer.ledger)
  await sql.end()
  const p95 = Math.round(recoveriesMs[Math.floor(recoveriesMs.length * 0.95)] ?? 0)
  const oversold = found.oversold + report.figures.oversoldUnits
  const resent = producer.ledger.filter((entry) => entry.begun > 1).length
  console.log(
    `kills=${killed.worker + killed.postgres} (worker ${killed.worker}, postgres ${killed.postgres}) orders=${found.orders} commands=${producer.ledger.length} ` +
      `shipped=${found.shipped} resent=${resent} lostAcks=${lostAcks(producer)} lost=${found.lost.length} duplicated=${found.duplicated.length} ` +
      `oversold=${oversold} recoveryP95Ms=${p95} recoveryMaxMs=${Math.round(recoveriesMs.at(-1) ?? 0)} seed=${SEED}`,
  )
  expect({ ...found, orders: 0, shipped: 0, oversold }).toEqual({
    orders: 0,
    shipped: 0,
    lost: [],
    duplicated: [],
    oversold: 0,
    impossible: [],
  })
  expect(isSound(report), `${formatReport(report)}\nseed ${SEED}`).toBe(true)
  expect(worker.unexpectedEnds).toEqual([])
  // A run in which nothing happens proves nothing.
  expect(killed.worker).toBeGreaterThanOrEqual(Math.floor(KILLS / 2))
  expect(killed.postgres).toBeGreaterThanOrEqual(Math.floor(KILLS / 2))
  expect(found.orders).toBeGreaterThan(KILLS * 25)
  expect(found.shipped).toBeGreaterThan(KILLS * 5)
  expect(resent).toBeGreaterThan(KILLS)
  expect(recoveriesMs.length).toBeGreaterThan(KILLS / 3)
  expect(report.figures.orders).toBe(found.orders)
}

/** First answers that speak of an earlier time: the commit was there, its answer never was. */
function lostAcks({ ledger }: Producer): number {
  return ledger.filter(
    ({ outcome, begun }) => begun > 1 && outcome !== 'unknown' && outcome.outcome.startsWith('already_'),
  ).length
}
