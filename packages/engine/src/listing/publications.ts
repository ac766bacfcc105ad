// The books of what shops' platforms were told, and what is owed to them. The row is the queue: what stock covers
// less what our books say the platform counts is owed, until the two agree (docs/adr/0012).

import { randomUUID } from 'node:crypto'
import { availableToSell, believedCount, compareReadBack, coveredUnits, decidePublication } from '@tidegate/domain'
import type { Instant, ListingComponent, ShopKey, StockPool } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'

/** A change claimed for sending: nobody else sends for this listing until it is settled. */
export interface OwedChange {
  listingId: number
  platformItemId: string
  /** Null where the item has no variants. */
  platformSkuId: string | null
  /** Units to add to the platform's count; negative to take off. */
  delta: number
  /** The same for every attempt of one change, and for no other change, or the platform would take it for a repeat. */
  key: string
  /** The platform's count by our books before the change. */
  believed: number
  attempts: number
  /** An earlier attempt may have gone through; only a platform that knows repeats may be told again. */
  isUnsure: boolean
}

export interface ListingToRead {
  listingId: number
  platformItemId: string
  platformSkuId: string | null
}

interface ComparedListing {
  listingId: number
  drift: number
}

interface TakenOver extends ComparedListing {
  isUnsure: boolean
  /** Something sold while it was read: the reading fitted several answers, so it is taken again soon. */
  isBlurred: boolean
}

export interface Publications {
  /** Begins to publish every mapped listing of the shop that is on sale; returns how many are new. */
  enrol(shop: ShopKey): Promise<number>
  /** Claims what is owed, at most `max`. A change claimed by a process that died is given out again as unsure. */
  claimOwed(shop: ShopKey, options: { provenUntil: Instant; max: number; claimMs: number }): Promise<OwedChange[]>
  /** The platform's count changed by so many units. */
  applied(changes: readonly { listingId: number; units: number }[]): Promise<void>
  /** The platform did not take it. It is owed again, after the wait. */
  notApplied(failure: PublicationFailure): Promise<void>
  /** Nobody knows, and the platform knows repeats: the same change is sent again, under the same key. */
  sendAgain(failure: PublicationFailure): Promise<void>
  /** Nobody knows: the listing waits until its count was read and compared. */
  unknown(failure: PublicationFailure): Promise<void>
  /**
   * Notes our books of what must be read, just before it is: listings never read, unsure, or last read before
   * `before`; `published`: or before their last change.
   */
  beginReading(shop: ShopKey, options: { before: Instant; published: boolean; max: number }): Promise<ListingToRead[]>
  /** What the platform shows. The first reading opens the books; later ones wait to be compared. */
  read(listingId: number, shown: number): Promise<void>
  /** Compares readings whose earlier orders have all arrived, and takes over what differs. */
  compare(shop: ShopKey, provenUntil: Instant): Promise<ComparedListing[]>
}

interface PublicationFailure {
  listingId: number
  error: string
  retryMs: number
}

export function publications(sql: Database): Publications {
  return {
    enrol: (shop) => enrol(sql, shop),
    claimOwed: (shop, options) => sql.begin((tx) => claimOwed(tx, shop, options)),
    async applied(changes) {
      if (changes.length === 0) return
      await sql`
        with mine as (
          select p.listing_id, v.units from json_to_recordset(${JSON.stringify(changes)}::text::json) as v("listingId" int, units int)
          join stock_publications p on p.listing_id = v."listingId"
          where p.sending_delta is not null
          order by p.listing_id for no key update of p
        )
        update stock_publications p
        set sent = sent + mine.units, sending_delta = null, sending_key = null, sending_since = null, is_unsure = false,
          attempts = 0, next_at = now(), last_error = null, published_at = clock_timestamp()
        from mine where p.listing_id = mine.listing_id`
    },
    async notApplied({ listingId, error, retryMs }) {
      await sql`
        update stock_publications
        set sending_delta = null, sending_key = null, sending_since = null, is_unsure = false,
          attempts = attempts + 1, next_at = clock_timestamp() + make_interval(secs => ${retryMs / 1_000}), last_error = ${error}
        where listing_id = ${listingId}`
    },
    async sendAgain({ listingId, error, retryMs }) {
      await sql`
        update stock_publications
        set sending_since = '-infinity', attempts = attempts + 1,
          next_at = clock_timestamp() + make_interval(secs => ${retryMs / 1_000}), last_error = ${error}
        where listing_id = ${listingId} and sending_delta is not null`
    },
    async unknown({ listingId, error, retryMs }) {
      await sql`
        update stock_publications
        set is_unsure = true, read_from = null, read_at = null, read_shown = null, read_believed = null, sold_before_read = 0, sold_around_read = 0,
          attempts = attempts + 1, next_at = clock_timestamp() + make_interval(secs => ${retryMs / 1_000}), last_error = ${error}
        where listing_id = ${listingId} and sending_delta is not null`
    },
    beginReading: (shop, options) => beginReading(sql, shop, options),
    async read(listingId, shown) {
      await sql`
        update stock_publications
        set sent = coalesce(sent, ${shown}),
          counted_from = case when sent is null then clock_timestamp() else counted_from end,
          compared_at = case when sent is null then clock_timestamp() else compared_at end,
          read_at = case when sent is null then null else clock_timestamp() end,
          read_shown = case when sent is null then null else ${shown}::int end
        where listing_id = ${listingId} and (sent is null or read_from is not null)`
    },
    compare: (shop, provenUntil) => sql.begin((tx) => compare(tx, shop, provenUntil)),
  }
}

