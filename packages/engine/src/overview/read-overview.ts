// The first page's figures. Nothing here counts orders: totals and stages are sums over the batches that
// moved them, and the rest are indexes and tables that hold only what is live.

import { MINUTE_MS, ORDER_STAGES, SECOND_MS } from '@tidegate/domain'
import type { Instant, OrderStage } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { toWireTime } from '../database/wire-time.ts'
import { MINUTES_SHOWN, firstMinuteShown, openBatchTotals, readMoment } from './batch-totals.ts'
import type { BatchTotals } from './batch-totals.ts'
import { STAGES_WITH_AGE, readOldest } from './read-oldest.ts'

/** Any number of consoles cost one reading a second. */
const FRESH_MS = 1_000

export interface OverviewView {
  now: string
  merchant: { code: string; name: string; isDemo: boolean }
  ordersTotal: number
  perMinute: { minute: string; received: number; allocated: number }[]
  pipeline: { stage: OrderStage; count: number; oldestAgeSeconds: number | null }[]
  shops: { channel: string; shop: string; name: string; cursorLagSeconds: number | null }[]
  stock: { skus: number; oversoldUnits: number; shortUnits: number }
  quarantined: number
}

export interface OverviewOptions {
  sql: Database
  merchant: { code: string; name: string; isDemo: boolean }
  /** Decides only how long an answer is given again; every figure is by the database's clock. */
  now: () => Instant
}

/** A reader of one merchant's overview: it keeps running totals, so it is opened once and asked often. */
export function openOverview({
  sql,
  merchant: { code, name, isDemo },
  now,
}: OverviewOptions): () => Promise<OverviewView> {
  const readTotals = openBatchTotals()
  let reading: Promise<OverviewView> | null = null
  let last: { at: Instant; view: OverviewView } | null = null

  async function read(): Promise<OverviewView> {
    const moment = await readMoment(sql)
    return sql.begin(READ_SNAPSHOT, async (tx) => {
      const totals = await readTotals(tx, moment)
      const [pipeline, shops, stock, quarantined] = await Promise.all([
        readPipeline(tx, totals, moment.now),
        readShops(tx, moment.now),
        readStock(tx),
        readQuarantined(tx),
      ])
      return {
        now: toWireTime(moment.now),
        merchant: { code, name, isDemo },
        ordersTotal: totals.ordersTotal,
        perMinute: perMinute(totals, moment.now),
        pipeline,
        shops,
        stock,
        quarantined,
      }
    })
  }

  // The running totals have one reader at a time; who asks meanwhile gets the same answer.
  return async () => {
    if (reading !== null) return reading
    if (last !== null && now() - last.at < FRESH_MS) return last.view
    reading = read()
    try {
      const view = await reading
      last = { at: now(), view }
      return view
    } finally {
      reading = null
    }
  }
}

function perMinute({ minutes }: BatchTotals, now: Instant): OverviewView['perMinute'] {
  const first = firstMinuteShown(now)
  return Array.from({ length: MINUTES_SHOWN }, (_, index) => {
    const minute = first + index * MINUTE_MS
    const { received, allocated } = minutes.get(minute) ?? { received: 0, allocated: 0 }
    return { minute: toWireTime(minute), received, allocated }
  })
}

async function readPipeline(tx: Transaction, { stages }: BatchTotals, now: Instant): Promise<OverviewView['pipeline']> {
  const busy = STAGES_WITH_AGE.filter((stage) => (stages.get(stage) ?? 0) > 0)
  const oldest = await Promise.all(busy.map((stage) => readOldest(tx, stage)))
  const since = new Map<OrderStage, Instant | null>(busy.map((stage, index) => [stage, oldest[index] ?? null]))
  return ORDER_STAGES.map((stage) => ({
    stage,
    count: stages.get(stage) ?? 0,
    oldestAgeSeconds: secondsSince(since.get(stage) ?? null, now),
  }))
}

/** A time still to come (a merge window, a cursor ahead by a second of skew) has no age yet. */
function secondsSince(instant: Instant | null, now: Instant): number | null {
  return instant === null ? null : Math.max(0, Math.floor((now - instant) / SECOND_MS))
}

/** A shop with several feeds is as far behind as the slowest of them. */
async function readShops(tx: Transaction, now: Instant): Promise<OverviewView['shops']> {
  const rows = await tx<{ channel: string; shop: string; name: string; position: Instant | null }[]>`
    select s.channel, s.code as shop, s.name, min(c.position) as position
    from shops s left join channel_cursors c on c.shop_id = s.id and c.feed in ('orders', 'refunds')
    group by s.id, s.channel, s.code, s.name
    order by s.id`
  return rows.map(({ position, ...shop }) => ({ ...shop, cursorLagSeconds: secondsSince(position, now) }))
}

/** Oversold is counted, not assumed, although a constraint holds it at nothing. */
async function readStock(tx: Transaction): Promise<OverviewView['stock']> {
  const [row] = await tx<OverviewView['stock'][]>`
    select (select count(*) from skus) as skus,
      coalesce(sum(greatest(0, reserved + allocated + unavailable - on_hand - short)), 0)::int8 as "oversoldUnits",
      coalesce(sum(short), 0)::int8 as "shortUnits"
    from pools`
  return row ?? { skus: 0, oversoldUnits: 0, shortUnits: 0 }
}

async function readQuarantined(tx: Transaction): Promise<number> {
  const [row] = await tx<{ count: number }[]>`select count(*) as count from quarantine where resolved_at is null`
  return row?.count ?? 0
}
