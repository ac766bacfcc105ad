// How every shop of a merchant does, from its rows alone: what any process may read, whichever runs the links.

import type { Channel, Instant } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { LateCause } from './certificates.ts'

export interface ShopSummary {
  channel: Channel
  shop: string
  name: string
  connected: boolean
  polls: boolean
  publishes: boolean
  confirms: boolean
  /** Its platform is expected to list late. */
  promotion: boolean
  /** Null where it is off, or on until somebody switches it off. */
  promotionUntil: Instant | null
  provenUntil: Instant | null
  fetchesWaiting: number
  checkedUntil: Instant | null
  listed: number
  missing: number
  lateByCause: { cause: LateCause; orders: number }[]
  published: number
  pending: number
  unsure: number
  driftUnits: number
  unmapped: number
  owedShipments: number
  refusedShipments: number
}

export async function readShops(sql: Database): Promise<ShopSummary[]> {
  const rows = await sql<ShopSummary[]>`
    select s.channel, s.code as shop, s.name, a.shop_id is not null as connected,
      coalesce(a.polls, false) as polls, coalesce(a.publishes, false) as publishes, coalesce(a.confirms, false) as confirms,
      coalesce(s.promotion_until > clock_timestamp(), false) as promotion,
      case when isfinite(s.promotion_until) and s.promotion_until > clock_timestamp() then s.promotion_until end as "promotionUntil",
      (select position from channel_cursors c where c.shop_id = s.id and c.feed = 'orders') as "provenUntil",
      (select count(*) from order_fetches f where f.shop_id = s.id) as "fetchesWaiting",
      (select max(window_to) from order_certificates c where c.shop_id = s.id) as "checkedUntil",
      (select coalesce(sum(listed), 0)::int8 from order_certificates c where c.shop_id = s.id and c.window_to > now() - interval '1 day') as listed,
      (select count(*) from late_orders l where l.shop_id = s.id and l.arrived_at is null) as missing,
      coalesce((select json_agg(json_build_object('cause', cause, 'orders', orders)) from (
        select cause, count(*) as orders from late_orders l
        where l.shop_id = s.id and l.found_at > now() - interval '1 day' group by cause) late), '[]') as "lateByCause",
      books.published, books.pending, books.unsure, books."driftUnits",
      (select count(*) from listings l where l.shop_id = s.id and l.mapped_by is null and l.on_sale) as unmapped,
      parcels.owed as "owedShipments", parcels.refused as "refusedShipments"
    from shops s left join shop_access a on a.shop_id = s.id
    cross join lateral (
      select count(p.sent) as published, count(p.sending_delta) as pending, count(*) filter (where p.is_unsure) as unsure,
        coalesce(sum(p.drift_total), 0)::int8 as "driftUnits"
      from listings l join stock_publications p on p.listing_id = l.id where l.shop_id = s.id
    ) books
    cross join lateral (
      select count(*) filter (where c.state = 'owed') as owed, count(*) filter (where c.state = 'refused') as refused
      from shipment_confirmations c join orders o on o.id = c.order_id
      where o.shop_id = s.id and (c.state = 'owed' or (c.state = 'refused' and c.ended_at > now() - interval '7 days'))
    ) parcels
    order by s.id`
  return rows.map((row) => ({ ...row }))
}
