// The list of orders as people work in it, over 100,000 of them: every filter and every search, each beside a lookup of
// one order by its number in the same run. A few thousand orders go through the door; the rest are copies of their rows,
// with times, amounts and stages of a month.

import { EVERY_ORDER, openReads } from '../../packages/engine/src/index.ts'
import type { MerchantReads, OrderFilter } from '../../packages/engine/src/index.ts'
import postgres from 'postgres'
import { feed, percentile } from './feed.ts'
import { share } from './intake.ts'
import type { BenchOptions, Figures } from './main.ts'
import { rawStream } from './raw-stream.ts'
import { BENCH_SHOP, openBenchWorld } from './world.ts'
import type { BenchWorld } from './world.ts'

const ROWS = 100_000
const REAL_ROWS = 2_000
const SKUS = 500
const ROUNDS = 200
const PAGE = 50
const DAY_MS = 86_400_000

interface Question {
  name: string
  filter: Partial<OrderFilter>
  search?: string
}

export async function ordersList({ log }: BenchOptions): Promise<Figures> {
  await using world = await openBenchWorld({ skus: SKUS, stock: 1_000_000 })
  await fill(world)
  const { gate } = world
  const reads = openReads({
    sql: gate.database,
    vault: gate.context.vault,
    merchant: gate.merchant,
    now: () => Date.now(),
  })
  const [known] = await reads.newestOrders(1)
  if (known === undefined) throw new Error('no order was stored')
  const lookup = await timed(() => reads.orderKey(known.number))
  const figures: Figures = { rows: ROWS, lookupP50Ms: round(lookup.p50), lookupP99Ms: round(lookup.p99) }
  for (const question of questionsOf(known)) {
    const { p50, p99 } = await timed(() => ask(reads, question))
    const { orders, count } = await ask(reads, question)
    log(`${question.name.padEnd(14)} ${round(p50)} ms, p99 ${round(p99)} ms; ${orders} shown of ${count}`)
    figures[`${question.name}P50Ms`] = round(p50)
    figures[`${question.name}P99Ms`] = round(p99)
    figures[`${question.name}Ratio`] = share(p50, lookup.p50)
  }
  return figures
}

function questionsOf({ number, platformOrderId }: { number: string; platformOrderId: string }): Question[] {
  const from = Date.now() - 20 * DAY_MS
  return [
    { name: 'all', filter: {} },
    { name: 'stage', filter: { stages: ['held'] } },
    { name: 'stages', filter: { stages: ['held', 'to_ship', 'waiting_stock'] } },
    { name: 'shop', filter: { channel: BENCH_SHOP.channel, shop: BENCH_SHOP.shop } },
    { name: 'hold', filter: { hold: 'manual' } },
    { name: 'location', filter: { location: 'HN' } },
    { name: 'sku', filter: { sku: 'SKU-00007' } },
    { name: 'province', filter: { province: '广东省' } },
    { name: 'time', filter: { placedFrom: from, placedTo: from + DAY_MS / 24 } },
    { name: 'amount', filter: { payableFromFen: 5_000_000 } },
    { name: 'several', filter: { stages: ['to_ship'], location: 'HD', province: '广东省', placedFrom: from } },
    { name: 'byNumber', filter: {}, search: number },
    { name: 'byPlatformId', filter: {}, search: platformOrderId },
    { name: 'byLastDigits', filter: {}, search: number.slice(-6) },
  ]
}

async function ask(reads: MerchantReads, { filter, search }: Question) {
  const page = await reads.orders({
    filter: { ...EVERY_ORDER, ...filter },
    search: search ?? null,
    limit: PAGE,
    before: null,
  })
  if ('unknown' in page) throw new Error(`no such ${page.unknown}`)
  return { orders: page.orders.length, count: page.count?.orders ?? 0 }
}

async function timed(work: () => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  await work()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const startMs = performance.now()
    await work()
    times.push(performance.now() - startMs)
  }
  const sorted = Float64Array.from(times).sort()
  return { p50: sorted[ROUNDS / 2] ?? 0, p99: percentile(sorted, 0.99) }
}

const round = (ms: number): number => Math.round(ms * 100) / 100

async function fill(world: BenchWorld): Promise<void> {
  const raws = rawStream({ count: REAL_ROWS, skus: SKUS, first: 1 })
  await feed(world.gate, raws, { seconds: 600 })
  raws.stop()
  const sql = postgres(world.url, { max: 1, onnotice: () => undefined })
  try {
    await sql.unsafe(`set search_path = merchant_bench; ${COPIES}`)
    await sql`vacuum analyze`
  } finally {
    await sql.end()
  }
}

/** Of a month: the last day is still to ship, one in a hundred of all is held. */
const COPIES = `
  create temporary table copies as
  select (select max(id) from orders) + row_number() over (order by copy, o.id) as id, o.id as source_id, copy,
    now() - interval '30 days' + row_number() over (order by copy, o.id) * interval '30 days' / ${ROWS} as placed_at
  from generate_series(1, ${ROWS / REAL_ROWS - 1}) copy, orders o;
  create temporary table copied (like orders);
  insert into copied select o.* from orders o;
  create temporary table made as select c.id as new_id, c.placed_at as new_at, o.* from copies c join copied o on o.id = c.source_id;
  update made set id = new_id, placed_at = new_at, number = left(number, 16) || lpad((new_id % 10000000000)::text, 10, '0'),
    platform_order_id = new_id::text,
    payable_fen = case when new_id % 2000 = 0 then 9000000 else payable_fen end,
    stage = case when new_id % 100 = 0 then 'held' when new_at > now() - interval '1 day' then stage
      when new_at > now() - interval '10 days' then 'shipped' else 'completed' end;
  alter table made drop column new_id, drop column new_at;
  insert into orders table made order by id;
  insert into order_lines select c.id, l.line_no, l.platform_line_id, l.origin, l.sku_code, l.platform_sku_id, l.title, l.quantity,
    l.cancelled_quantity, l.list_fen, l.seller_discount_fen, l.platform_subsidy_fen, l.payable_fen
    from copies c join order_lines l on l.order_id = c.source_id order by 1;
  insert into line_demands select c.id, d.line_no, d.sku_id, d.per_unit, d.ordered, d.open, d.reserved, d.allocated, d.shipped,
    d.cancelled, d.returned from copies c join line_demands d on d.order_id = c.source_id order by 1;
  insert into allocations select c.id, a.allocation_no, a.line_no, a.sku_id, a.location_id, a.fulfillment_order_id, a.quantity,
    a.ended_as from copies c join allocations a on a.order_id = c.source_id order by 1;
  insert into holds select id, 1, 'manual', 'bench', placed_at, null, null from copies where id % 100 = 0 and not exists (
    select from holds h where h.order_id = copies.id)`
