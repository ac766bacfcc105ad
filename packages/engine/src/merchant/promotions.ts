// Promotion nights: until when a shop's platform is expected to list late. A row of the shop, not of its access: shops
// of a file have none, and whichever process polls the shop reads it.

import type { Instant, ShopKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'

export interface Promotions {
  /** On until then, or until it is switched off; for one shop, or for all there are. */
  begin(shops: ShopKey | 'all', until: Instant | null): Promise<void>
  /** Off now, where it is on. */
  end(shops: ShopKey | 'all'): Promise<void>
  /** When it ends, or ended last: `Infinity` until it is switched off, null where it never was on. */
  endsAt(shop: ShopKey): Promise<Instant | null>
}

export function promotions(sql: Database): Promotions {
  const chosen = (shops: ShopKey | 'all') =>
    shops === 'all' ? sql`true` : sql`channel = ${shops.channel} and code = ${shops.shop}`
  return {
    async begin(shops, until) {
      const end = until === null ? null : toWireTime(until)
      await sql`update shops set promotion_until = coalesce(${end}::timestamptz, 'infinity') where ${chosen(shops)}`
    },
    async end(shops) {
      await sql`
        update shops set promotion_until = clock_timestamp()
        where promotion_until > clock_timestamp() and ${chosen(shops)}`
    },
    async endsAt(shop) {
      const [row] = await sql<{ endsAt: Instant | null; isOpen: boolean }[]>`
        select case when isfinite(promotion_until) then promotion_until end as "endsAt",
          coalesce(not isfinite(promotion_until), false) as "isOpen"
        from shops where ${chosen(shop)}`
      return row?.isOpen === true ? Infinity : (row?.endsAt ?? null)
    },
  }
}
