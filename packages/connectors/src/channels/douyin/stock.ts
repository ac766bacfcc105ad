// Stock of a 抖店 shop, one SKU a call. Source: the API pages of sku.syncStock and sku.stockNum as the official SDK carries
// them.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { noDataError, requireFields, requireReadable } from '../json-answer.ts'
import { CALLED_CHANGES_MAX, publishOneByOne, readSkuBySku, requireSku } from '../stock.ts'
import type { StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import { dataOf } from './client.ts'
import type { DouyinClient } from './client.ts'
import { isBusinessRefusal, isRepeat } from './errors.ts'
import { UNITS_RANGE } from './listings.ts'

const BY_REGION = 1

export function stockPublishing(client: DouyinClient): StockPublishing {
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: ['delta'],
    changesMax: CALLED_CHANGES_MAX,
    publish: (changes, mode, signal) => publishOneByOne(changes, (change) => write(client, { change, mode }, signal)),
    read: (listings, signal) => readSkuBySku(listings, (skuId) => readUnits(client, skuId, signal)),
  }
}

async function write(
  client: DouyinClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const skuId = requireSku(change.listing, '抖店')
  const parameters = {
    product_id: change.listing.platformItemId,
    sku_id: skuId,
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
