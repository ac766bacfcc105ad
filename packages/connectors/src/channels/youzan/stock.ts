// Stock of a Youzan shop, as difference or as a value, one SKU a call. There is no idempotency key: a delta whose answer
// was cut is unknown, and is read back before it is sent again. Source: item.quantity.update 3.0.0, for single shops.

import { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { Listing, ListingKey } from '../listings.ts'
import { CALLED_CHANGES_MAX, publishOneByOne, refuseStock } from '../stock.ts'
import type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import type { YouzanClient } from './client.ts'
import { readItem } from './items.ts'

const API = 'youzan.item.quantity.update/3.0.0'
const UPDATE_TYPES: Record<StockMode, number> = { absolute: 0, delta: 1 }

export function stockPublishing(client: YouzanClient): StockPublishing {
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
  client: YouzanClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const { platformItemId, platformSkuId } = change.listing
  const parameters = {
    item_id: platformItemId,
    // Left out for an item without choices.
    ...(platformSkuId === null ? {} : { sku_id: platformSkuId }),
    quantity: change.units,
    type: UPDATE_TYPES[mode],
  }
  const data = await client.data(API, parameters, signal)
  // Where the answer does not tell, it may have been applied or not.
  const success = requireFields(() => new ObjectReader(data, 'data').boolean('is_success'))
  if (success) return { outcome: 'applied', shown: null }
  return refuseStock('not_success', 'Youzan answered is_success=false')
}

async function readShown(
  client: YouzanClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const items = new Map<string, Listing[]>()
  for (const { platformItemId } of listings) {
    if (!items.has(platformItemId)) items.set(platformItemId, (await readItem(client, platformItemId, signal)) ?? [])
  }
  return listings.map((listing) => {
    const own = items.get(listing.platformItemId) ?? []
    const found = own.find(({ platformSkuId }) => platformSkuId === listing.platformSkuId)
    return { listing, shown: found?.shown ?? null }
  })
}
