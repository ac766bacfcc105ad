// What the merchant sells, where and through whom: rows that change rarely, kept in memory and read
// again when the batch finds a newer settings version or a code it does not know.

import type { EngineSettings, Location } from '@tidegate/domain'
import { shopKeyText } from '@tidegate/domain'
import type { Channel, Listing } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'

type Queryable = Database | Transaction

export interface Catalogue {
  settingsVersion: number
  settings: EngineSettings
  shopIdByKey: ReadonlyMap<string, number>
  /** Best fallback first. */
  locations: ReadonlyMap<string, Location>
  /** Codes seen so far; a SKU's id never changes. */
  skuIdByCode: Map<string, number>
  /** Shops with any listing; the orders of others are not looked up. */
  listingShops: ReadonlySet<number>
  /** Listings looked up so far, by `listingKeyText`; null for one that maps to nothing. A mapping is a new settings version. */
  listings: Map<string, Listing | null>
}

export async function loadCatalogue(sql: Queryable): Promise<Catalogue> {
  const [settings, shops, locations, listingShops] = await Promise.all([
    sql<{ version: number; content: EngineSettings }[]>`
      select version, content from settings order by version desc limit 1`,
    sql<{ id: number; channel: Channel; code: string }[]>`select id, channel, code from shops`,
    sql<Location[]>`select id, code, sellable from locations order by rank, id`,
    sql<{ id: number }[]>`select id from shops s where exists (select 1 from listings l where l.shop_id = s.id)`,
  ])
  const [current] = settings
  if (current === undefined) throw new Error('the merchant has no settings row: run `tidegate migrate`')
  return {
    settingsVersion: current.version,
    settings: current.content,
    shopIdByKey: new Map(shops.map(({ id, channel, code }) => [shopKeyText({ channel, shop: code }), id])),
    locations: new Map(locations.map((location) => [location.code, location])),
    skuIdByCode: new Map(),
    listingShops: new Set(listingShops.map((row) => row.id)),
    listings: new Map(),
  }
}

/** Looks up the codes not seen before; unknown ones stay out and are asked again next time. */
export async function learnSkus(sql: Queryable, catalogue: Catalogue, codes: Iterable<string>): Promise<void> {
  const unknown = [...new Set(codes)].filter((code) => !catalogue.skuIdByCode.has(code))
  if (unknown.length === 0) return
  const rows = await sql<{ id: number; code: string }[]>`
    select id, code from skus where code in (select jsonb_array_elements_text(${JSON.stringify(unknown)}::text::jsonb))`
  for (const row of rows) catalogue.skuIdByCode.set(row.code, row.id)
}
