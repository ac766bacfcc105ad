// How changes are found: heard, hinted or swept, they come once, rising, and none is missed.

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'
import type { OpenGate } from '../index.ts'
import { drawFrom } from '../testing/draw.ts'
import { castOf, randomCommand } from '../testing/random-commands.ts'

const SEED = Number(process.env['TIDEGATE_TEST_SEED'] ?? Date.now() % 1_000_000)
const PATIENCE_MS = 20_000

async function until(isSo: () => boolean, what: string): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error(`waited in vain for ${what}`)
    await sleep(5)
  }
}

interface Heard {
  versions: number[]
  onHand: number
}

/** What a watcher of the SKU hears through this gate. */
async function hear(gate: OpenGate, code: string): Promise<Heard> {
  const heard: Heard = { versions: [], onHand: -1 }
  const unwatch = await gate.watch.sku(code, ({ version, pool }) => {
    heard.versions.push(version)
    heard.onHand = pool.onHand
  })
  expect(unwatch).not.toBeNull()
  await until(() => heard.versions.length > 0, 'the first value')
  return heard
}

function expectRising({ versions }: Heard): void {
  for (const [index, version] of versions.entries()) {
    if (index > 0) expect(version).toBeGreaterThan(versions[index - 1] ?? version)
  }
}

let paper = 0
const adjust = (gate: OpenGate, skuCode: string, quantity: number) => {
  paper += 1
  const reference = `paper-${paper}`
  return gate.submit({
    kind: 'adjust_stock',
    actor: 'test',
    skuCode,
    locationCode: 'HD',
    quantity,
    reference,
    reason: 'count',
  })
}

/** As somebody would who repairs a row by hand: no process is told. */
async function repair({ engine }: TestEngine, code: string): Promise<void> {
  await engine.control`
    update merchant_test.stock_levels set on_hand = on_hand + 1, version = version + 1
    where sku_id = (select id from merchant_test.skus where code = ${code})`
  await engine.control`
    update merchant_test.pools set on_hand = on_hand + 1, version = version + 1
    where sku_id = (select id from merchant_test.skus where code = ${code})`
}

test('a SKU or an order nobody has cannot be watched', async () => {
  await using world = await openTestEngine()
  expect(await world.gate.watch.sku('none', () => undefined)).toBeNull()
  expect(await world.gate.watch.order('TB0', () => undefined)).toBeNull()
  expect(await world.gate.watch.places.locationId('none')).toBeNull()
  expect(await world.gate.watch.places.hasShop('taobao', 'main')).toBe(true)
})

test('a watcher hears what is, then each commit of this process and of another, and nothing once it stopped', async () => {
  await using world = await openTestEngine()
  const other = await world.engine.merchants.open('test')
  await adjust(world.gate, 'A', 5)
  const heard = await hear(world.gate, 'A')
  expect(heard).toEqual({ versions: [1], onHand: 5 })
  await adjust(world.gate, 'A', 1)
  await until(() => heard.onHand === 6, 'our own commit')
  await adjust(other, 'A', 1)
  await until(() => heard.onHand === 7, 'the other gate’s commit')
  const levels: number[] = []
  const unwatch = await world.gate.watch.sku('A', ({ levels: [level] }) => void levels.push(level?.version ?? -1))
  await until(() => levels.length > 0, 'the level')
  expect(levels).toEqual([2])
  unwatch?.()
  await adjust(world.gate, 'A', 1)
  await until(() => heard.onHand === 8, 'the last commit')
  expect(levels).toEqual([2])
  await other.close()
})

test('a change nobody hinted at is found by comparing versions', async () => {
  await using world = await openTestEngine()
  await adjust(world.gate, 'A', 5)
  const heard = await hear(world.gate, 'A')
  await repair(world, 'A')
  await until(() => heard.onHand === 6, 'the sweep')
  expectRising(heard)
})

test('hints are heard again after their connection was cut', async () => {
  await using world = await openTestEngine()
  const other = await world.engine.merchants.open('test')
  const heard = await hear(world.gate, 'A')
  await world.engine.control`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'tidegate test watch'`
  for (let count = 1; count <= 3; count += 1) {
    await adjust(other, 'A', 1)
    await until(() => heard.onHand === count, `change ${count}`)
  }
  // The sweep that met the cut says so until the next one went through.
  await until(() => world.gate.watch.behindMs === 0, 'the sweep after the cut')
  await other.close()
})

