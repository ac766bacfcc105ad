import { MINUTE_MS, ORDER_STAGES } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { SHOP, order, receive } from '../../../../tools/test-world.ts'
import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { readNewestOrders } from '../order/read-orders.ts'
import { openBatchTotals, readMoment, startOfMinute } from './batch-totals.ts'
import { openOverview } from './read-overview.ts'
import type { OverviewView } from './read-overview.ts'

const HOUR_MS = 60 * MINUTE_MS
const key = (id: string) => ({ ...SHOP, platformOrderId: id })

test('an empty merchant is sixty empty minutes and an empty pipeline', async () => {
  await using world = await openTestEngine()
  const overview = await freshOverview(world)
  expect(overview).toMatchObject({
    merchant: { code: 'test', name: 'Test', isDemo: false },
    ordersTotal: 0,
    quarantined: 0,
  })
  expect(overview.pipeline).toEqual(ORDER_STAGES.map((stage) => ({ stage, count: 0, oldestAgeSeconds: null })))
  expect(overview.stock).toEqual({ skus: 3, oversoldUnits: 0, shortUnits: 0 })
  expect(overview.shops.map((shop) => [shop.shop, shop.cursorLagSeconds])).toEqual([
    ['main', null],
    ['second', null],
  ])
  const minutes = overview.perMinute.map(({ minute }) => Date.parse(minute))
  expect(minutes).toHaveLength(60)
  expect(minutes.at(-1)).toBe(startOfMinute(Date.parse(overview.now)))
  expect(minutes.every((minute, index) => index === 0 || minute - (minutes[index - 1] ?? 0) === MINUTE_MS)).toBe(true)
})

test('orders and allocations are counted in the minute of their batch, all of them in the total', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const first = Date.parse((await freshOverview(world)).perMinute[0]?.minute ?? '')
  await insertBatch(gate.database, { now: first - 30 * 24 * HOUR_MS, received: 1_000, allocated: 900 })
  await insertBatch(gate.database, { now: first - 1, received: 10, allocated: 10 })
  await insertBatch(gate.database, { now: first + MINUTE_MS, received: 3, allocated: 2 })
  await insertBatch(gate.database, { now: first + 2 * MINUTE_MS - 1, received: 4, allocated: 4 })
  await gate.submit(receive('A', 'HD', 10))
  await gate.submit(order({ id: '1' }))
  const { ordersTotal, perMinute } = await freshOverview(world)
  expect(ordersTotal).toBe(1_018)
  const counted = perMinute.filter(({ received }) => received > 0)
  expect(counted).toEqual([
    { minute: new Date(first + MINUTE_MS).toISOString(), received: 7, allocated: 6 },
    { minute: expect.any(String), received: 1, allocated: 1 },
  ])
})

test('running totals read each settled batch once and every other one again', async () => {
  await using world = await openTestEngine()
  const sql = world.gate.database
  const now = startOfMinute(Date.now())
  const totals = openBatchTotals()
  const read = (settledUntil: number) => sql.begin(READ_SNAPSHOT, (tx) => totals(tx, { now, settledUntil }))
  await insertBatch(sql, { now: now - 5 * MINUTE_MS, received: 1, allocated: 1, stages: { to_ship: 1 } })
  expect(await read(now - 2 * MINUTE_MS)).toMatchObject({ ordersTotal: 1, stages: new Map([['to_ship', 1]]) })
  // Not settled yet, so both readings count them; the second settles them.
  await insertBatch(sql, { now: now - 2 * MINUTE_MS, received: 2, allocated: 0, stages: { unpaid: 2 } })
  await insertBatch(sql, { now: now - 1, received: 4, allocated: 4, stages: { to_ship: 4, unpaid: -1 } })
  for (const settledUntil of [now - 2 * MINUTE_MS, now - 2 * MINUTE_MS, now - MINUTE_MS, now - MINUTE_MS, now]) {
    const { ordersTotal, stages, minutes } = await read(settledUntil)
    expect(ordersTotal).toBe(7)
    expect(stages).toEqual(
      new Map([
        ['to_ship', 5],
        ['unpaid', 1],
      ]),
    )
    expect(minutes.get(now - 5 * MINUTE_MS)).toEqual({ received: 1, allocated: 1 })
    expect(minutes.get(now - 2 * MINUTE_MS)).toEqual({ received: 2, allocated: 0 })
    expect(minutes.get(now - MINUTE_MS)).toEqual({ received: 4, allocated: 4 })
  }
  // A time that goes back (another server's clock) does not make a batch count twice.
  expect((await read(now - 3 * MINUTE_MS)).ordersTotal).toBe(7)
})

