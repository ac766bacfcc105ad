// Stock of a Taobao shop. Source: TOP API metadata of item.quantity.update, item.skus.get and item.seller.get. There is no
// idempotency key: a delta whose answer was cut is unknown, and is read back before it is sent again.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ListingKey } from '../listings.ts'
import { CALLED_CHANGES_MAX, publishOneByOne } from '../stock.ts'
import type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import type { TaobaoClient } from './client.ts'
import { wrappedRows } from './listing.ts'
import { readSkus } from './listings.ts'

const ENVELOPE = 'item_quantity_update_response'
const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const
const ITEMS_PER_READ = 40 // item.skus.get takes no more.

export function stockPublishing(client: TaobaoClient): StockPublishing {
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
  // Where the answer does not tell, it may have been applied or not.
  const shown = requireFields(() => {
    const item = new ObjectReader(body[ENVELOPE], ENVELOPE).object('item')
    const skus = wrappedRows(item.value('skus'), 'sku').map((row) => new ObjectReader(row, 'item.skus.sku'))
    if (platformSkuId === null) return item.integer('num', UNITS_RANGE)
    const own = skus.find((sku) => sku.optionalIdentifier('sku_id') === platformSkuId)
    return own?.integer('quantity', UNITS_RANGE) ?? failField('item.skus.sku', 'the SKU that was changed', undefined)
  })
  return { outcome: 'applied', shown }
}

async function readShown(
  client: TaobaoClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const withSkus = listings.filter(({ platformSkuId }) => platformSkuId !== null)
  const itemIds = [...new Set(withSkus.map(({ platformItemId }) => platformItemId))]
  const units = new Map<string, number>()
  for (let start = 0; start < itemIds.length; start += ITEMS_PER_READ) {
    for (const sku of await readSkus(client, itemIds.slice(start, start + ITEMS_PER_READ), signal)) {
      units.set(sku.skuId, sku.units)
    }
  }
  const shown: ShownStock[] = []
  for (const listing of listings) {
    const { platformItemId, platformSkuId } = listing
    const own = platformSkuId === null ? await readItem(client, platformItemId, signal) : units.get(platformSkuId)
    shown.push({ listing, shown: own ?? null })
  }
  return shown
}

/** An item without variants carries its count itself; null where there is no such item. */
async function readItem(client: TaobaoClient, itemId: string, signal: AbortSignal): Promise<number | null> {
  try {
    const answer = await client.call('taobao.item.seller.get', { fields: 'num_iid,num', num_iid: itemId }, signal)
    const body = requireReadable(answer)
    return requireFields(() => {
      const envelope = new ObjectReader(body['item_seller_get_response'], 'item_seller_get_response')
      return envelope.object('item').integer('num', UNITS_RANGE)
    })
  } catch (error) {
    if (error instanceof ChannelError && error.kind === 'not_found') return null
    throw error
  }
}
