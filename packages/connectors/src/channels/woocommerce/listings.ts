// What a WooCommerce shop offers: simple products, and the variations of variable ones. Groups and links to other shops
// have no stock and are left out.

import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readForward } from '../read-by-cursor.ts'
import type { WoocommerceClient } from './client.ts'

const PAGE_SIZE = 100 // The documented maximum.
const UNITS_RANGE = { min: -1_000_000_000, max: 1_000_000_000 } as const
const UNSTOCKED = new Set(['grouped', 'external'])
const FIELDS = 'id,name,type,status,sku,manage_stock,stock_quantity'

export async function* listListings(client: WoocommerceClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  for await (const products of pagesOf(client, '/products', signal)) {
    for (const product of products) {
      const type = product.text('type')
      if (UNSTOCKED.has(type)) continue
      if (type === 'variable' || type === 'variable-subscription') yield* variationsOf(client, product, signal)
      else yield [requireFields(() => toListing(product, null))]
    }
  }
}

async function* variationsOf(
  client: WoocommerceClient,
  product: ObjectReader,
  signal: AbortSignal,
): AsyncGenerator<Listing[]> {
  const id = requireFields(() => product.digits('id'))
  for await (const variations of pagesOf(client, `/products/${id}/variations`, signal)) {
    yield variations.map((variation) => requireFields(() => toListing(variation, product)))
  }
}

/** By id, oldest first: what is added meanwhile comes at the end. */
async function* pagesOf(client: WoocommerceClient, path: string, signal: AbortSignal): AsyncGenerator<ObjectReader[]> {
  yield* readForward(
    async (page) => {
      const query = { page: String(page), per_page: String(PAGE_SIZE), orderby: 'id', order: 'asc', _fields: FIELDS }
      const rows = await client.json({ method: 'GET', path, query }, signal)
      return requireFields(() => {
        if (!Array.isArray(rows)) return failField(path, 'a list', rows)
        return rows.map((row) => new ObjectReader(row, 'product'))
      })
    },
    { firstPage: 1, pageSize: PAGE_SIZE },
  )
}

function toListing(row: ObjectReader, parent: ObjectReader | null): Listing {
  const isOn = (each: ObjectReader | null): boolean => each === null || each.value('status') === 'publish'
  return {
    platformItemId: (parent ?? row).digits('id'),
    platformSkuId: parent === null ? null : row.digits('id'),
    skuCode: row.optionalIdentifier('sku'),
    title: [parent?.text('name') ?? '', row.text('name')].filter((text) => text !== '').join(' '),
    shown: shownOf(row),
    onSale: isOn(row) && isOn(parent),
  }
}

/** Null where no count is kept of it: by choice, or because its product keeps one for all variations ("parent"). */
export function shownOf(row: ObjectReader): number | null {
  if (row.value('manage_stock') !== true || !row.has('stock_quantity')) return null
  return row.integer('stock_quantity', UNITS_RANGE)
}