test('a transaction under way keeps everything since its beginning unsettled', async () => {
  await using world = await openTestEngine()
  const sql = world.gate.database
  await sql.begin(async (tx: Transaction) => {
    const [row] = await tx<{ start: number }[]>`select now() as start`
    await tx`select pg_sleep(0.05)`
    const { now, settledUntil } = await readMoment(sql)
    expect(settledUntil).toBeLessThanOrEqual((row?.start ?? 0) - 10_000)
    expect(now).toBeGreaterThan(row?.start ?? now)
  })
})

test('the figures that are not orders: stock, shops, quarantine', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 5))
  await gate.submit(order({ id: '1', lines: { A: 5 } }))
  await gate.submit({
    kind: 'adjust_stock',
    actor: 'user:1',
    skuCode: 'A',
    locationCode: 'HD',
    quantity: -2,
    reference: 'count-1',
    reason: 'count',
  })
  await gate.leases.take({ shop: SHOP, feed: 'orders', holder: 'test', ttlMs: 1_000, startAt: Date.now() - HOUR_MS })
  await gate.leases.take({
    shop: SHOP,
    feed: 'refunds',
    holder: 'test',
    ttlMs: 1_000,
    startAt: Date.now() - 2 * HOUR_MS,
  })
  await gate.quarantine({
    key: key('9'),
    source: 'api',
    code: 'undecodable',
    reason: 'no price',
    raw: Buffer.from('x'),
  })
  const { stock, shops, quarantined } = await freshOverview(world)
  expect(stock).toEqual({ skus: 3, oversoldUnits: 0, shortUnits: 2 })
  expect(shops[0]?.cursorLagSeconds).toBeGreaterThanOrEqual(7_200)
  expect(shops[0]?.cursorLagSeconds).toBeLessThan(7_260)
  expect(quarantined).toBe(1)
})

test('a stage says since when its oldest order waits, and skips orders that wait for something else', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 100))
  for (const id of ['unpaid-and-held', 'held']) await gate.submit(order({ id, paid: false, placedAt: Date.now() }))
  for (const id of ['unpaid-and-held', 'held'])
    await gate.submit({ kind: 'place_hold', actor: 'user:1', key: key(id), hold: 'risk', reason: 'check' })
  await gate.submit({
    kind: 'record_payment',
    actor: 'api',
    key: key('held'),
    leg: 'whole',
    paidFen: 1_000,
    paidAt: Date.now(),
  })
  await gate.submit(order({ id: 'waiting', lines: { B: 1 } }))
  await gate.submit(order({ id: 'to-ship' }))
  await gate.submit(order({ id: 'to-ship-too' }))
  await insertBatch(gate.database, {
    now: Date.now(),
    received: 0,
    allocated: 0,
    stages: { held: 1, waiting_stock: 1, to_ship: 2 },
  })
  const age = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString()
  await gate.database`
    update holds set placed_at = case o.platform_order_id when 'held' then ${age(100)}::timestamptz when 'waiting' then ${age(200)}::timestamptz else ${age(9_000)}::timestamptz end
    from orders o where o.id = holds.order_id`
  const [oldest] = await gate.database<{ id: number }[]>`select min(id) as id from fulfillment_orders`
  await gate.database`update fulfillment_orders set release_at = ${age(300)}::timestamptz, priority = 9 where id = ${oldest?.id ?? 0}`
  const { pipeline } = await freshOverview(world)
  const ages = Object.fromEntries(pipeline.map(({ stage, oldestAgeSeconds }) => [stage, oldestAgeSeconds]))
  expect(Math.floor((ages['held'] ?? 0) / 10)).toBe(10)
  expect(Math.floor((ages['waiting_stock'] ?? 0) / 10)).toBe(20)
  expect(Math.floor((ages['to_ship'] ?? 0) / 10)).toBe(30)
  expect([ages['unpaid'], ages['shipped']]).toEqual([null, null])
})

