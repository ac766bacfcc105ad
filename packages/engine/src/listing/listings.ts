// A shop's listings and what they map to. A mapping is configuration: changing one is a new settings version, so
// every batch decides by it from then on, and orders that waited for it are owed another try.

import type { ListingComponent, ShopKey } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { bumpVersion } from '../merchant/settings-version.ts'
import { waitingLines } from './waiting-lines.ts'

export interface SeenListing {
  platformItemId: string
  /** Null where the item has no variants. */
  platformSkuId: string | null
  skuCode: string | null
  title: string
  onSale: boolean
}

export type MapListingOutcome =
  | { outcome: 'listing_unknown' }
  | { outcome: 'sku_unknown'; skuCode: string }
  | { outcome: 'already_mapped' }
  | ({ outcome: 'mapped' } & WaitedOrders)

interface WaitedOrders {
  /** Orders that waited for the mapping; the next round of due work takes them up. */
  waitingOrders: number
  /** Those of them that go on waiting, for another line. */
  stillWaitingOrders: number
}

interface ComponentOfCode {
  skuCode: string
  perUnit: number
}

export interface Listings {
  /** Takes over what the platform lists; those whose code is a SKU of ours map by themselves. Returns how many are new. */
  record(shop: ShopKey, seen: readonly SeenListing[]): Promise<number>
  /** Says what one unit of the listing takes; no components unmaps it. */
  map(request: { listingId: number; components: readonly ComponentOfCode[]; by: string }): Promise<MapListingOutcome>
}

export function listings(sql: Database): Listings {
  return {
    async record(shop, seen) {
      if (seen.length === 0) return 0
      return sql.begin(async (tx) => {
        const added = await upsert(tx, shop, seen)
        const mapped = await mapByCode(tx, shop)
        if (added + mapped > 0) await bumpVersion(tx)
        return added
      })
    },
    map: (request) => sql.begin((tx) => mapListing(tx, request)),
  }
}

async function upsert(tx: Transaction, shop: ShopKey, seen: readonly SeenListing[]): Promise<number> {
  const rows = await tx<{ isNew: boolean }[]>`
    insert into listings as l (shop_id, platform_item_id, platform_sku_id, has_variants, sku_code, title, on_sale)
    select distinct on (s.id, coalesce(v."platformSkuId", v."platformItemId"))
      s.id, v."platformItemId", coalesce(v."platformSkuId", v."platformItemId"), v."platformSkuId" is not null, v."skuCode", v.title, v."onSale"
    from shops s, json_to_recordset(${JSON.stringify(seen)}::text::json)
      as v("platformItemId" text, "platformSkuId" text, "skuCode" text, title text, "onSale" boolean)
    where s.channel = ${shop.channel} and s.code = ${shop.shop}
    order by s.id, coalesce(v."platformSkuId", v."platformItemId")
    on conflict (shop_id, platform_sku_id) do update
      set sku_code = excluded.sku_code, title = excluded.title, on_sale = excluded.on_sale, seen_at = now()
    returning (xmax = 0) as "isNew"`
  return rows.filter((row) => row.isNew).length
}

/** A listing nobody has mapped takes the SKU its code names; once mapped, a changed code is a person's to judge. */
async function mapByCode(tx: Transaction, shop: ShopKey): Promise<number> {
  const { count } = await tx`
    with found as (
      select l.id as listing_id, k.id as sku_id
      from shops s join listings l on l.shop_id = s.id and l.mapped_by is null
      join skus k on k.code = l.sku_code
      where s.channel = ${shop.channel} and s.code = ${shop.shop}
    ), mapped as (
      update listings l set mapped_by = 'code', mapped_at = now(), owes_orders = true
      from found where l.id = found.listing_id
    )
    insert into listing_components (listing_id, sku_id, per_unit) select listing_id, sku_id, 1 from found`
  return count
}

async function mapListing(
  tx: Transaction,
  { listingId, components, by }: { listingId: number; components: readonly ComponentOfCode[]; by: string },
): Promise<MapListingOutcome> {
  const [listing] = await tx`select id from listings where id = ${listingId} for no key update`
  if (listing === undefined) return { outcome: 'listing_unknown' }
  const wanted = await componentsOf(tx, components)
  if ('skuCode' in wanted) return { outcome: 'sku_unknown', skuCode: wanted.skuCode }
  const current = await tx<ListingComponent[]>`
    select sku_id as "skuId", per_unit as "perUnit" from listing_components where listing_id = ${listingId}`
  if (sameComponents(current, wanted)) return { outcome: 'already_mapped' }
  await tx`delete from listing_components where listing_id = ${listingId}`
  await tx`
    insert into listing_components (listing_id, sku_id, per_unit)
    select ${listingId}, "skuId", "perUnit"
    from json_to_recordset(${JSON.stringify(wanted)}::text::json) as v("skuId" int, "perUnit" int)`
  const isMapped = wanted.length > 0
  await tx`
    update listings set mapped_by = ${isMapped ? by : null}, mapped_at = ${isMapped ? tx`now()` : null}, owes_orders = ${isMapped}
    where id = ${listingId}`
  await bumpVersion(tx)
  return { outcome: 'mapped', ...(isMapped ? await countWaited(tx, listingId) : NOBODY_WAITED) }
}

const NOBODY_WAITED: WaitedOrders = { waitingOrders: 0, stillWaitingOrders: 0 }

/** Asked after the mapping is written: what another line waits for is then what still has no SKU. */
async function countWaited(tx: Transaction, listingId: number): Promise<WaitedOrders> {
  const [row] = await tx<WaitedOrders[]>`
    with lines as (
      select w.order_id, w.shop_id = mine.shop_id and w.platform_sku_id = mine.platform_sku_id as "isMine",
        not exists (select from skus k where k.code = w.sku_code) and not exists (
          select from listings l
          where l.shop_id = w.shop_id and l.platform_sku_id = w.platform_sku_id and l.mapped_by is not null) as "isStuck"
      from (${waitingLines(tx)}) w join listings mine on mine.id = ${listingId}
    )
    select count(*) as "waitingOrders", count(*) filter (where "isStuck") as "stillWaitingOrders"
    from (select order_id, bool_or("isStuck") as "isStuck" from lines group by order_id having bool_or("isMine")) o`
  return row ?? NOBODY_WAITED
}

/** The same SKU named twice is summed. */
async function componentsOf(
  tx: Transaction,
  components: readonly ComponentOfCode[],
): Promise<ListingComponent[] | { skuCode: string }> {
  const codes = JSON.stringify(components.map((each) => each.skuCode))
  const rows = await tx<{ id: number; code: string }[]>`
    select id, code from skus where code in (select jsonb_array_elements_text(${codes}::text::jsonb))`
  const idByCode = new Map(rows.map((row) => [row.code, row.id]))
  const perUnitBySku = new Map<number, number>()
  for (const { skuCode, perUnit } of components) {
    const skuId = idByCode.get(skuCode)
    if (skuId === undefined) return { skuCode }
    perUnitBySku.set(skuId, (perUnitBySku.get(skuId) ?? 0) + perUnit)
  }
  return [...perUnitBySku].map(([skuId, perUnit]) => ({ skuId, perUnit }))
}

function sameComponents(a: readonly ListingComponent[], b: readonly ListingComponent[]): boolean {
  const perUnit = new Map(a.map((each) => [each.skuId, each.perUnit]))
  return a.length === b.length && b.every((each) => perUnit.get(each.skuId) === each.perUnit)
}
