// Stock of a WooCommerce shop: absolute values only, without a key to know repeats by. What is sold between our reading
// and our writing is put back on sale; whoever calls reads right before, and compares afterwards.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ListingKey } from '../listings.ts'
import { publishOneByOne } from '../stock.ts'
import type { ShownStock, StockChange, StockPublishing, StockResult } from '../stock.ts'
import type { WoocommerceClient } from './client.ts'
import { shownOf } from './listings.ts'

const CHANGES_MAX = 20 // One call each, against a site that also serves its buyers.
const FIELDS = { _fields: 'id,manage_stock,stock_quantity' } as const

export function stockPublishing(client: WoocommerceClient): StockPublishing {
  return {
    modes: ['absolute'],
    repeatsKnown: [],
    changesMax: CHANGES_MAX,
    publish: (changes, _mode, signal) => publishOneByOne(changes, (change) => write(client, change, signal)),
    read: (listings, signal) => readAll(client, listings, signal),
  }
}

async function write(client: WoocommerceClient, change: StockChange, signal: AbortSignal): Promise<StockResult> {
  // Without `manage_stock` the site keeps no count, and takes the quantity for nothing.
  const body = { manage_stock: true, stock_quantity: change.units }
  const row = await client.json({ method: 'PUT', path: pathOf(change.listing), body }, signal)
  return { outcome: 'applied', shown: readShown(row) }
}

async function readAll(
  client: WoocommerceClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const shown: ShownStock[] = []
  for (const listing of listings) shown.push({ listing, shown: await readOne(client, listing, signal) })
  return shown
}

async function readOne(client: WoocommerceClient, listing: ListingKey, signal: AbortSignal): Promise<number | null> {
  try {
    return readShown(await client.json({ method: 'GET', path: pathOf(listing), query: FIELDS }, signal))
  } catch (error) {
    if (error instanceof ChannelError && error.kind === 'not_found') return null
    throw error
  }
}

function readShown(row: unknown): number | null {
  return requireFields(() => {
    const product = new ObjectReader(row, 'product')
    product.digits('id')
    return shownOf(product)
  })
}

/** Ids are digits: anything else would lead to another path. */
function pathOf({ platformItemId, platformSkuId }: ListingKey): string {
  const ids = platformSkuId === null ? [platformItemId] : [platformItemId, platformSkuId]
  if (!ids.every((id) => /^\d{1,20}$/.test(id))) {
    throw new ChannelError('not_found', 'not_an_id', { message: 'a product id of this channel is digits' })
  }
  return platformSkuId === null ? `/products/${platformItemId}` : `/products/${ids.join('/variations/')}`
}
