import { expect, test } from 'vitest'
import { SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { stageOf } from '../overview/stage-changes.ts'
import { loadOrders } from './load-orders.ts'
import { readOrder } from './read-order.ts'
import { EVERY_ORDER } from './order-filter.ts'
import { readNewestOrders, readOrders } from './read-orders.ts'

const key = (id: string) => ({ ...SHOP, platformOrderId: id })

test('a page is the newest orders first, and its cursor leads through all of them once', async () => {
  await using world = await openTestEngine()
  for (let id = 1; id <= 7; id += 1) await world.gate.submit(order({ id: String(id) }))
  const seen: string[] = []
  let before: number | null = null
  for (const [size, isLast] of [
    [3, false],
    [3, false],
    [1, true],
  ] as const) {
    const page = await pageOf(world, before)
    expect(page.orders).toHaveLength(size)
    expect(page.next === null).toBe(isLast)
    expect(page.count).toEqual(before === null ? { orders: 7, isAll: true } : null)
    seen.push(...page.orders.map((each) => each.platformOrderId))
    before = Number(page.next)
  }
  expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1'])
})

test('an empty merchant has an empty page', async () => {
  await using world = await openTestEngine()
  expect(await pageOf(world, null)).toEqual({
    orders: [],
    next: null,
    count: { orders: 0, isAll: true },
    foundBy: [],
  })
})

test('a summary has the stage, the holds that stand and where it ships from', async () => {
  await using world = await openTestEngine()
  await inEveryStage(world)
  const orders = await readNewestOrders(world.gate.database, 50)
  expect(
    Object.fromEntries(orders.map((each) => [each.platformOrderId, [each.stage, each.holds, each.locations]])),
  ).toEqual({
    paid: ['to_ship', [], ['HD']],
    unpaid: ['unpaid', [], []],
    risky: ['held', ['risk'], []],
    scarce: ['waiting_stock', ['out_of_stock'], []],
    closed: ['closed', [], []],
    shipped: ['shipped', [], ['HD']],
  })
  expect(orders.find((each) => each.platformOrderId === 'paid')).toEqual({
    number: expect.stringMatching(/^TB\d{24}$/),
    channel: 'taobao',
    shop: 'main',
    platformOrderId: 'paid',
    placedAt: '2026-11-10T16:00:00.000Z',
    stage: 'to_ship',
    payment: 'paid',
    platformState: 'open',
    province: expect.any(String),
    payableFen: 2_000,
    currency: 'CNY',
    units: 2,
    holds: [],
    locations: ['HD'],
  })
})

test('the stage a list shows is the stage the engine counts', async () => {
  await using world = await openTestEngine()
  await inEveryStage(world)
  const orders = await readNewestOrders(world.gate.database, 50)
  const ids = await world.gate.database<{ id: number }[]>`select id from orders order by id`
  const loaded = await world.gate.database.begin((tx) =>
    loadOrders(
      tx,
      ids.map((row) => row.id),
    ),
  )
  const counted = loaded.map((each) => [each.key.platformOrderId, stageOf(each)] as const)
  expect(Object.fromEntries(counted)).toEqual(
    Object.fromEntries(orders.map((each) => [each.platformOrderId, each.stage])),
  )
})

test('an order in full: lines with demands, legs, holds, work per location and its timeline', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 2))
  await gate.submit(receive('B', 'HN', 5))
  await gate.submit(order({ id: '1', lines: { A: 2, B: 1 }, paid: false }))
  await gate.submit({ kind: 'place_hold', actor: 'user:7', key: key('1'), hold: 'manual', reason: 'call first' })
  await gate.submit({ kind: 'release_hold', actor: 'user:7', key: key('1'), hold: 'manual' })
  await gate.submit({
    kind: 'record_payment',
    actor: 'api',
    key: key('1'),
    leg: 'whole',
    paidFen: 3_000,
    paidAt: Date.UTC(2026, 10, 11),
  })
  const [first] = await gate.database<{ id: number }[]>`select id from fulfillment_orders order by id`
  await gate.submit({
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId: first?.id ?? 0,
    carrier: 'SF',
    trackingNumber: 'SF1',
  })
  const detail = await readOrder(gate.database, await numberOf(world, '1'))
  expect(detail).toMatchObject({
    order: { platformOrderId: '1', stage: 'partly_shipped', units: 3, locations: ['HD', 'HN'] },
    freightFen: 0,
    lines: [
      {
        lineNo: 1,
        skuCode: 'A',
        quantity: 2,
        payableFen: 2_000,
        demands: [{ sku: 'A', ordered: 2, shipped: 2, allocated: 0 }],
      },
      {
        lineNo: 2,
        skuCode: 'B',
        quantity: 1,
        payableFen: 1_000,
        demands: [{ sku: 'B', ordered: 1, shipped: 0, allocated: 1 }],
      },
    ],
    legs: [{ leg: 'whole', payableFen: 3_000, paidFen: 3_000, refundedFen: 0, paidAt: '2026-11-11T00:00:00.000Z' }],
    holds: [{ kind: 'manual', reason: 'call first', releasedBy: 'user:7', releasedAt: expect.any(String) }],
    fulfillmentOrders: [
      {
        id: String(first?.id),
        location: { code: 'HD', name: 'HD' },
        state: 'closed',
        lines: [{ lineNo: 1, sku: 'A', quantity: 2 }],
        shipments: [{ carrier: 'SF', trackingNumber: 'SF1' }],
      },
      {
        location: { code: 'HN', name: 'HN' },
        state: 'open',
        lines: [{ lineNo: 2, sku: 'B', quantity: 1 }],
        shipments: [],
      },
    ],
  })
  expect(detail?.timeline.map((event) => event.seq)).toEqual(detail?.timeline.map((_, index) => index + 1))
  expect(detail?.timeline.at(0)).toMatchObject({
    kind: 'order_received',
    actor: 'channel:taobao',
    batch: expect.stringMatching(/^\d+$/),
    body: expect.any(Object),
  })
  expect(detail?.timeline.at(-1)).toMatchObject({ kind: 'order_shipped' })
})