test('many who ask at once cost one reading, and the next second another', async () => {
  await using world = await openTestEngine()
  let now = 0
  const read = openOverview({ sql: world.gate.database, merchant: world.gate.merchant, now: () => now })
  const views = await Promise.all(Array.from({ length: 50 }, read))
  expect(new Set(views).size).toBe(1)
  now += 999
  expect(await read()).toBe(views[0])
  now += 1
  expect(await read()).not.toBe(views[0])
})

test('a reading that fails is not kept', async () => {
  await using world = await openTestEngine()
  const sql = world.gate.database
  let fails = true
  const failing = new Proxy(sql, {
    apply: (target, self, given) => (fails ? Promise.reject(new Error('gone')) : Reflect.apply(target, self, given)),
  }) as Database
  const read = openOverview({ sql: failing, merchant: world.gate.merchant, now: () => 0 })
  await expect(read()).rejects.toThrow('gone')
  fails = false
  expect(await read()).toMatchObject({ ordersTotal: 0 })
})

// Waits for the batch to write its stage changes.
test('through the door, the pipeline is a recount of every order', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 30))
  await Promise.all(Array.from({ length: 40 }, (_, index) => gate.submit(order({ id: `p${index}` }))))
  await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      gate.submit(order({ id: `u${index}`, paid: false, placedAt: Date.now() })),
    ),
  )
  const work = await gate.database<{ id: number }[]>`select id from fulfillment_orders limit 7`
  await Promise.all(
    work.map(({ id }) =>
      gate.submit({
        kind: 'ship_fulfillment_order',
        actor: 'warehouse:HD',
        fulfillmentOrderId: id,
        carrier: 'SF',
        trackingNumber: `SF${id}`,
      }),
    ),
  )
  await gate.submit({ kind: 'cancel_order', actor: 'user:1', key: key('u3'), reason: 'asked' })
  await gate.submit({ ...receive('A', 'HD', 4), reference: 'more' })
  await gate.runDueWork()
  const orders = await readNewestOrders(gate.database, 200)
  const recount = ORDER_STAGES.map((stage) => ({ stage, count: orders.filter((each) => each.stage === stage).length }))
  const { pipeline, ordersTotal } = await freshOverview(world)
  expect(pipeline.map(({ stage, count }) => ({ stage, count }))).toEqual(recount)
  expect(ordersTotal).toBe(orders.length)
})

function freshOverview({ gate }: TestEngine): Promise<OverviewView> {
  return openOverview({ sql: gate.database, merchant: gate.merchant, now: () => 0 })()
}

let batchId = 900_000_000_000

interface BatchWish {
  now: number
  received: number
  allocated: number
  stages?: Record<string, number>
}

async function insertBatch(sql: Database, { now, received, allocated, stages = {} }: BatchWish): Promise<void> {
  batchId += 1
  await sql`
    insert into batches (id, now, code_version, rule_set_version, settings_version, commands, orders_received, orders_allocated, stage_changes)
    values (${batchId}, ${new Date(now).toISOString()}::timestamptz, 'test', 1, 1, 0, ${received}, ${allocated}, ${JSON.stringify(stages)}::text::jsonb)`
}
