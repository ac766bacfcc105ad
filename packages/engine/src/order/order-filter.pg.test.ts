// Filters and search against a naive look at every order.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OTHER_SHOP, SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { EVERY_ORDER } from './order-filter.ts'
import type { OrderFilter } from './order-filter.ts'
import { readOrder } from './read-order.ts'
import type { OrderDetailView } from './read-order.ts'
import { readNewestOrders, readOrders } from './read-orders.ts'
import type { OrderPageView } from './read-orders.ts'

const DAY = Date.parse('2026-11-11T00:00:00+08:00')
const HOUR_MS = 3_600_000
const ORDERS = 36

let world: TestEngine
let all: OrderDetailView[]

beforeAll(async () => {
  world = await openTestEngine()
  await fill(world)
  const newest = await readNewestOrders(world.gate.database, 200)
  const read = newest.map(({ number }) => readOrder(world.gate.database, number))
  all = (await Promise.all(read)).filter((each) => each !== null)
})
afterAll(() => world[Symbol.asyncDispose]())

interface Case {
  name: string
  filter: Partial<OrderFilter>
  passes: (order: OrderDetailView) => boolean
}

const placedAt = ({ order: { placedAt: at } }: OrderDetailView): number => Date.parse(at)
const stands = ({ order: { holds } }: OrderDetailView, hold: string): boolean => holds.includes(hold)
const has = ({ lines }: OrderDetailView, sku: string): boolean =>
  lines.some(({ demands }) => demands.some((demand) => demand.sku === sku))

const CASES: Case[] = [
  { name: 'a stage', filter: { stages: ['held'] }, passes: (each) => each.order.stage === 'held' },
  {
    name: 'several stages',
    filter: { stages: ['unpaid', 'waiting_stock', 'shipped'] },
    passes: (each) => ['unpaid', 'waiting_stock', 'shipped'].includes(each.order.stage),
  },
  {
    name: 'a shop',
    filter: { channel: 'taobao', shop: 'second' },
    passes: (each) => each.order.shop === 'second',
  },
  { name: 'a hold that stands', filter: { hold: 'manual' }, passes: (each) => stands(each, 'manual') },
  { name: 'a location', filter: { location: 'HN' }, passes: (each) => each.order.locations.includes('HN') },
  { name: 'a SKU', filter: { sku: 'B' }, passes: (each) => has(each, 'B') },
  { name: 'a province', filter: { province: '广东省' }, passes: (each) => each.order.province === '广东省' },
  {
    name: 'a span of times without its end',
    filter: { placedFrom: DAY + 10 * HOUR_MS, placedTo: DAY + 20 * HOUR_MS },
    passes: (each) => placedAt(each) >= DAY + 10 * HOUR_MS && placedAt(each) < DAY + 20 * HOUR_MS,
  },
  {
    name: 'a span of amounts with both its ends',
    filter: { payableFromFen: 1_000, payableToFen: 2_200 },
    passes: (each) => each.order.payableFen >= 1_000 && each.order.payableFen <= 2_200,
  },
  {
    name: 'stages at a location',
    filter: { stages: ['to_ship', 'shipped'], location: 'HD' },
    passes: (each) => ['to_ship', 'shipped'].includes(each.order.stage) && each.order.locations.includes('HD'),
  },
  {
    name: 'a hold on a SKU',
    filter: { hold: 'out_of_stock', sku: 'C' },
    passes: (each) => stands(each, 'out_of_stock') && has(each, 'C'),
  },
  {
    name: 'all at once',
    filter: {
      stages: ['held', 'waiting_stock'],
      channel: 'taobao',
      shop: 'main',
      hold: 'out_of_stock',
      sku: 'C',
      province: '浙江省',
      placedFrom: DAY,
      payableFromFen: 1_000,
    },
    passes: (each) =>
      ['held', 'waiting_stock'].includes(each.order.stage) &&
      each.order.shop === 'main' &&
      stands(each, 'out_of_stock') &&
      has(each, 'C') &&
      each.order.province === '浙江省' &&
      each.order.payableFen >= 1_000,
  },
]

test.each(CASES)('$name: the pages are what a look at every order finds', async ({ filter, passes }) => {
  const wanted = all.filter(passes).map((each) => each.order.number)
  expect(wanted.length).toBeGreaterThan(0)
  expect(wanted.length).toBeLessThan(ORDERS)
  expect(await numbersOf({ ...EVERY_ORDER, ...filter })).toEqual(wanted)
})

test('a channel is all its shops, and one without shops has no orders', async () => {
  expect(await numbersOf({ ...EVERY_ORDER, channel: 'taobao' })).toHaveLength(ORDERS)
  expect(await numbersOf({ ...EVERY_ORDER, channel: 'jd' })).toEqual([])
})

test.each([
  [{ location: 'NOWHERE' }, 'location'],
  [{ sku: 'NOTHING' }, 'sku'],
  [{ channel: 'taobao', shop: 'nobody' }, 'shop'],
] as const)('a code nobody has is told by name: %o', async (filter, field) => {
  expect(await ask({ ...EVERY_ORDER, ...filter })).toEqual({ unknown: field })
})

