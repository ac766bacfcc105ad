// Stock of a Xiaohongshu shop, one SKU a call. A difference is of what is available; an absolute value is the total with what
// unpaid orders and other channels of the platform occupy, so that is read first and added. No idempotency key.

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { logWords, requireFields } from '../json-answer.ts'
import { CALLED_CHANGES_MAX, publishOneByOne, readSkuBySku, requireSku } from '../stock.ts'
import type { StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import { innerData } from './client.ts'
import type { Parameters, XiaohongshuClient } from './client.ts'

const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const

export function stockPublishing(client: XiaohongshuClient): StockPublishing {
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: [],
    changesMax: CALLED_CHANGES_MAX,
    publish: (changes, mode, signal) =>
      publishOneByOne(changes, (change) => updateStock(client, { change, mode }, signal)),
    read: (listings, signal) => readSkuBySku(listings, (skuId) => readShown(client, skuId, signal)),
  }
}

async function updateStock(
  client: XiaohongshuClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const { listing, units } = change
  const skuId = requireSku(listing, 'Xiaohongshu')
  const isDelta = mode === 'delta'
  const qty = isDelta ? units : units + (await readStock(client, skuId, signal)).elsewhere
  const method = isDelta ? 'inventory.incSkuStock' : 'inventory.syncSkuStock'
  const { available } = await callForStock(client, { method, parameters: { skuId, qty } }, signal)
  return { outcome: 'applied', shown: available }
}

async function readShown(client: XiaohongshuClient, skuId: string, signal: AbortSignal): Promise<number | null> {
  try {
    return (await readStock(client, skuId, signal)).available
  } catch (error) {
    // [A] `skuId` is the only parameter, so what the platform finds wrong with it is the SKU.
    if (error instanceof ChannelError && error.kind === 'refused') return null
    throw error
  }
}

interface Stock {
  available: number
  /** Of the total, what is not available: occupied, or set apart for other channels of the platform. */
  elsewhere: number
}

function readStock(client: XiaohongshuClient, skuId: string, signal: AbortSignal): Promise<Stock> {
  return callForStock(client, { method: 'inventory.getSkuStock', parameters: { skuId } }, signal)
}

async function callForStock(
  client: XiaohongshuClient,
  call: { method: string; parameters: Parameters },
  signal: AbortSignal,
): Promise<Stock> {
  const data = innerData(await client.read(call.method, call.parameters, signal))
  assertDone(requireFields(() => new ObjectReader(data, 'data').optionalObject('response')))
  return requireFields((): Stock => {
    const counts = new ObjectReader(data, 'data').object('skuStock')
    const available = counts.integer('available', UNITS_RANGE)
    return { available, elsewhere: Math.max(0, counts.integer('total', UNITS_RANGE) - available) }
  })
}

/** Inside an answer of success stands whether it was done. */
function assertDone(response: ObjectReader | null): void {
  if (response?.value('success') !== false) return
  const code = response.text('code') || 'not_done'
  throw new ChannelError('refused', code, { message: logWords(response.value('message')) })
}
