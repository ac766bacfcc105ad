// Stock of a Pinduoduo shop. Source: the API page of goods.quantity.update. There is no idempotency key: a delta whose
// answer was cut is unknown, and is read back before it is sent again.

import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { listingText } from '../listings.ts'
import type { ListingKey } from '../listings.ts'
import { CALLED_CHANGES_MAX, publishOneByOne, refuseStock, requireSku } from '../stock.ts'
import type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import type { PinduoduoClient } from './client.ts'
import { listListings } from './listings.ts'

const ENVELOPE = 'goods_quantity_update_response'
const UPDATE_TYPES: Record<StockMode, string> = { absolute: '1', delta: '2' }

export function stockPublishing(client: PinduoduoClient): StockPublishing {
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: [],
    changesMax: CALLED_CHANGES_MAX,
    publish: (changes, mode, signal) =>
      publishOneByOne(changes, (change) => updateQuantity(client, { change, mode }, signal)),
    read: (listings, signal) => readShown(client, listings, signal),
  }
}

async function updateQuantity(
  client: PinduoduoClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const parameters = {
    goods_id: change.listing.platformItemId,
    sku_id: requireSku(change.listing, 'Pinduoduo'),
    quantity: String(change.units),
    update_type: UPDATE_TYPES[mode],
  }
  const body = requireReadable(await client.call('pdd.goods.quantity.update', parameters, signal))
  // Where the answer does not tell, it may have been applied or not.
  const success = requireFields(() => new ObjectReader(body[ENVELOPE], ENVELOPE).boolean('is_success'))
  if (!success) return refuseStock('not_success', 'Pinduoduo answered is_success=false')
  return { outcome: 'applied', shown: null }
}

/** The catalogue has no question by id: it is read until every listing asked for was seen. */
async function readShown(
  client: PinduoduoClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const wanted = new Set(listings.map(listingText))
  const units = new Map<string, number | null>()
  for await (const page of listListings(client, signal)) {
    for (const listing of page) if (wanted.has(listingText(listing))) units.set(listingText(listing), listing.shown)
    if (units.size === wanted.size) break
  }
  return listings.map((listing) => ({ listing, shown: units.get(listingText(listing)) ?? null }))
}
