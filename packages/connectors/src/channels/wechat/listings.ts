// What a WeChat shop offers: product ids page by page, each product with its SKUs.

import { failField, isObject, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { WechatClient } from './client.ts'
import { keyOf, readEach, toId } from './listing.ts'

const PAGE_SIZE = 30 // The documented maximum.
const SKUS_MAX = 2_000
const ONLINE_DATA = 1 // What buyers see, not the draft beside it.
const ON_SALE = 5
const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const

export async function* listListings(client: WechatClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  const pages = readByCursor((cursor) => readProductIds(client, cursor, signal))
  for await (const ids of pages) {
    const products = await readEach(ids, (id) => readProduct(client, id, signal))
    yield products.flat()
  }
}

/** No flag tells of a next page: a short one is the last. */
async function readProductIds(
  client: WechatClient,
  cursor: string | null,
  signal: AbortSignal,
): Promise<{ rows: string[]; next: string | null }> {
  const paging = { page_size: PAGE_SIZE, ...(cursor === null ? {} : { next_key: cursor }) }
  const body = await client.read('/channels/ec/product/list/get', paging, signal)
  return requireFields(() => {
    const answer = new ObjectReader(body, '')
    const ids = answer.optionalList('product_ids', PAGE_SIZE)
    // An empty shop may leave its list out [A].
    if (ids === null && answer.value('total_num') !== 0) failField('product_ids', 'a list', undefined)
    const rows = (ids ?? []).map(toId)
    return { rows, next: rows.length < PAGE_SIZE ? null : keyOf(answer) }
  })
}

async function readProduct(client: WechatClient, id: string, signal: AbortSignal): Promise<Listing[]> {
  const body = await client.read('/channels/ec/product/get', { product_id: id, data_type: ONLINE_DATA }, signal)
  return requireFields(() => {
    const product = new ObjectReader(body['product'], 'product')
    return (product.optionalList('skus', SKUS_MAX) ?? []).map((row) =>
      toListing(product, new ObjectReader(row, 'skus')),
    )
  })
}

function toListing(product: ObjectReader, sku: ObjectReader): Listing {
  const attributes = (sku.optionalList('sku_attrs', SKUS_MAX) ?? []).map((each) =>
    isObject(each) ? new ObjectReader(each, 'sku_attrs').text('attr_value') : '',
  )
  return {
    platformItemId: product.digits('product_id'),
    platformSkuId: sku.digits('sku_id'),
    skuCode: sku.optionalIdentifier('sku_code') ?? sku.optionalIdentifier('out_sku_id'),
    title: [product.text('title'), ...attributes].filter((text) => text !== '').join(' '),
    shown: sku.has('stock_num') ? sku.integer('stock_num', UNITS_RANGE) : null,
    onSale: product.value('status') === ON_SALE && (!sku.has('status') || sku.value('status') === ON_SALE),
  }
}