test('no order has a number nobody gave out', async () => {
  await using world = await openTestEngine()
  expect(await readOrder(world.gate.database, "' or 1=1 --")).toBeNull()
})

test('reads run in a transaction that can write nothing', async () => {
  await using world = await openTestEngine()
  const { READ_SNAPSHOT } = await import('../database/read-snapshot.ts')
  const write = world.gate.database.begin(READ_SNAPSHOT, (tx) => tx`insert into skus (code, name) values ('X', 'X')`)
  await expect(write).rejects.toThrow('read-only')
})

async function pageOf({ gate }: TestEngine, before: number | null) {
  const query = { filter: EVERY_ORDER, search: null, limit: 3, before }
  const page = await readOrders(gate.database, gate.context.vault, query)
  if ('unknown' in page) throw new Error(`no such ${page.unknown}`)
  return page
}

async function numberOf({ gate }: TestEngine, id: string): Promise<string> {
  const [row] = await gate.database<{ number: string }[]>`select number from orders where platform_order_id = ${id}`
  return row?.number ?? ''
}

async function inEveryStage({ gate }: TestEngine): Promise<void> {
  await gate.submit(receive('A', 'HD', 100))
  await gate.submit(order({ id: 'shipped' }))
  const [work] = await gate.database<{ id: number }[]>`select id from fulfillment_orders`
  await gate.submit({
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId: work?.id ?? 0,
    carrier: 'SF',
    trackingNumber: 'SF1',
  })
  await gate.submit(order({ id: 'paid', lines: { A: 2 } }))
  // The buyer has only just left the till, or the reservation would be over.
  await gate.submit(order({ id: 'unpaid', paid: false, placedAt: Date.now() }))
  await gate.submit(order({ id: 'risky', paid: false, placedAt: Date.now() }))
  await gate.submit({ kind: 'place_hold', actor: 'user:1', key: key('risky'), hold: 'risk', reason: 'check' })
  await gate.submit({
    kind: 'record_payment',
    actor: 'api',
    key: key('risky'),
    leg: 'whole',
    paidFen: 1_000,
    paidAt: Date.now(),
  })
  await gate.submit(order({ id: 'scarce', lines: { B: 1 } }))
  await gate.submit(order({ id: 'closed', closed: true }))
}
