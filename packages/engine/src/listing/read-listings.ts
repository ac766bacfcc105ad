// Listings as people map them: what a shop offers, what it takes from stock, and how many orders wait for it.

import type { Database } from '../database/connect.ts'

export interface ListingView {
  id: number
  channel: string
  shop: string
  platformItemId: string
  platformSkuId: string
  skuCode: string | null
  title: string
  onSale: boolean
  mappedBy: string | null
  components: { skuCode: string; perUnit: number }[]
  waitingOrders: number
  believed: number | null
  lastError: string | null
}

export interface ListingsQuery {
  limit: number
  /** Id of the last listing of the page before, or null. */
  after: number | null
  channel: string | null
  shop: string | null
  unmapped: boolean
  /** Only listings that take from the SKU of this code; null for all. */
  sku: string | null
  search: string | null
}

export async function readListings(
  sql: Database,
  query: ListingsQuery,
): Promise<{ listings: ListingView[]; next: string | null }> {
  const { limit, after, channel, shop, unmapped, sku, search } = query
  const found = search === null ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const rows = await sql<ListingView[]>`
    select l.id, s.channel, s.code as shop, l.platform_item_id as "platformItemId", l.platform_sku_id as "platformSkuId",
      l.sku_code as "skuCode", l.title, l.on_sale as "onSale", l.mapped_by as "mappedBy",
      coalesce((select json_agg(json_build_object('skuCode', k.code, 'perUnit', c.per_unit) order by k.code)
        from listing_components c join skus k on k.id = c.sku_id where c.listing_id = l.id), '[]') as components,
      case when l.mapped_by is null then (
        select count(distinct h.order_id) from holds h
        join orders o on o.id = h.order_id and o.shop_id = l.shop_id
        join order_lines n on n.order_id = o.id and n.platform_sku_id = l.platform_sku_id
        where h.kind = 'mapping' and h.released_at is null) else 0 end as "waitingOrders",
      case when p.sent is not null then greatest(0, p.sent - p.sold) end as believed, p.last_error as "lastError"
    from listings l join shops s on s.id = l.shop_id left join stock_publications p on p.listing_id = l.id
    where l.id > ${after ?? 0}
      and (${channel}::text is null or s.channel = ${channel}) and (${shop}::text is null or s.code = ${shop})
      and (not ${unmapped} or l.mapped_by is null)
      and (${sku}::text is null or exists (select from listing_components c join skus k on k.id = c.sku_id
        where c.listing_id = l.id and k.code = ${sku}))
      and (${found}::text is null or l.title ilike ${found} or l.sku_code ilike ${found}
        or l.platform_sku_id = ${search} or l.platform_item_id = ${search})
    order by l.id limit ${limit + 1}`
  const listings = rows.slice(0, limit).map((row) => ({ ...row }))
  return { listings, next: rows.length > limit ? String(listings.at(-1)?.id) : null }
}
