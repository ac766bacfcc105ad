// Listings as people map them: what a shop offers, what it takes from stock, and how many orders wait for it.

import type { Instant } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { suggestSkus } from './suggest-skus.ts'
import type { NamedSku } from './suggest-skus.ts'
import { waitingLines } from './waiting-lines.ts'

export interface ListingView {
  id: number
  channel: string
  shop: string
  platformItemId: string
  platformSkuId: string
  skuCode: string | null
  codeIsSku: boolean
  title: string
  onSale: boolean
  mappedBy: string | null
  mappedAt: Instant | null
  components: (NamedSku & { perUnit: number })[]
  waiting: { orders: number; lines: number; since: Instant } | null
  suggestions: NamedSku[]
  believed: number | null
  lastError: string | null
}

export interface ListingsQuery {
  limit: number
  /** `next` of the page before, or null. */
  after: string | null
  channel: string | null
  shop: string | null
  unmapped: boolean
  /** Tasks only: unmapped, and on sale or waited for. */
  toMap: boolean
  /** Only listings that take from the SKU of this code; null for all. */
  sku: string | null
  search: string | null
}

export interface ListingsPage {
  listings: ListingView[]
  next: string | null
  total: number
  toMap: number
  waitingUnlisted: number
}

/** Who waits longest stands first; those that nothing waits for stand behind, as if it began to at this time. */
const NOTHING_WAITS_MS = 9_000_000_000_000_000

export async function readListings(sql: Database, query: ListingsQuery): Promise<ListingsPage> {
  // Of one moment, so that the counts are those of the page.
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    const [counts] = await tx<{ total: number; toMap: number; waitingUnlisted: number }[]>`
      with ${found(tx, query)}
      select count(*) as total, count(*) filter (where "isTask") as "toMap", (
          select count(distinct w.order_id) from waiting_lines w join shops s on s.id = w.shop_id
          where ${ofShop(tx, query)} and not exists (
            select from listings l where l.shop_id = w.shop_id and l.platform_sku_id = w.platform_sku_id)
        ) as "waitingUnlisted"
      from found`
    const rows = await readPage(tx, query)
    const page = rows.slice(0, query.limit)
    const suggested = await suggestSkus(
      tx,
      page.filter(({ mappedBy }) => mappedBy === null),
    )
    return {
      listings: page.map((row) => toView(row, suggested.get(row.id) ?? [])),
      next: rows.length > query.limit ? cursorOf(page.at(-1)) : null,
      ...(counts ?? { total: 0, toMap: 0, waitingUnlisted: 0 }),
    }
  })
}

type PageRow = Omit<ListingView, 'suggestions'> & { rank: number }

function toView(row: PageRow, suggestions: NamedSku[]): ListingView {
  const { rank: _, ...view } = row
  return { ...view, suggestions }
}

function readPage(tx: Transaction, query: ListingsQuery) {
  const { limit, unmapped, toMap } = query
  const [afterRank, afterId] = query.after === null ? [0, 0] : query.after.split('-').map(Number)
  return tx<PageRow[]>`
    with ${found(tx, query)}
    select l.id, l.rank, l.channel, l.shop, l.platform_item_id as "platformItemId", l.platform_sku_id as "platformSkuId",
      l.sku_code as "skuCode", exists (select from skus k where k.code = l.sku_code) as "codeIsSku",
      l.title, l.on_sale as "onSale", l.mapped_by as "mappedBy", l.mapped_at as "mappedAt", l.waiting,
      coalesce((select json_agg(json_build_object('skuCode', k.code, 'name', k.name, 'perUnit', c.per_unit) order by k.code)
        from listing_components c join skus k on k.id = c.sku_id where c.listing_id = l.id), '[]') as components,
      case when p.sent is not null then greatest(0, p.sent - p.sold) end as believed, p.last_error as "lastError"
    from found l left join stock_publications p on p.listing_id = l.id
    where (not ${unmapped} or l.mapped_by is null) and (not ${toMap} or l."isTask")
      and (l.rank, l.id) > (${afterRank ?? 0}::int8, ${afterId ?? 0}::int4)
    order by l.rank, l.id limit ${limit + 1}`
}

/** All that pass every filter but those of the mapping itself, with what waits for them. */
function found(tx: Transaction, query: ListingsQuery) {
  const { sku, search } = query
  const part = search === null ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  // One book looked up by id rather than a join: how many wait is what no statistics tell, and a nested loop over all
  // listings and all that wait takes minutes.
  return tx`waiting_lines as materialized (${waitingLines(tx)}), waits as materialized (
      select coalesce(jsonb_object_agg(w.id, to_jsonb(w) - 'id'), '{}') as of
      from (
        select l.id, count(distinct w.order_id) as orders, count(*) as lines,
          floor(extract(epoch from min(w.since)) * 1000)::int8 as since
        from waiting_lines w join listings l on l.shop_id = w.shop_id and l.platform_sku_id = w.platform_sku_id
        group by l.id
      ) w
    ), found as (
      select l.id, l.platform_item_id, l.platform_sku_id, l.sku_code, l.title, l.on_sale, l.mapped_by, l.mapped_at,
        s.channel, s.code as shop, w.waiting, coalesce((w.waiting ->> 'since')::int8, ${NOTHING_WAITS_MS}) as rank,
        l.mapped_by is null and (l.on_sale or w.waiting is not null) as "isTask"
      from listings l join shops s on s.id = l.shop_id cross join waits
      cross join lateral (select case when l.mapped_by is null then waits.of -> l.id::text end as waiting) w
      where ${ofShop(tx, query)}
        and (${sku}::text is null or exists (select from listing_components c join skus k on k.id = c.sku_id
          where c.listing_id = l.id and k.code = ${sku}))
        and (${part}::text is null or l.title ilike ${part} or l.sku_code ilike ${part}
          or l.platform_sku_id = ${search} or l.platform_item_id = ${search})
    )`
}

/** For shops `s`. */
function ofShop(tx: Transaction, { channel, shop }: ListingsQuery) {
  return tx`(${channel}::text is null or s.channel = ${channel}) and (${shop}::text is null or s.code = ${shop})`
}

function cursorOf(row: PageRow | undefined): string | null {
  return row === undefined ? null : `${row.rank}-${row.id}`
}
