// Stock of a Taobao shop. Source: TOP API metadata of item.quantity.update and item.skus.get. There is no
// idempotency key: a delta whose answer was cut is unknown, and is read back before it is sent again.

import { ChannelError } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { requireReadable } from '../json-answer.ts'
import type { ListingKey } from '../listings.ts'
import { publishOneByOne } from '../stock.ts'
import type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import type { TaobaoClient } from './client.ts'
import { wrappedRows } from './listing.ts'
import { readSkus } from './listings.ts'

const ENVELOPE = 'item_quantity_update_response'
const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const
const ITEMS_PER_READ = 40 // item.skus.get takes no more.
const CHANGES_MAX = 40 // One call each; more would hold the pace of a shop for seconds.

export function stockPublishing(client: TaobaoClient): StockPublishing {
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: [],
    changesMax: CHANGES_MAX,
    publish: (changes, mode, signal) =>
      publishOneByOne(changes, (change) => updateQuantity(client, { change, mode }, signal)),
    read: (listings, signal) => readShown(client, listings, signal),
  }
}

async function updateQuantity(
  client: TaobaoClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const { platformItemId, platformSkuId } = change.listing
  const parameters = {
    num_iid: platformItemId,
    sku_id: platformSkuId ?? '',
    quantity: String(change.units),
    type: mode === 'delta' ? '2' : '1',
  }
  const body = requireReadable(await client.call('taobao.item.quantity.update', parameters, signal))
  const shown = decodeFields(() => {
    const item = new ObjectReader(body[ENVELOPE], ENVELOPE).object('item')
    const skus = wrappedRows(item.value('skus'), 'sku').map((row) => new ObjectReader(row, 'item.skus.sku'))
    const own = skus.find((sku) => sku.optionalIdentifier('sku_id') === platformSkuId)
    return (own ?? item).integer(own === undefined ? 'num' : 'quantity', UNITS_RANGE)
  })
  if (shown.ok) return { outcome: 'applied', shown: shown.value }
  // Success without data: it may have been applied or not.
  const { field, expected, found } = shown.problem
  throw new ChannelError('retry', 'no_data', { message: `${field}: expected ${expected}, found ${found}` })
}

async function readShown(
  client: TaobaoClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const itemIds = [...new Set(listings.map(({ platformItemId }) => platformItemId))]
  const units = new Map<string, number>()
  for (let start = 0; start < itemIds.length; start += ITEMS_PER_READ) {
    for (const sku of await readSkus(client, itemIds.slice(start, start + ITEMS_PER_READ), signal)) {
      units.set(sku.skuId, sku.units)
    }
  }
  // An item without variants has no SKU to read; its count is seen in the listings.
  return listings.map((listing) => ({ listing, shown: units.get(listing.platformSkuId ?? '') ?? null }))
}
