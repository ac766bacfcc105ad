// The stock pages against a naive computation over whole tables, on random worlds.
// `TIDEGATE_TEST_SEED` tells one failing world again.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { receive } from '../../../../tools/test-world.ts'
import { readOpenFulfillmentOrders } from '../fulfillment/read-open.ts'
import type { OpenGate } from '../index.ts'
import { drawFrom, pick } from '../testing/draw.ts'
import type { Draw } from '../testing/draw.ts'
import { naiveAvailable, naiveList, readNaiveStock } from '../testing/naive-stock.ts'
import { castOf, randomCommand } from '../testing/random-commands.ts'
import { readLocations } from './read-locations.ts'
import { readSkuStock } from './read-sku-stock.ts'
import { readStock, STOCK_ORDERS } from './read-stock.ts'
import type { StockPlace, StockQuery } from './read-stock.ts'

const SEED = Number(process.env['TIDEGATE_TEST_SEED'] ?? Date.now() % 1_000_000)
const CASTS = ['one', 'two', 'ten%', 'a_b', '猫粮']
const STEPS_PER_CAST = 60
const BURST = 10
const QUERIES = 100

let world: TestEngine
const draw = drawFrom(SEED)

beforeAll(async () => {
  world = await openTestEngine()
  await makeRandomWorld(world, draw)
}, 120_000)

afterAll(() => world[Symbol.asyncDispose]())

const ANY: StockQuery = {
  search: null,
  location: null,
  isShort: false,
  isReserved: false,
  isWaiting: false,
  availableBelow: null,
  orderBy: 'code',
  isDescending: false,
  limit: 5,
  after: null,
}

function randomQuery(): StockQuery {
  const sometimes = <T>(value: T): T | null => (draw(3) === 0 ? value : null)
  return {
    ...ANY,
    search: sometimes(pick(draw, ['A', 'one', 'ONE', '%', '_', 'n%', '猫', 'SKU', 'nothing', '\\'])),
    location: sometimes(pick(draw, ['HD', 'HN', 'HB', 'VIP', 'RET'])),
    isShort: draw(4) === 0,
    isReserved: draw(4) === 0,
    isWaiting: draw(4) === 0,
    availableBelow: sometimes(draw(20)),
    orderBy: pick(draw, STOCK_ORDERS),
    isDescending: draw(2) === 0,
    limit: 1 + draw(6),
  }
}

/** Every page, one after the other. */
async function walk(query: StockQuery): Promise<{ codes: string[]; totals: Set<number> }> {
  const codes: string[] = []
  const totals = new Set<number>()
  for (let after: StockPlace | null = null, isLast = false; !isLast;) {
    const page = await readStock(world.gate.database, { ...query, after })
    if (page === null) throw new Error('the location is known')
    codes.push(...page.skus.map((sku) => sku.sku))
    totals.add(page.total)
    after = page.next
    isLast = after === null
  }
  return { codes, totals }
}

test(`whatever is asked, the pages are the naive list, cut, seed ${SEED}`, { timeout: 60_000 }, async () => {
  const skus = await readNaiveStock(world.gate.database)
  let shown = 0
  for (let index = 0; index < QUERIES; index += 1) {
    const query = randomQuery()
    const expected = naiveList(skus, query)
    const { codes, totals } = await walk(query)
    expect(codes, JSON.stringify(query)).toEqual(expected)
    expect([...totals]).toEqual([expected.length])
    shown += expected.length
  }
  // A world in which nothing ever matches would show nothing.
  expect(shown).toBeGreaterThan(QUERIES)
})

test('a row says what the naive computation says', async () => {
  const page = await readStock(world.gate.database, { ...ANY, limit: 200, location: 'HD' })
  const skus = new Map((await readNaiveStock(world.gate.database)).map((sku) => [sku.code, sku]))
  expect(page?.skus.length).toBeGreaterThan(5)
  for (const row of page?.skus ?? []) {
    const naive = skus.get(row.sku)
    if (naive === undefined) throw new Error(`${row.sku} is in no table`)
    const { code, name, onHand, unavailable, safety, allocated, reserved, short, levels, waiting } = naive
    const quantities = { onHand, unavailable, safety, allocated, reserved, short }
    expect(row).toMatchObject({ sku: code, name, pool: { ...quantities, available: naiveAvailable(naive) } })
    expect(row.waiting).toEqual({
      units: waiting.reduce((sum, each) => sum + each.units, 0),
      orders: waiting.length,
    })
    const level = levels.find((each) => each.location === 'HD')
    expect(row.level).toMatchObject({ onHand: level?.onHand, unavailable: level?.unavailable, safety: level?.safety })
    expect(row.level).toMatchObject({ allocated: level?.allocated, short: level?.short })
  }
})

