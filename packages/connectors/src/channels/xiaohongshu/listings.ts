// What a Xiaohongshu shop offers, SKU by SKU. Source: the official page of product.getDetailSkuList. Its `stock` is the total
// with what is occupied, so it is not taken for what is shown.

import { failField, isObject, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readForward } from '../read-by-cursor.ts'
import { innerData } from './client.ts'
import type { XiaohongshuClient } from './client.ts'

const PAGE_SIZE = 100 // The documented maximum.
const VARIANTS_MAX = 50

export async function* listListings(client: XiaohongshuClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  yield* readForward((page) => readSkus(client, page, signal), { firstPage: 1, pageSize: PAGE_SIZE })
}

async function readSkus(client: XiaohongshuClient, page: number, signal: AbortSignal): Promise<Listing[]> {
  const paging = { pageNo: page, pageSize: PAGE_SIZE }
  const data = await client.read('product.getDetailSkuList', paging, signal)
  return requireFields(() => {
    const inner = innerData(data)
    const rows = Array.isArray(inner)
      ? (inner as unknown[])
      : new ObjectReader(inner, 'data').optionalList('data', PAGE_SIZE)
    if (rows === null) return failField('data.data', 'a list', undefined)
    return rows.map((row) => toListing(new ObjectReader(row, 'data')))
  })
}

function toListing(row: ObjectReader): Listing {
  const [item, sku] = [row.object('item'), row.object('sku')]
  const variants = (sku.optionalList('variants', VARIANTS_MAX) ?? []).map((each) =>
    isObject(each) ? new ObjectReader(each, 'variants').text('value') : '',
  )
  return {
    platformItemId: item.optionalIdentifier('id') ?? failField('item.id', 'an id', undefined),
    platformSkuId: sku.optionalIdentifier('id') ?? failField('sku.id', 'an id', undefined),
    skuCode: sku.optionalIdentifier('erpCode'),
    title: [item.text('name'), ...variants].filter((text) => text !== '').join(' '),
    shown: null,
    onSale: sku.value('buyable') === true,
  }
}