async function enrol(sql: Database, { channel, shop }: ShopKey): Promise<number> {
  const { count } = await sql`
    insert into stock_publications (listing_id)
    select l.id from shops s join listings l on l.shop_id = s.id
    where s.channel = ${channel} and s.code = ${shop} and l.mapped_by is not null and l.on_sale
    on conflict do nothing`
  return count
}

interface BookRow {
  listingId: number
  platformItemId: string
  platformSkuId: string | null
  sent: number
  sold: number
  countedFrom: Instant
  sendingDelta: number | null
  sendingKey: string | null
  attempts: number
  isUnsure: boolean
  components: readonly ListingComponent[]
  pools: readonly StockPool[]
}

async function claimOwed(
  tx: Transaction,
  shop: ShopKey,
  { provenUntil, max, claimMs }: { provenUntil: Instant; max: number; claimMs: number },
): Promise<OwedChange[]> {
  const rows = await bookRows(tx, await lockCandidates(tx, shop, { max, claimMs }))
  const owed = rows.flatMap((row): OwedChange[] => {
    const { sent, sold, countedFrom, listingId, platformItemId, platformSkuId, attempts, isUnsure } = row
    const listing = { listingId, platformItemId, platformSkuId, attempts, isUnsure, believed: believedCount(row) }
    if (row.sendingDelta !== null && row.sendingKey !== null)
      return [{ ...listing, delta: row.sendingDelta, key: row.sendingKey, isUnsure: true }]
    const pools = new Map(row.pools.map((pool) => [pool.skuId, pool]))
    const covered = coveredUnits(row.components, (skuId) => {
      const pool = pools.get(skuId)
      return pool === undefined ? 0 : availableToSell(pool)
    })
    const decided = decidePublication({ covered, sent, sold, countedFrom, provenUntil })
    if (decided.decision !== 'send') return []
    return [{ ...listing, delta: decided.delta, key: randomUUID() }]
  })
  await claim(tx, owed)
  return owed
}

/**
 * Locks rows whose books may differ from what stock covers; those a batch has locked just now come next time. What
 * is decided is read by the next statement: a batch changes stock and books in one transaction and needs the lock
 * for it, so what that sees is never half of an order.
 */
async function lockCandidates(
  tx: Transaction,
  { channel, shop }: ShopKey,
  { max, claimMs }: { max: number; claimMs: number },
): Promise<number[]> {
  const rows = await tx<{ id: number }[]>`
    select p.listing_id as id
    from shops s join listings l on l.shop_id = s.id join stock_publications p on p.listing_id = l.id
    where s.channel = ${channel} and s.code = ${shop} and l.on_sale and l.mapped_by is not null and p.sent is not null
      and p.next_at <= clock_timestamp() and not p.is_unsure
      and (p.sending_since is null or p.sending_since < clock_timestamp() - make_interval(secs => ${claimMs / 1_000}))
      and (p.sending_delta is not null or greatest(0, p.sent - p.sold) <> (
        select min(greatest(0, k.on_hand - k.unavailable - k.safety - k.allocated - k.reserved) / c.per_unit)
        from listing_components c join pools k on k.sku_id = c.sku_id and k.supply = 'on_hand'
        where c.listing_id = l.id))
    order by p.next_at, p.listing_id limit ${max}
    for no key update of p skip locked`
  return rows.map((row) => row.id)
}

function bookRows(tx: Transaction, listingIds: readonly number[]) {
  return tx<BookRow[]>`
    select p.listing_id as "listingId", l.platform_item_id as "platformItemId",
      case when l.has_variants then l.platform_sku_id end as "platformSkuId",
      p.sent, p.sold, p.counted_from as "countedFrom", p.sending_delta as "sendingDelta", p.sending_key as "sendingKey",
      p.attempts, p.is_unsure as "isUnsure", stock.components, stock.pools
    from stock_publications p join listings l on l.id = p.listing_id
    cross join lateral (
      select json_agg(json_build_object('skuId', c.sku_id, 'perUnit', c.per_unit)) as components,
        json_agg(json_build_object('skuId', k.sku_id, 'supply', k.supply, 'onHand', k.on_hand, 'unavailable', k.unavailable,
          'safety', k.safety, 'allocated', k.allocated, 'reserved', k.reserved, 'short', k.short, 'version', k.version)) as pools
      from listing_components c join pools k on k.sku_id = c.sku_id and k.supply = 'on_hand'
      where c.listing_id = p.listing_id
    ) stock
    where p.listing_id = any(${`{${listingIds.join(',')}}`}::int4[])
    order by p.next_at, p.listing_id`
}

