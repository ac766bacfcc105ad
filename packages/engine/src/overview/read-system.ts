// How a merchant's part of the system is, by the database's own word: what batches did in the last hour, how far its
// shops are behind, what waits for a person. Everything by an index or from a table of what is live.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'

const MINUTES_READ = 60

interface ShopLag {
  channel: string
  shop: string
  name: string
  /** How long ago is the time up to which everything is proven here; null where nothing was polled yet. */
  lagSeconds: number | null
  /** For how long the oldest change of stock has been on its way to the platform; null where none is. */
  publicationAgeSeconds: number | null
}

export interface SystemFigures {
  now: Instant
  database: { version: string; bytes: number }
  /** Minutes with no batch are left out. */
  perMinute: { minute: Instant; batches: number; commands: number }[]
  shops: ShopLag[]
  quarantineOpen: number
}

export async function readSystem(sql: Database): Promise<SystemFigures> {
  const [head] = await sql<{ now: Instant; version: string; bytes: number; quarantineOpen: number }[]>`
    select clock_timestamp() as now, current_setting('server_version') as version,
      pg_database_size(current_database()) as bytes,
      (select count(*) from quarantine where resolved_at is null) as "quarantineOpen"`
  if (head === undefined) throw new Error('the database answered nothing')
  const { now, version, bytes, quarantineOpen } = head
  const [perMinute, shops] = await Promise.all([readMinutes(sql, now), readShopLags(sql, now)])
  return { now, database: { version, bytes }, perMinute, shops, quarantineOpen }
}

function readMinutes(sql: Database, now: Instant): Promise<SystemFigures['perMinute']> {
  const from = (Math.floor(now / MINUTE_MS) - MINUTES_READ + 1) * MINUTE_MS
  return sql<SystemFigures['perMinute']>`
    select date_trunc('minute', now) as minute, count(*) as batches, sum(commands) as commands
    from batches where now >= ${toWireTime(from)}::timestamptz
    group by 1 order by 1`
}

/** A shop with several feeds is as far behind as the slowest of them. */
async function readShopLags(sql: Database, now: Instant): Promise<ShopLag[]> {
  const rows = await sql<
    { channel: string; shop: string; name: string; position: Instant | null; sendingSince: Instant | null }[]
  >`
    select s.channel, s.code as shop, s.name, cursors.position, sent.since as "sendingSince"
    from shops s
    left join lateral (
      select min(c.position) as position from channel_cursors c where c.shop_id = s.id and c.feed in ('orders', 'refunds')
    ) cursors on true
    left join lateral (
      select min(p.sending_since) as since from listings l join stock_publications p on p.listing_id = l.id
      where l.shop_id = s.id and p.sending_since is not null
    ) sent on true
    order by s.id`
  return rows.map(({ position, sendingSince, ...shop }) => ({
    ...shop,
    lagSeconds: secondsSince(position, now),
    publicationAgeSeconds: secondsSince(sendingSince, now),
  }))
}

function secondsSince(instant: Instant | null, now: Instant): number | null {
  return instant === null ? null : Math.max(0, Math.floor((now - instant) / SECOND_MS))
}
