// Stock of a JD shop, one SKU a call. Source: the API pages of stock.write.updateSkuStock and increaseSkuStock, and the
// official client for stock.read.findSkuStock.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { noDataError, requireFields, requireReadable } from '../json-answer.ts'
import { longNumber } from '../long-number.ts'
import { CALLED_CHANGES_MAX, publishOneByOne, readSkuBySku, refuseStock, requireSku } from '../stock.ts'
import type { StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import { envelopeOf } from './client.ts'
import type { JdClient } from './client.ts'
import { NOT_OWNED, wordOf } from './errors.ts'
import { UNITS_RANGE } from './listings.ts'
import { countOf } from './scalars.ts'

const SET_METHOD = 'jingdong.stock.write.updateSkuStock'
const ADD_METHOD = 'jingdong.stock.write.increaseSkuStock'
const READ_METHOD = 'jingdong.stock.read.findSkuStock'
const STORES_MAX = 500
const DEFAULT_STORE = 0 // The count of a shop that keeps no regional stock.

export function stockPublishing(client: JdClient): StockPublishing {
  return {
    modes: ['delta', 'absolute'],
    repeatsKnown: ['delta'],
    changesMax: CALLED_CHANGES_MAX,
    publish: (changes, mode, signal) => publishOneByOne(changes, (change) => write(client, { change, mode }, signal)),
    read: (listings, signal) => readSkuBySku(listings, (skuId) => readUnits(client, skuId, signal)),
  }
}

async function write(
  client: JdClient,
  { change, mode }: { change: StockChange; mode: StockMode },
  signal: AbortSignal,
): Promise<StockResult> {
  const skuId = requireSku(change.listing, 'JD')
  const common = { skuId: longNumber(skuId), stockNum: change.units, storeId: DEFAULT_STORE }
  if (mode === 'absolute') return isSet(requireReadable(await client.call(SET_METHOD, common, signal)))
  // The platform knows a repeat by the document number [A].
  const parameters = { ...common, stockRfId: change.key }
  return isAdded(requireReadable(await client.call(ADD_METHOD, parameters, signal)))
}

function isSet(body: unknown): StockResult {
  // Where the answer does not tell, it may have been applied or not.
  const success = requireFields(() => {
    const value = wordOf(envelopeOf(body, SET_METHOD).value('success'))
    return value === 'true' || value === 'false' ? value === 'true' : failField('success', 'true or false', value)
  })
  if (success) return { outcome: 'applied', shown: null }
  return refuseStock('not_success', 'JD answered success=false')
}

/** [A] No table of detail codes is public. One that is not plainly success may be either: it is read back. */
function isAdded(body: unknown): StockResult {
  const { code, words } = requireFields(() => {
    const reader = envelopeOf(body, ADD_METHOD).object('result')
    return { code: reader.text('detailCode'), words: reader.text('detailMsg') }
  })
  if (/重复|已处理|duplicate|repeat/i.test(words)) return { outcome: 'already_applied' }
  if (code === '0' || code === '') return { outcome: 'applied', shown: null }
  throw noDataError({ field: 'result.detailCode', expected: '0', found: code })
}

/** The sum over the stores of a SKU; null where the shop has no such SKU. */
async function readUnits(client: JdClient, skuId: string, signal: AbortSignal): Promise<number | null> {
  try {
    const parameters = { skuId: longNumber(skuId), field: 'skuId,storeId,stockNum' }
    const body = requireReadable(await client.call(READ_METHOD, parameters, signal))
    const units = requireFields(() => {
      const rows = envelopeOf(body, READ_METHOD).optionalList('skuStocks', STORES_MAX)
      if (rows === null) failField('skuStocks', 'a list', undefined)
      return (rows ?? []).map((row) => countOf(new ObjectReader(row, 'skuStocks'), 'stockNum', UNITS_RANGE))
    })
    return units.length === 0 ? null : units.reduce((sum, each) => sum + each, 0)
  } catch (error) {
    if (error instanceof ChannelError && error.code === NOT_OWNED) return null
    throw error
  }
}
