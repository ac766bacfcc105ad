// Stock of a WeChat shop, one SKU a call. Setting a count is possible and discouraged by the platform's own page: buyers
// take from it meanwhile. There is no idempotency key: a change whose answer was cut is unknown, and is read back.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ListingKey } from '../listings.ts'
import { CALLED_CHANGES_MAX, publishOneByOne, readSkuBySku, requireSku } from '../stock.ts'
import type { StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import type { WechatClient } from './client.ts'

const ADD = 1
const TAKE_OFF = 2
const SET = 3
const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const

export function stockPublishing(client: WechatClient): StockPublishing {
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: [],
    changesMax: CALLED_CHANGES_MAX,
    publish: (changes, mode, signal) =>
      publishOneByOne(changes, (change) => updateStock(client, { change, mode }, signal)),
    read: (listings, signal) => readSkuBySku(listings, (_skuId, listing) => readShown(client, listing, signal)),
  }
}

async function updateStock(
  client: WechatClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const { listing, units } = change
  requireSku(listing, 'WeChat')
  // A change by nothing is refused by the platform.
  if (mode === 'delta' && units === 0) return { outcome: 'applied', shown: null }
  const type = units > 0 ? ADD : TAKE_OFF
  const body = { ...keysOf(listing), diff_type: mode === 'absolute' ? SET : type, num: Math.abs(units) }
  await client.write('/channels/ec/product/stock/update', body, signal)
  return { outcome: 'applied', shown: null }
}

/** The count of plain sales: flash sales and regional warehouses have counts of their own, which no change here touches. */
async function readShown(client: WechatClient, listing: ListingKey, signal: AbortSignal): Promise<number | null> {
  try {
    const body = await client.read('/channels/ec/product/stock/get', keysOf(listing), signal)
    return requireFields(() => new ObjectReader(body['data'], 'data').integer('normal_stock_num', UNITS_RANGE))
  } catch (error) {
    if (error instanceof ChannelError && error.kind === 'not_found') return null
    throw error
  }
}

function keysOf({ platformItemId, platformSkuId }: ListingKey): { product_id: string; sku_id: string } {
  return { product_id: platformItemId, sku_id: platformSkuId ?? '' }
}