test('a transaction that stays open delays nobody, and what it commits late is not skipped', async () => {
  await using world = await openTestEngine()
  const { gate, engine } = world
  const [a, b] = [await hear(gate, 'A'), await hear(gate, 'B')]
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const late = engine.control.begin(async (tx) => {
    await tx`
      update merchant_test.pools set safety = 1, version = version + 1
      where sku_id = (select id from merchant_test.skus where code = 'B')`
    await held
  })
  for (let count = 1; count <= 20; count += 1) {
    await adjust(gate, 'A', 1)
    await until(() => a.onHand === count, `change ${count}`)
  }
  expect(b.versions).toEqual([0])
  release()
  await late
  await until(() => b.versions.at(-1) === 1, 'the late commit')
})

test('writers in two gates, watchers in both: every watcher ends at what the database has and never went back', async () => {
  await using world = await openTestEngine()
  const other = await world.engine.merchants.open('test')
  const gates = [world.gate, other]
  const watchers = await Promise.all(gates.flatMap((gate) => ['A', 'B'].map((code) => hear(gate, code))))
  const draw = drawFrom(SEED)
  for (let round = 0; round < 40; round += 1) {
    await Promise.all(gates.flatMap((gate) => ['A', 'B'].map((code) => adjust(gate, code, 1 + draw(3)))))
  }
  const pools = await world.gate.database<{ onHand: number; version: number }[]>`
    select on_hand as "onHand", p.version from pools p join skus s on s.id = p.sku_id
    where s.code in ('A', 'B') order by s.code`
  for (const [index, heard] of watchers.entries()) {
    const pool = pools[index % 2]
    await until(() => heard.versions.at(-1) === pool?.version, `version ${pool?.version}`)
    expect(heard.onHand).toBe(pool?.onHand)
    expectRising(heard)
  }
  await other.close()
})

test(`whatever changes an order raises its version, seed ${SEED}`, async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const cast = castOf('w')
  await gate.setup.addSkus(cast.skus.map((code) => ({ code, name: code })))
  const versions = new Map<number, number>()
  const still: string[] = []
  let updates = 0
  const { committed } = gate.context
  gate.context.committed = (batch) => {
    for (const { id, number, eventsCount, change } of batch.orders) {
      if (change === 'none') continue
      updates += change === 'update' ? 1 : 0
      if (eventsCount <= (versions.get(id) ?? 0)) still.push(number)
      versions.set(id, eventsCount)
    }
    committed(batch)
  }
  const draw = drawFrom(SEED)
  for (let step = 0; step < 400; step += 1) await gate.submit(randomCommand(draw, cast, step))
  expect(still).toEqual([])
  expect(updates).toBeGreaterThan(20)
})

test('whoever watches an order hears that it changed, wherever that happened', async () => {
  await using world = await openTestEngine()
  const other = await world.engine.merchants.open('test')
  const { outcome, ...recorded } = await world.gate.submit(order({ id: '1', paid: false }))
  expect(outcome).toBe('recorded')
  const number = 'number' in recorded ? recorded.number : ''
  const versions: number[] = []
  await world.gate.watch.order(number, ({ version }) => void versions.push(version))
  await until(() => versions.length === 1, 'the order')
  await world.gate.submit({
    kind: 'place_hold',
    actor: 'user:1',
    key: { ...SHOP, platformOrderId: '1' },
    hold: 'manual',
    reason: 'look',
  })
  await until(() => versions.length === 2, 'our own change')
  await other.submit({ kind: 'release_hold', actor: 'user:1', key: { ...SHOP, platformOrderId: '1' }, hold: 'manual' })
  await until(() => versions.length === 3, 'the other gate’s change')
  expect(versions.toSorted((a, b) => a - b)).toEqual(versions)
  await other.close()
})

test('whole pages hear of anything: orders, stock, quarantine', async () => {
  await using world = await openTestEngine()
  let times = 0
  world.gate.watch.any(() => (times += 1))
  const hears = async (work: Promise<unknown>) => {
    const before = times
    await work
    await until(() => times > before, 'anything')
  }
  await hears(world.gate.submit(receive('A', 'HD', 1)))
  await hears(world.gate.submit(order({ id: '1' })))
  await hears(
    world.gate.quarantine({ key: null, source: 'api', code: 'undecodable', reason: 'no order', raw: Buffer.from('?') }),
  )
})
