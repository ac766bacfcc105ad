// Stock of a 快手小店 shop, as differences only. Source: the API page of open.item.sku.stock.update. There is no idempotency
// key: a difference whose answer was cut is unknown, and is read back before it is sent again.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { noDataError, requireReadable } from '../json-answer.ts'
import type { ListingKey } from '../listings.ts'
import { longNumber } from '../long-number.ts'
import { publishOneByOne } from '../stock.ts'
import type { ShownStock, StockChange, StockPublishing, StockResult } from '../stock.ts'
import type { KuaishouClient } from './client.ts'
import { readItem } from './listings.ts'

const CHANGES_MAX = 40 // One call each; more would hold the pace of a shop for seconds.
const UNITS_MAX = 9_999_998 // Of one change: the platform wants less than 9,999,999.
const MORE = 1
const LESS = 2

export function stockPublishing(client: KuaishouClient): StockPublishing {
  return {
    modes: ['delta'],
    repeatsKnown: [],
    changesMax: CHANGES_MAX,
    publish: (changes, _mode, signal) => publishOneByOne(changes, (change) => changeStock(client, change, signal)),
    read: (listings, signal) => readShown(client, listings, signal),
  }
}

async function changeStock(
  client: KuaishouClient,
  { listing, units }: StockChange,
  signal: AbortSignal,
): Promise<StockResult> {
  const { platformItemId, platformSkuId } = listing
  if (platformSkuId === null) return refused('sku_missing', '快手小店 keeps stock by SKU')
  if (Math.abs(units) > UNITS_MAX) return refused('units_beyond', `a change is of at most ${UNITS_MAX} units`)
  if (units === 0) return { outcome: 'applied', shown: null } // The platform takes no change of nothing.
  const parameters = {
    kwaiItemId: longNumber(platformItemId),
    skuId: longNumber(platformSkuId),
    skuChangeStock: Math.abs(units),
    changeType: units > 0 ? MORE : LESS,
  }
  const body = requireReadable(await client.write('open.item.sku.stock.update', parameters, signal))
  if (new ObjectReader(body, '').has('result')) return { outcome: 'applied', shown: null }
  throw noDataError({ field: 'result', expected: '1', found: 'nothing' }) // Where the answer does not tell, it may have been applied or not.
}

function refused(code: string, message: string): StockResult {
  return { outcome: 'refused', error: new ChannelError('refused', code, { message }) }
}

/** One question to each item, whichever of its SKUs were asked for. */
async function readShown(
  client: KuaishouClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const units = new Map<string, number | null>()
  for (const itemId of new Set(listings.map(({ platformItemId }) => platformItemId))) {
    for (const sku of await readItem(client, longNumber(itemId), signal)) units.set(keyOf(sku), sku.shown)
  }
  return listings.map((listing) => ({ listing, shown: units.get(keyOf(listing)) ?? null }))
}

function keyOf({ platformItemId, platformSkuId }: ListingKey): string {
  return `${platformItemId}/${platformSkuId}`
}