test('an order is found by every number it has, and by nothing else', async () => {
  const shipped = all.find((each) => each.order.stage === 'shipped' && !each.order.platformOrderId.endsWith('07'))
  const { number = '', platformOrderId = '' } = shipped?.order ?? {}
  const tracking = shipped?.fulfillmentOrders[0]?.shipments[0]?.trackingNumber ?? ''
  expect(await found(number)).toEqual([['number'], [number]])
  expect(await found(`  ${number.slice(0, 9)} ${number.slice(9).toLowerCase()} `)).toEqual([['number'], [number]])
  expect(await found(platformOrderId)).toEqual([['platform_order_id'], [number]])
  expect(await found(tracking.toLowerCase())).toEqual([['tracking_number'], [number]])
  expect(await found(number.slice(-6))).toEqual([['last_digits'], [number]])
  expect(await found('no such thing')).toEqual([[], []])
  expect(await found("' or 1=1 --")).toEqual([[], []])
})

test("a platform's number that two shops have finds both their orders", async () => {
  const [foundBy, numbers] = await found('500000000007')
  expect(foundBy).toEqual(['platform_order_id'])
  expect(numbers).toHaveLength(2)
})

test("a SKU's code finds what it covers", async () => {
  const wanted = all.filter((each) => has(each, 'C')).map((each) => each.order.number)
  expect(await found('c')).toEqual([['sku'], wanted])
  expect(await found('C', { ...EVERY_ORDER, sku: 'B' })).toEqual([['sku'], []])
})

test('the last four digits of the phone find its orders, by their keyed hash alone', async () => {
  const wanted = all.filter((each) => each.order.platformOrderId.endsWith('05')).map((each) => each.order.number)
  expect(await found('7319')).toEqual([['last_digits'], wanted])
  expect(await found('13987317319')).toEqual([[], []])
})

test('a search is narrowed by the filters beside it', async () => {
  const held = all.find((each) => each.order.stage === 'held')?.order.number ?? ''
  expect(await found(held, { ...EVERY_ORDER, stages: ['held', 'shipped'] })).toEqual([['number'], [held]])
  expect(await found(held, { ...EVERY_ORDER, stages: ['shipped', 'closed'] })).toEqual([['number'], []])
})

function ask(
  filter: OrderFilter,
  search: string | null = null,
  before: number | null = null,
): ReturnType<typeof readOrders> {
  const { database, context } = world.gate
  return readOrders(database, context.vault, { filter, search, limit: 5, before })
}

async function pageOf(...asked: Parameters<typeof ask>): Promise<OrderPageView> {
  const page = await ask(...asked)
  if ('unknown' in page) throw new Error(`no such ${page.unknown}`)
  return page
}

/** All pages of a few orders each; the first says how many they will be. */
async function numbersOf(filter: OrderFilter, search: string | null = null): Promise<string[]> {
  let page = await pageOf(filter, search)
  const numbers = page.orders.map((each) => each.number)
  const { count } = page
  while (page.next !== null) {
    page = await pageOf(filter, search, Number(page.next))
    numbers.push(...page.orders.map((each) => each.number))
  }
  expect(count).toEqual({ orders: numbers.length, isAll: true })
  return numbers
}

async function found(search: string, filter: OrderFilter = EVERY_ORDER): Promise<[string[], string[]]> {
  const { foundBy } = await pageOf(filter, search)
  return [foundBy, await numbersOf(filter, search)]
}

/** Orders of many stages, two shops, three SKUs, four provinces, a day and a half of times, and many amounts. */
async function fill({ gate }: TestEngine): Promise<void> {
  await gate.submit(receive('A', 'HD', 15))
  await gate.submit(receive('A', 'HN', 40))
  await gate.submit(receive('B', 'HN', 9))
  for (let n = 0; n < ORDERS; n += 1) await gate.submit(order(wishOf(n)))
  for (let n = 4; n < ORDERS; n += 8) {
    const { id, shop } = wishOf(n)
    const key = { ...shop, platformOrderId: id }
    await gate.submit({ kind: 'place_hold', actor: 'user:1', key, hold: 'manual', reason: 'call first' })
  }
  const work = await gate.database<{ id: number }[]>`
    select id from fulfillment_orders where state = 'open' order by id limit 4`
  for (const { id } of work) {
    const parcel = { carrier: 'SF', trackingNumber: `SF${id}` }
    await gate.submit({ kind: 'ship_fulfillment_order', actor: 'warehouse:HD', fulfillmentOrderId: id, ...parcel })
  }
}

function wishOf(n: number) {
  // Two shops of one platform may well use the same number.
  const id = String(500_000_000_000 + (n % 18 === 7 ? 7 : n))
  return {
    id,
    shop: n >= 18 ? OTHER_SHOP : SHOP,
    placedAt: n % 9 === 3 ? Date.now() : DAY + n * HOUR_MS,
    paid: n % 9 !== 3,
    closed: n % 11 === 10,
    province: ['浙江省', '广东省', '北京市', '四川省'][n % 4] ?? '',
    lines: n % 6 === 0 ? { C: 2 } : { A: (n % 3) + 1, ...(n % 5 === 0 ? { B: 1 } : {}) },
    priceFen: 500 + (n % 5) * 300,
    receiver: id.endsWith('05') ? { phone: '13987317319' } : {},
  }
}
