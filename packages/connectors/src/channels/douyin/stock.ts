// Stock of a 抖店 shop, one SKU a call. Source: the API pages of sku.syncStock and sku.stockNum as the official SDK carries
// them.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { noDataError, requireFields, requireReadable } from '../json-answer.ts'
import type { ListingKey } from '../listings.ts'
import { publishOneByOne } from '../stock.ts'
import type { ShownStock, StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import { dataOf } from './client.ts'
import type { DouyinClient } from './client.ts'
import { isBusinessRefusal, isRepeat } from './errors.ts'
import { UNITS_RANGE } from './listings.ts'

const CHANGES_MAX = 40 // One call each; more would hold the pace of a shop for seconds.
const BY_REGION = 1

export function stockPublishing(client: DouyinClient): StockPublishing {
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: ['delta'],
    changesMax: CHANGES_MAX,
    publish: (changes, mode, signal) => publishOneByOne(changes, (change) => write(client, { change, mode }, signal)),
    read: (listings, signal) => readShown(client, listings, signal),
  }
}

async function write(
  client: DouyinClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const { platformItemId, platformSkuId } = change.listing
  if (platformSkuId === null) {
    const message = '抖店 keeps stock by SKU'
    return { outcome: 'refused', error: new ChannelError('refused', 'sku_missing', { message }) }
  }
  const parameters = {
    product_id: platformItemId,
    sku_id: platformSkuId,
    stock_num: change.units,
    incremental: mode === 'delta',
    ...(mode === 'delta' ? { idempotent_id: change.key } : {}),
  }
  try {
    const body = requireReadable(await client.call('sku.syncStock', parameters, signal))
    // Its data may be empty; that the envelope is there is what says "done".
    if (new ObjectReader(body, '').has('code')) return { outcome: 'applied', shown: null }
    throw noDataError({ field: 'code', expected: '10000', found: 'nothing' })
  } catch (error) {
    if (error instanceof ChannelError && isRepeat(error)) return { outcome: 'already_applied' }
    throw error
  }
}

async function readShown(
  client: DouyinClient,
  listings: readonly ListingKey[],
  signal: AbortSignal,
): Promise<ShownStock[]> {
  const shown: ShownStock[] = []
  for (const listing of listings) {
    const { platformSkuId } = listing
    shown.push({ listing, shown: platformSkuId === null ? null : await readUnits(client, platformSkuId, signal) })
  }
  return shown
}

/** Null where the shop has no such SKU [A: the sub-code is not public; the SKU is the only parameter]. */
async function readUnits(client: DouyinClient, skuId: string, signal: AbortSignal): Promise<number | null> {
  try {
    const body = requireReadable(await client.call('sku.stockNum', { sku_id: skuId }, signal))
    return requireFields(() => {
      const data = dataOf(body)
      if (data.value('sku_type') !== BY_REGION) return data.integer('stock_num', UNITS_RANGE)
      const byRegion = data.value('stock_num_map')
      const regions = new ObjectReader(byRegion, 'data.stock_num_map')
      return Object.keys(byRegion as object).reduce((sum, name) => sum + regions.integer(name, UNITS_RANGE), 0)
    })
  } catch (error) {
    if (isBusinessRefusal(error)) return null
    throw error
  }
}