async function claim(tx: Transaction, owed: readonly OwedChange[]): Promise<void> {
  if (owed.length === 0) return
  await tx`
    update stock_publications p
    set sending_delta = v.delta, sending_key = v.key, sending_since = clock_timestamp(), sent = greatest(p.sent, p.sold)
    from json_to_recordset(${JSON.stringify(owed)}::text::json) as v("listingId" int, delta int, key text)
    where p.listing_id = v."listingId"`
}

function beginReading(
  sql: Database,
  { channel, shop }: ShopKey,
  { before, published, max }: { before: Instant; published: boolean; max: number },
) {
  return sql<ListingToRead[]>`
    with wanted as (
      select l.id, l.platform_item_id, case when l.has_variants then l.platform_sku_id end as platform_sku_id
      from shops s join listings l on l.shop_id = s.id join stock_publications p on p.listing_id = l.id
      where s.channel = ${channel} and s.code = ${shop} and l.on_sale and p.read_at is null
        and (p.sent is null or (p.is_unsure and p.next_at <= clock_timestamp())
          or (p.sending_delta is null and coalesce(p.compared_at, '-infinity') < ${toWireTime(before)}::timestamptz)
          or (${published} and p.sending_delta is null and p.compared_at < p.published_at))
      order by p.sent is not null, p.is_unsure desc, p.compared_at nulls first, l.id
      limit ${max} for no key update of p skip locked
    )
    update stock_publications p
    set read_from = case when sent is null then null else clock_timestamp() end,
      read_believed = case when sent is null then null else greatest(0, sent - sold) end,
      sold_before_read = 0, sold_around_read = 0
    from wanted where p.listing_id = wanted.id
    returning wanted.id as "listingId", wanted.platform_item_id as "platformItemId", wanted.platform_sku_id as "platformSkuId"`
}

interface ReadRow {
  listingId: number
  shown: number
  readAt: Instant
  believed: number
  soldBeforeRead: number
  soldAroundRead: number
  unsureDelta: number | null
}

async function compare(tx: Transaction, { channel, shop }: ShopKey, provenUntil: Instant): Promise<ComparedListing[]> {
  const rows = await tx<ReadRow[]>`
    select p.listing_id as "listingId", p.read_shown as shown, p.read_at as "readAt", p.read_believed as believed,
      p.sold_before_read as "soldBeforeRead", p.sold_around_read as "soldAroundRead",
      case when p.is_unsure then p.sending_delta end as "unsureDelta"
    from shops s join listings l on l.shop_id = s.id join stock_publications p on p.listing_id = l.id
    where s.channel = ${channel} and s.code = ${shop} and p.read_at < ${toWireTime(provenUntil)}::timestamptz
      and (p.sending_delta is null or p.is_unsure)
    order by p.listing_id for no key update of p`
  const compared = rows.flatMap((row): TakenOver[] => {
    const result = compareReadBack(row, provenUntil)
    if (result.comparison === 'wait_for_proof') return []
    return [
      {
        listingId: row.listingId,
        drift: result.drift,
        isUnsure: row.unsureDelta !== null,
        isBlurred: row.soldAroundRead !== 0,
      },
    ]
  })
  if (compared.length > 0) await takeOver(tx, compared)
  return compared.filter((each) => !each.isUnsure).map(({ listingId, drift }) => ({ listingId, drift }))
}

/** The platform's count is the truth about itself. What an unsure change did is no drift: it went through, or it did not. */
async function takeOver(tx: Transaction, compared: readonly TakenOver[]): Promise<void> {
  await tx`
    update stock_publications p
    set sent = p.sent + v.drift, sending_delta = null, sending_key = null, sending_since = null, is_unsure = false,
      read_from = null, read_at = null, read_shown = null, read_believed = null, sold_before_read = 0, sold_around_read = 0,
      compared_at = case when not v."isBlurred" then p.read_from end,
      attempts = 0, next_at = now(), last_error = null,
      drift = case when v."isUnsure" then p.drift else v.drift end,
      drift_total = p.drift_total + case when v."isUnsure" then 0 else abs(v.drift) end
    from json_to_recordset(${JSON.stringify(compared)}::text::json) as v("listingId" int, drift int, "isUnsure" boolean, "isBlurred" boolean)
    where p.listing_id = v."listingId"`
}
