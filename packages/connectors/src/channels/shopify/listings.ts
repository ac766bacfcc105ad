// What a Shopify shop offers: the variants of its products, on sale or not.

import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { CursorPage } from '../read-by-cursor.ts'
import { dataReader } from './client.ts'
import type { ShopifyClient } from './client.ts'
import { readGid } from './global-id.ts'
import { nextCursor } from './listing.ts'

const PAGE_SIZE = 100

const VARIANTS_QUERY = `query Variants($first: Int!, $after: String) {
  productVariants(first: $first, after: $after) {
    nodes { id sku displayName product { id status } }
    pageInfo { hasNextPage endCursor }
  }
}`

export function listListings(client: ShopifyClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  return readByCursor((after) => readVariants(client, after, signal))
}

async function readVariants(
  client: ShopifyClient,
  after: string | null,
  signal: AbortSignal,
): Promise<CursorPage<Listing>> {
  const data = await client.data(VARIANTS_QUERY, { first: PAGE_SIZE, after }, signal)
  return requireFields(() => {
    const variants = dataReader(data).object('productVariants')
    const rows = variants.optionalList('nodes', PAGE_SIZE) ?? failField('productVariants.nodes', 'a list', undefined)
    return { rows: rows.map((row) => toListing(new ObjectReader(row, 'variant'))), next: nextCursor(variants) }
  })
}

function toListing(variant: ObjectReader): Listing {
  const product = variant.object('product')
  return {
    platformItemId: readGid(product, 'Product'),
    platformSkuId: readGid(variant, 'ProductVariant'),
    skuCode: variant.optionalIdentifier('sku'),
    title: variant.text('displayName'),
    shown: null, // Counts are kept by location; `stock.read` asks for ours.
    onSale: product.value('status') === 'ACTIVE',
  }
}
