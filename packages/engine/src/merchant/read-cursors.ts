import type { Instant, ShopKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'

/** How far each feed of the shop is proven, by feed; empty where it was never polled. */
export async function readCursors(sql: Database, { channel, shop }: ShopKey): Promise<Map<string, Instant>> {
  const rows = await sql<{ feed: string; position: Instant }[]>`
    select c.feed, c.position
    from channel_cursors c join shops s on s.id = c.shop_id
    where s.channel = ${channel} and s.code = ${shop}`
  return new Map(rows.map(({ feed, position }) => [feed, position]))
}
