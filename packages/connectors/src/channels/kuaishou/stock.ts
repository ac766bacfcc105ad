// Stock of a 快手小店 shop, as differences only. Source: the API page of open.item.sku.stock.update. There is no idempotency
// key: a difference whose answer was cut is unknown, and is read back before it is sent again.

import { ObjectReader } from '../fields.ts'
import { noDataError, requireReadable } from '../json-answer.ts'
import { listingText } from '../listings.ts'
import type { ListingKey } from '../listings.ts'
import { longNumber } from '../long-number.ts'
import { CALLED_CHANGES_MAX, publishOneByOne, refuseStock, requireSku } from '../stock.ts'
import type { ShownStock, StockChange, StockPublishing, StockResult } from '../stock.ts'
import type { KuaishouClient } from './client.ts'
import { readItem } from './listings.ts'

const UNITS_MAX = 9_999_998 // Of one change: the platform wants less than 9,999,999.
const MORE = 1
const LESS = 2

export function stockPublishing(client: KuaishouClient): StockPublishing {
  return {
    modes: ['delta'],
    repeatsKnown: [],
    changesMax: CALLED_CHANGES_MAX,
    publish: (changes, _mode, signal) => publishOneByOne(changes, (change) => changeStock(client, change, signal)),
    read: (listings, signal) => readShown(client, listings, signal),
  }
}

async function changeStock(
  client: KuaishouClient,
  { listing, units }: StockChange,
  signal: AbortSignal,
): Promise<StockResult> {
  const skuId = requireSku(listing, '快手小店')
  if (Math.abs(units) > UNITS_MAX) return refuseStock('units_beyond', `a change is of at most ${UNITS_MAX} units`)
  if (units === 0) return { outcome: 'applied', shown: null } // The platform takes no change of nothing.
  const parameters = {
    kwaiItemId: longNumber(listing.platformItemId),
    skuId: longNumber(skuId),
    skuChangeStock: Math.abs(units),
    changeType: units > 0 ? MORE : LESS,
  }
  const body = requireReadable(await client.write('open.item.sku.stock.update', parameters, signal))
  if (new ObjectReader(body, '').has('result')) return { outcome: 'applied', shown: null }
  throw noDataError({ field: 'result', expected: '1', found: 'nothing' }) // Where the answer does not tell, it may have been applied or not.
}

/** One question to each item, whichever of its SKUs were asked for. */
async function readShown(
  client: KuaishouClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const units = new Map<string, number | null>()
  for (const itemId of new Set(listings.map(({ platformItemId }) => platformItemId))) {
    for (const sku of await readItem(client, longNumber(itemId), signal)) units.set(listingText(sku), sku.shown)
  }
  return listings.map((listing) => ({ listing, shown: units.get(listingText(listing)) ?? null }))
}
