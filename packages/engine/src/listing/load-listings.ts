// Which listings a batch's lines name, and what their shops are told. Publications are locked last, after the
// pools: a batch counts its sales under the lock, so a comparison never sees half of them (docs/adr/0012).

import { listingKeyText, shopKeyText } from '@tidegate/domain'
import type { Listing, Order, Publication, SealedCommand, ShopKey } from '@tidegate/domain'
import type { Catalogue } from '../batch/catalogue.ts'
import { textArray } from '../database/columns.ts'
import type { Transaction } from '../database/connect.ts'

interface Named {
  shopId: number
  platformSkuId: string
}

/** Mapped listings of the lines that commands bring and orders hold, by `listingKeyText`. */
export async function loadListings(
  tx: Transaction,
  catalogue: Catalogue,
  of: { commands: readonly SealedCommand[]; orders: readonly Order[] },
): Promise<Map<string, Listing>> {
  const found = new Map<string, Listing>()
  if (catalogue.listingShops.size === 0) return found
  const named = namedListings(catalogue, of)
  await learnListings(tx, catalogue, named)
  for (const key of named.keys()) {
    const listing = catalogue.listings.get(key)
    if (listing !== undefined && listing !== null) found.set(key, listing)
  }
  return found
}

function namedListings(
  catalogue: Catalogue,
  { commands, orders }: { commands: readonly SealedCommand[]; orders: readonly Order[] },
): Map<string, Named> {
  const named = new Map<string, Named>()
  const name = (shop: ShopKey, lines: readonly { platformSkuId: string | null }[]): void => {
    const shopId = catalogue.shopIdByKey.get(shopKeyText(shop))
    if (shopId === undefined || !catalogue.listingShops.has(shopId)) return
    for (const { platformSkuId } of lines) {
      if (platformSkuId !== null) named.set(listingKeyText(shop, platformSkuId), { shopId, platformSkuId })
    }
  }
  for (const command of commands) {
    if (command.kind === 'record_order') name(command.snapshot.key, command.snapshot.lines ?? [])
  }
  for (const order of orders) name(order.key, order.lines)
  return named
}

async function learnListings(tx: Transaction, catalogue: Catalogue, named: ReadonlyMap<string, Named>): Promise<void> {
  const unknown = [...named].filter(([key]) => !catalogue.listings.has(key))
  if (unknown.length === 0) return
  const shopIds = `{${unknown.map(([, { shopId }]) => shopId).join(',')}}`
  const rows = await tx<{ id: number; shopId: number; platformSkuId: string; skuId: number; perUnit: number }[]>`
    select l.id, l.shop_id as "shopId", l.platform_sku_id as "platformSkuId", c.sku_id as "skuId", c.per_unit as "perUnit"
    from unnest(${shopIds}::int4[], ${textArray(unknown.map(([, { platformSkuId }]) => platformSkuId))}::text[]) as wanted(shop_id, platform_sku_id)
    join listings l on l.shop_id = wanted.shop_id and l.platform_sku_id = wanted.platform_sku_id
    join listing_components c on c.listing_id = l.id
    order by l.id, c.sku_id`
  const byName = new Map<string, { id: number; components: { skuId: number; perUnit: number }[] }>()
  for (const { id, shopId, platformSkuId, skuId, perUnit } of rows) {
    const name = `${shopId}/${platformSkuId}`
    const listing = byName.get(name) ?? { id, components: [] }
    listing.components.push({ skuId, perUnit })
    byName.set(name, listing)
  }
  for (const [key, { shopId, platformSkuId }] of unknown) {
    catalogue.listings.set(key, byName.get(`${shopId}/${platformSkuId}`) ?? null)
  }
}

/** Locks what is published of these listings, in listing order. Only snapshots of orders change it. */
export async function loadPublications(
  tx: Transaction,
  listings: ReadonlyMap<string, Listing>,
): Promise<Map<number, Publication>> {
  if (listings.size === 0) return new Map()
  const ids = `{${[...new Set([...listings.values()].map((each) => each.id))].join(',')}}`
  const rows = await tx<Pick<Publication, 'listingId' | 'countedFrom' | 'readFrom' | 'readAt'>[]>`
    select listing_id as "listingId", counted_from as "countedFrom", read_from as "readFrom", read_at as "readAt"
    from stock_publications where listing_id = any(${ids}::int4[]) and sent is not null
    order by listing_id for no key update`
  return new Map(
    rows.map((row) => [row.listingId, { ...row, sold: 0, soldBeforeRead: 0, soldAroundRead: 0, change: 'none' }]),
  )
}