test('one SKU shows its pool, every level, and all who have a claim on it or wait', async () => {
  const { database } = world.gate
  for (const naive of await readNaiveStock(database)) {
    const shown = await readSkuStock(database, naive.code)
    if (shown === null) throw new Error(`${naive.code} is not found`)
    expect(shown.pool).toMatchObject({ onHand: naive.onHand, reserved: naive.reserved, short: naive.short })
    const { unavailable, allocated, reserved, safety, available, onHand } = shown.explanation
    expect(unavailable + allocated + reserved + safety + available).toBe(onHand)
    expect(available).toBe(naiveAvailable(naive))
    expect(shown.levels.map((level) => level.location.code)).toEqual(['HD', 'HN', 'HB', 'VIP', 'RET'])
    for (const level of shown.levels) {
      const found = naive.levels.find((each) => each.location === level.location.code)
      expect(level.onHand).toBe(found?.onHand ?? 0)
      if (found === undefined) expect(level.version).toBe(-1)
      if (!level.location.sellable) expect(level.available).toBe(0)
    }
    expect(shown.reservations.count).toBe(naive.reservations)
    expect(shown.allocations.count).toBe(naive.allocations)
    expect(shown.waiting.first.map((each) => [each.orderNumber, each.units])).toEqual(
      naive.waiting.map((each) => [each.order, each.units]),
    )
  }
})

test('locations show what lies there', async () => {
  const { database } = world.gate
  const levels = (await readNaiveStock(database)).flatMap((sku) => sku.levels)
  for (const location of await readLocations(database)) {
    const here = levels.filter((level) => level.location === location.code)
    const sum = (pickFrom: (level: (typeof here)[number]) => number) =>
      here.reduce((total, level) => total + pickFrom(level), 0)
    expect(location).toMatchObject({
      onHand: sum((level) => level.onHand),
      unavailable: sum((level) => level.unavailable),
      allocated: sum((level) => level.allocated),
      short: sum((level) => level.short),
    })
  }
})

test('what is not there is null', async () => {
  expect(await readSkuStock(world.gate.database, 'none')).toBeNull()
  expect(await readStock(world.gate.database, { ...ANY, location: 'none' })).toBeNull()
})

/** Orders, facts, shipments and holds; stock that does not sell; margins and units that cannot be sold. */
async function makeRandomWorld({ gate, engine }: TestEngine, random: Draw): Promise<void> {
  await gate.setup.addLocation({
    code: 'RET',
    name: 'Returns',
    kind: 'warehouse',
    province: '上海',
    sellable: false,
    rank: 9,
  })
  for (const name of CASTS) {
    const cast = castOf(name)
    await gate.setup.addSkus(cast.skus.map((code) => ({ code, name: `SKU ${code}` })))
    for (const sku of cast.skus) await gate.submit(receive(sku, 'RET', random(5)))
    for (let step = 0; step < STEPS_PER_CAST; step += BURST) {
      const burst = Array.from({ length: BURST }, (_, index) => randomCommand(random, cast, step + index))
      await Promise.all(burst.map((command) => gate.submit(command)))
      if (step % (2 * BURST) === 0) await shipSome(gate)
    }
  }
  await engine.control.unsafe(`
    update merchant_test.stock_levels set safety = (sku_id + location_id) % 4,
      unavailable = least(on_hand - least(on_hand, allocated), (sku_id * location_id) % 3);
    update merchant_test.pools p set safety = sold.safety, unavailable = sold.unavailable,
      short = greatest(0, p.reserved + p.allocated + sold.unavailable - p.on_hand)
    from (
      select v.sku_id, sum(v.safety) as safety, sum(v.unavailable) as unavailable
      from merchant_test.stock_levels v join merchant_test.locations l on l.id = v.location_id
      where l.sellable group by v.sku_id
    ) sold
    where sold.sku_id = p.sku_id`)
}

async function shipSome(gate: OpenGate): Promise<void> {
  const parcel = { actor: 'warehouse:HD', carrier: 'SF', trackingNumber: 'SF1' }
  for (const { id } of await readOpenFulfillmentOrders(gate.database, 2))
    await gate.submit({ kind: 'ship_fulfillment_order', fulfillmentOrderId: id, ...parcel })
}
