// Which index each list is read along, and that nothing sorts what it does not show. The plans are the planner's own,
// over statistics of a merchant with some thousands of orders.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OTHER_SHOP, SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { connect } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { EVERY_ORDER, toKnownFilter } from './order-filter.ts'
import type { OrderFilter } from './order-filter.ts'
import { pageOf } from './order-page.ts'

const ORDERS = 6_000
const MINUTE_MS = 60_000
const DAY = Date.parse('2026-11-11T00:00:00+08:00')

let world: TestEngine

beforeAll(async () => {
  world = await openTestEngine()
  await fill(world)
})
afterAll(() => world[Symbol.asyncDispose]())

/** Where most orders pass, the way down all of them is as short as the index's own. */
const PLANS: [string, Partial<OrderFilter>, string][] = [
  ['no filter', {}, 'orders_pkey'],
  ['a stage few are in', { stages: ['held'] }, 'orders_by_stage'],
  ['a stage most are in', { stages: ['shipped'] }, 'orders_'],
  ['a hold that stands', { hold: 'manual' }, 'holds_'],
  ['a location', { location: 'HN' }, 'allocations_by_location'],
  ['a SKU', { sku: 'C' }, 'line_demands_by_sku'],
  ['a province', { province: '西藏自治区' }, 'orders_by_province'],
  ['a shop with few orders', { channel: 'taobao', shop: 'second' }, 'orders_natural_key'],
  ['amounts few have', { payableFromFen: 500_000 }, 'orders_by_payable'],
  ['a few minutes', { placedFrom: DAY, placedTo: DAY + 20 * MINUTE_MS }, 'orders_by_time'],
  ['two stages', { stages: ['held', 'to_ship'] }, 'orders_by_stage'],
  ['a stage at a location', { stages: ['held'], location: 'HD' }, 'orders_by_stage'],
]

test.each(PLANS)('%s: the list is read by its index, never by a scan of all orders', async (_, filter, index) => {
  const { indexes, scanned } = await planOf({ ...EVERY_ORDER, ...filter })
  expect(indexes.join(' ')).toContain(index)
  expect(scanned).toEqual([])
})

const IN_ORDER: [string, Partial<OrderFilter>][] = [
  ['no filter', {}],
  ['a stage', { stages: ['shipped'] }],
  ['a SKU', { sku: 'A' }],
  ['a location', { location: 'HD' }],
  ['a province', { province: '浙江省' }],
]

test.each(IN_ORDER)('%s: the page is read in its order and ends when it is full', async (_, filter) => {
  const { sorts, read } = await planOf({ ...EVERY_ORDER, ...filter })
  expect(sorts).toBe(0)
  expect(read).toBeLessThan(ORDERS / 10)
})

test('several stages are merged from lists that are each in order', async () => {
  const { read } = await planOf({ ...EVERY_ORDER, stages: ['shipped', 'to_ship', 'unpaid'] })
  expect(read).toBeLessThan(ORDERS / 10)
})

interface Node {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Node[]
}

interface Plan {
  indexes: string[]
  /** Tables that grow with orders and were read from end to end. */
  scanned: string[]
  sorts: number
  /** Rows that left the scans. */
  read: number
}

const GROWING = new Set(['orders', 'holds', 'allocations', 'line_demands', 'shipments'])

async function planOf(filter: OrderFilter): Promise<Plan> {
  const nodes = await world.gate.database.begin(READ_SNAPSHOT, async (tx) => {
    const known = await toKnownFilter(tx, filter)
    if (typeof known === 'string') throw new Error(`no such ${known}`)
    const [row] = await tx<{ 'QUERY PLAN': [{ Plan: Node }] }[]>`
      explain (analyze, format json) ${pageOf(tx, known, { before: null, limit: 51 })}`
    return row === undefined ? [] : flat(row['QUERY PLAN'][0].Plan)
  })
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined)
  return {
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
    scanned: scans
      .filter((node) => node['Node Type'] === 'Seq Scan' && GROWING.has(node['Relation Name'] ?? ''))
      .map((node) => node['Relation Name'] ?? ''),
    sorts: nodes.filter((node) => node['Node Type'].includes('Sort')).length,
    read: scans.reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0),
  }
}

const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]

/** One real order of each kind, then copies of their rows: what matters here is how many there are of which. */
async function fill({ gate, url }: TestEngine): Promise<void> {
  await gate.submit(receive('A', 'HD', 10))
  await gate.submit(receive('C', 'HN', 10))
  await gate.submit(order({ id: 'usual', lines: { A: 1 } }))
  await gate.submit(order({ id: 'other', lines: { C: 1 }, shop: OTHER_SHOP, province: '西藏自治区' }))
  await gate.submit(order({ id: 'held', lines: { A: 1 } }))
  const key = { ...SHOP, platformOrderId: 'held' }
  await gate.submit({ kind: 'place_hold', actor: 'user:1', key, hold: 'manual', reason: 'call first' })
  const admin = connect(url, { connectionsMax: 1, applicationName: 'plans test', searchPath: 'merchant_test' })
  await admin.unsafe(COPIES)
  await admin`vacuum analyze`
  await admin.end()
}

const COPIES = `
  create temporary table copies as
  select n, o.id as source_id, (select max(id) from orders) + n as id
  from generate_series(1, ${ORDERS}) n
  join orders o on o.platform_order_id = case when n % 500 = 0 then 'other' when n % 97 = 0 then 'held' else 'usual' end;
  create temporary table copied as select c.n, c.id as new_id, o.* from copies c join orders o on o.id = c.source_id;
  update copied set id = new_id, platform_order_id = 'P' || n, number = 'TB' || n,
    placed_at = placed_at + n * interval '1 minute',
    payable_fen = case when n % 1000 = 0 then 900000 else payable_fen + n % 700 end,
    stage = case when stage = 'to_ship' and n < ${ORDERS - 200} then 'shipped' else stage end;
  alter table copied drop column n, drop column new_id;
  insert into orders table copied order by id;
  insert into line_demands select c.id, d.line_no, d.sku_id, d.per_unit, d.ordered, d.open, d.reserved, d.allocated,
    d.shipped, d.cancelled, d.returned from copies c join line_demands d on d.order_id = c.source_id order by 1;
  insert into allocations select c.id, a.allocation_no, a.line_no, a.sku_id, a.location_id, a.fulfillment_order_id,
    a.quantity, a.ended_as from copies c join allocations a on a.order_id = c.source_id order by 1;
  insert into holds select c.id, h.hold_no, h.kind, h.reason, h.placed_at, h.released_at, h.released_by
    from copies c join holds h on h.order_id = c.source_id`
