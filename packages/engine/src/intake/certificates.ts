// Missed-order certificates: for a shop and a window, what the platform lists less what we hold is nothing. What a
// check finds missing is fetched, and stays on record as late, with why (row A4).

import { orderKeyText } from '@tidegate/domain'
import type { Instant, ShopKey } from '@tidegate/domain'
import { textArray } from '../database/columns.ts'
import type { Database } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'

/** `listed_late`: the platform did not list it when its window was read. `changed_unseen`: held, in an older version. */
export const LATE_CAUSES = ['listed_late', 'changed_unseen'] as const
export type LateCause = (typeof LATE_CAUSES)[number]

export interface LateOrder {
  platformOrderId: string
  version: Instant
  cause: LateCause
}

export interface Certificate {
  from: Instant
  to: Instant
  listed: number
  late: readonly LateOrder[]
}

export interface CertificateState {
  /** Every window up to here was checked, without a gap. */
  checkedUntil: Instant | null
  listed: number
  /** Late finds that have not arrived yet. */
  missing: number
  lateByCause: { cause: LateCause; orders: number }[]
}

export interface Certificates {
  record(shop: ShopKey, certificate: Certificate): Promise<void>
  /** Marks late finds that we hold by now. */
  settleArrived(shop: ShopKey): Promise<number>
  state(shop: ShopKey): Promise<CertificateState>
  /** Which of these orders lie in quarantine, raw: in front of a person, or discarded by one. */
  quarantined(shop: ShopKey, platformOrderIds: readonly string[]): Promise<Set<string>>
  /** End of the last checked window, or null. */
  checkedUntil(shop: ShopKey): Promise<Instant | null>
}

export function certificates(sql: Database): Certificates {
  return {
    record: (shop, certificate) => record(sql, shop, certificate),
    async settleArrived({ channel, shop }) {
      const { count } = await sql`
        update late_orders l set arrived_at = clock_timestamp()
        from shops s, orders o
        where s.channel = ${channel} and s.code = ${shop} and l.shop_id = s.id and l.arrived_at is null
          and o.shop_id = s.id and o.platform_order_id = l.platform_order_id and o.state_version >= l.version`
      return count
    },
    state: (shop) => state(sql, shop),
    async quarantined(shop, ids) {
      const subjects = new Map(
        ids.map((platformOrderId) => [`order:${orderKeyText({ ...shop, platformOrderId })}`, platformOrderId]),
      )
      const rows = await sql<{ subject: string }[]>`
        select distinct subject from quarantine
        where (resolved_at is null or resolved_as = 'discarded') and subject = any(${textArray([...subjects.keys()])}::text[])`
      return new Set(rows.flatMap((row) => subjects.get(row.subject) ?? []))
    },
    async checkedUntil({ channel, shop }) {
      const [row] = await sql<{ until: Instant | null }[]>`
        select max(c.window_to) as until from shops s join order_certificates c on c.shop_id = s.id
        where s.channel = ${channel} and s.code = ${shop}`
      return row?.until ?? null
    },
  }
}

async function record(sql: Database, { channel, shop }: ShopKey, certificate: Certificate): Promise<void> {
  const { from, to, listed, late } = certificate
  await sql.begin(async (tx) => {
    await tx`
      insert into order_certificates (shop_id, window_from, window_to, listed, missing)
      select id, ${toWireTime(from)}::timestamptz, ${toWireTime(to)}::timestamptz, ${listed}, ${late.length}
      from shops where channel = ${channel} and code = ${shop}
      on conflict (shop_id, window_from) do update
        set window_to = excluded.window_to, checked_at = now(), listed = excluded.listed, missing = excluded.missing`
    if (late.length === 0) return
    await tx`
      insert into late_orders (shop_id, platform_order_id, version, cause)
      select s.id, v.id, v.version, v.cause
      from shops s, unnest(${textArray(late.map((each) => each.platformOrderId))}::text[],
        ${textArray(late.map((each) => toWireTime(each.version)))}::timestamptz[], ${textArray(late.map((each) => each.cause))}::text[])
        as v(id, version, cause)
      where s.channel = ${channel} and s.code = ${shop}
      on conflict do nothing`
  })
}

async function state(sql: Database, { channel, shop }: ShopKey): Promise<CertificateState> {
  const [windows, late] = await Promise.all([
    sql<{ until: Instant | null; listed: number }[]>`
      select max(c.window_to) as until, coalesce(sum(c.listed), 0)::int8 as listed
      from shops s join order_certificates c on c.shop_id = s.id
      where s.channel = ${channel} and s.code = ${shop} and c.window_to > now() - interval '1 day'`,
    sql<{ cause: LateCause; orders: number; missing: number }[]>`
      select l.cause, count(*) as orders, count(*) filter (where l.arrived_at is null) as missing
      from shops s join late_orders l on l.shop_id = s.id
      where s.channel = ${channel} and s.code = ${shop} and l.found_at > now() - interval '1 day'
      group by l.cause order by l.cause`,
  ])
  return {
    checkedUntil: windows[0]?.until ?? null,
    listed: windows[0]?.listed ?? 0,
    missing: late.reduce((sum, row) => sum + row.missing, 0),
    lateByCause: late.map(({ cause, orders }) => ({ cause, orders })),
  }
}
