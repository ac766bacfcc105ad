// One item with its SKUs: codes and counts are told nowhere else. Fields of item.get 3.0.0 are [A].

import { ChannelError } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import type { YouzanClient } from './client.ts'

const API = 'youzan.item.get/3.0.0'
const SKUS_MAX = 2_000
const UNITS_RANGE = { min: -1_000_000_000, max: 1_000_000_000 } as const

/** The listings of one item; null where the shop does not know it. */
export async function readItem(client: YouzanClient, itemId: string, signal: AbortSignal): Promise<Listing[] | null> {
  const data = await client.data(API, { item_id: itemId }, signal).catch((error: unknown) => {
    if (error instanceof ChannelError && error.kind === 'not_found') return null
    throw error
  })
  if (data === null) return null
  return requireFields(() => toListings(new ObjectReader(data, 'data').object('item')))
}

function toListings(item: ObjectReader): Listing[] {
  const platformItemId = item.digits('item_id')
  const isListing = item.boolean('is_listing')
  const rows = item.optionalList('skus', SKUS_MAX) ?? []
  const base = { platformItemId, onSale: isListing }
  if (rows.length === 0) {
    const skuCode = item.optionalIdentifier('item_no')
    return [{ ...base, platformSkuId: null, skuCode, title: item.text('title'), shown: unitsOf(item) }]
  }
  return rows.map((row) => {
    const sku = new ObjectReader(row, 'skus')
    return {
      ...base,
      platformSkuId: sku.digits('sku_id'),
      skuCode: sku.optionalIdentifier('item_no'),
      title: item.text('title'),
      shown: unitsOf(sku),
    }
  })
}

/** A number, or the same as text: older calls write it so. */
function unitsOf(row: ObjectReader): number {
  const isText = typeof row.value('quantity') === 'string'
  return isText ? row.integerText('quantity', UNITS_RANGE) : row.integer('quantity', UNITS_RANGE)
}
