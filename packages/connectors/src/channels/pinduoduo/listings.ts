// What a Pinduoduo shop offers: goods, on sale or not, with their SKUs. Source: the API page of goods.list.get.

import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readForward } from '../read-by-cursor.ts'
import type { PinduoduoClient } from './client.ts'

const ENVELOPE = 'goods_list_get_response'
const GOODS_PAGE_SIZE = 100 // The documented maximum.
const SKUS_MAX = 2_000
const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const

export async function* listListings(client: PinduoduoClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  const pages = readForward((page) => readGoods(client, page, signal), { firstPage: 1, pageSize: GOODS_PAGE_SIZE })
  for await (const goods of pages) yield goods.flat()
}

/** The SKUs of each of up to 100 goods. */
async function readGoods(client: PinduoduoClient, page: number, signal: AbortSignal): Promise<Listing[][]> {
  const paging = { page: String(page), page_size: String(GOODS_PAGE_SIZE) }
  const body = requireReadable(await client.call('pdd.goods.list.get', paging, signal))
  return requireFields(() => {
    const envelope = new ObjectReader(body[ENVELOPE], ENVELOPE)
    const rows = envelope.optionalList('goods_list', GOODS_PAGE_SIZE)
    if (rows === null && envelope.value('total_count') !== 0) failField('goods_list', 'a list', undefined)
    return (rows ?? []).map((row) => toListings(new ObjectReader(row, 'goods_list')))
  })
}

function toListings(goods: ObjectReader): Listing[] {
  const platformItemId = goods.digits('goods_id')
  const isGoodsOnSale = goods.value('is_onsale') === 1
  return (goods.optionalList('sku_list', SKUS_MAX) ?? []).map((row) => {
    const sku = new ObjectReader(row, 'sku_list')
    return {
      platformItemId,
      platformSkuId: sku.digits('sku_id'),
      skuCode: sku.optionalIdentifier('outer_id'),
      title: [goods.text('goods_name'), sku.text('spec')].filter((text) => text !== '').join(' '),
      shown: unitsOf(sku),
      onSale: isGoodsOnSale && (!sku.has('is_sku_onsale') || sku.value('is_sku_onsale') === 1),
    }
  })
}

/** A number, or the same as text: the page allows both. */
function unitsOf(sku: ObjectReader): number {
  const isText = typeof sku.value('sku_quantity') === 'string'
  return isText ? sku.integerText('sku_quantity', UNITS_RANGE) : sku.integer('sku_quantity', UNITS_RANGE)
}
