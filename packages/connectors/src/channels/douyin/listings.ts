// What a 抖店 shop offers: products, on sale or not, and the SKUs of each. Source: the API pages of product.listV2 and
// sku.list as the official SDK carries them.

import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readForward } from '../read-by-cursor.ts'
import { dataOf } from './client.ts'
import type { DouyinClient } from './client.ts'

const PRODUCT_PAGE_SIZE = 100 // The documented maximum.
const SKUS_MAX = 2_000
const PROPERTIES_MAX = 20
export const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const
const ONLINE = 0
const DELETED = 2
const CHECKED = 3
const PLAIN_STOCK = 0 // Others are kept by region or by step.

interface Product {
  productId: string
  title: string
  onSale: boolean
}

export async function* listListings(client: DouyinClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  const pages = readForward((page) => readProducts(client, page, signal), {
    firstPage: 1, // Unlike the pages of orders.
    pageSize: PRODUCT_PAGE_SIZE,
  })
  for await (const products of pages) {
    for (const product of products) if (product !== null) yield await readSkus(client, product, signal)
  }
}

/** Null where the product is deleted: its place on the page still counts. */
async function readProducts(client: DouyinClient, page: number, signal: AbortSignal): Promise<(Product | null)[]> {
  const parameters = { page, size: PRODUCT_PAGE_SIZE }
  const body = requireReadable(await client.call('product.listV2', parameters, signal))
  return requireFields(() => {
    const data = dataOf(body)
    const rows = data.optionalList('data', PRODUCT_PAGE_SIZE)
    if (rows === null && data.value('total') !== 0) failField('data.data', 'a list', undefined)
    return (rows ?? []).map((row) => {
      const product = new ObjectReader(row, 'product')
      const status = Number(product.value('status'))
      if (status === DELETED) return null
      const onSale = status === ONLINE && Number(product.value('check_status')) === CHECKED
      return { productId: product.digits('product_id'), title: product.text('name'), onSale }
    })
  })
}

async function readSkus(client: DouyinClient, product: Product, signal: AbortSignal): Promise<Listing[]> {
  const { productId, title, onSale } = product
  const body = requireReadable(await client.call('sku.list', { product_id: productId }, signal))
  return requireFields(() => {
    const rows = new ObjectReader(body, '').optionalList('data', SKUS_MAX)
    if (rows === null) failField('data', 'a list', undefined)
    return (rows ?? []).map((row): Listing => {
      const sku = new ObjectReader(row, 'sku')
      return {
        platformItemId: productId,
        platformSkuId: sku.digits('id'),
        skuCode: sku.optionalIdentifier('code'),
        title: [title, ...valuesOf(sku)].filter((text) => text !== '').join(' '),
        shown:
          Number(sku.value('sku_type') ?? PLAIN_STOCK) === PLAIN_STOCK ? sku.integer('stock_num', UNITS_RANGE) : null,
        onSale,
      }
    })
  })
}

/** The chosen values; the three older fields are used where there are no newer ones. */
function valuesOf(sku: ObjectReader): string[] {
  const properties = sku.optionalList('sell_properties', PROPERTIES_MAX) ?? []
  if (properties.length === 0) return [1, 2, 3].map((level) => sku.text(`spec_detail_name${level}`))
  return properties.map((property) => new ObjectReader(property, 'sell_properties').text('value_name'))
}
