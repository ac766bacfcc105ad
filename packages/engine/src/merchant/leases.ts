// Leases say who may try to move a feed's cursor; the epoch in them is what the batch checks, so a
// worker that slept through its lease moves nothing (docs/ARCHITECTURE.md, "One batch").

import type { Database } from '../database/connect.ts'
import type { Lease, Leases } from './gate.ts'

export function leases(sql: Database): Leases {
  return {
    async take({ shop, feed, holder, ttlMs, startAt }) {
      const start = new Date(startAt).toISOString()
      await sql`
        insert into channel_cursors (shop_id, feed, position)
        select id, ${feed}, ${start}::timestamptz from shops where channel = ${shop.channel} and code = ${shop.shop}
        on conflict do nothing`
      const [row] = await sql<{ position: number; epoch: number }[]>`
        update channel_cursors c
        set lease_epoch = case when c.lease_holder = ${holder} then c.lease_epoch else c.lease_epoch + 1 end,
          lease_holder = ${holder}, lease_expires_at = clock_timestamp() + make_interval(secs => ${ttlMs / 1_000})
        from shops s
        where s.id = c.shop_id and s.channel = ${shop.channel} and s.code = ${shop.shop} and c.feed = ${feed}
          and (c.lease_holder is null or c.lease_holder = ${holder} or c.lease_expires_at < clock_timestamp())
        returning c.position, c.lease_epoch as epoch`
      return row === undefined ? null : { shop, feed, ...row }
    },
    async giveBack(lease: Lease, holder: string) {
      await sql`
        update channel_cursors c set lease_holder = null, lease_expires_at = null
        from shops s
        where s.id = c.shop_id and s.channel = ${lease.shop.channel} and s.code = ${lease.shop.shop} and c.feed = ${lease.feed}
          and c.lease_holder = ${holder} and c.lease_epoch = ${lease.epoch}`
    },
  }
}
