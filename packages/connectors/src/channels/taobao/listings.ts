// What a Taobao shop offers: items on sale and in stock, and the SKUs of each. Source: TOP API metadata of
// items.onsale.get, items.inventory.get, item.skus.get.

import type { Listing } from '../listings.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { readForward } from '../read-by-cursor.ts'
import type { TaobaoClient } from './client.ts'
import { wrappedRows } from './listing.ts'

const ITEM_PAGE_SIZE = 40 // As many items as item.skus.get takes at once.
const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const
const LISTS = [
  { method: 'taobao.items.onsale.get', envelope: 'items_onsale_get_response', onSale: true },
  { method: 'taobao.items.inventory.get', envelope: 'items_inventory_get_response', onSale: false },
] as const

interface Item {
  itemId: string
  title: string
  skuCode: string | null
  units: number
}

export interface Sku {
  itemId: string
  skuId: string
  skuCode: string | null
  properties: string
  units: number
}

export async function* listListings(client: TaobaoClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  for (const list of LISTS) {
    const pages = readForward((page) => readItems(client, { ...list, page }, signal), {
      firstPage: 1,
      pageSize: ITEM_PAGE_SIZE,
    })
    for await (const items of pages) {
      const itemIds = items.map(({ itemId }) => itemId)
      yield toListings(items, await readSkus(client, itemIds, signal), list.onSale)
    }
  }
}

async function readItems(
  client: TaobaoClient,
  { method, envelope, page }: { method: string; envelope: string; page: number },
  signal: AbortSignal,
): Promise<Item[]> {
  const paging = { page_no: String(page), page_size: String(ITEM_PAGE_SIZE), order_by: 'list_time:asc' }
  const answer = await client.call(method, { fields: 'num_iid,title,outer_id,num', ...paging }, signal)
  const body = requireReadable(answer)
  return requireFields(() => {
    const rows = wrappedRows(new ObjectReader(body[envelope], envelope).value('items'), 'item')
    return rows.map((row) => {
      const item = new ObjectReader(row, 'item')
      return {
        itemId: item.digits('num_iid'),
        title: item.text('title'),
        skuCode: item.optionalIdentifier('outer_id'),
        units: item.integer('num', UNITS_RANGE),
      }
    })
  })
}

/** The SKUs of up to 40 items; an item without variants has none. */
export async function readSkus(client: TaobaoClient, itemIds: readonly string[], signal: AbortSignal): Promise<Sku[]> {
  if (itemIds.length === 0) return []
  const fields = 'sku_id,num_iid,outer_id,properties_name,quantity'
  const answer = await client.call('taobao.item.skus.get', { fields, num_iids: itemIds.join(',') }, signal)
  const body = requireReadable(answer)
  return requireFields(() => {
    const envelope = new ObjectReader(body['item_skus_get_response'], 'item_skus_get_response')
    return wrappedRows(envelope.value('skus'), 'sku').map((row) => {
      const sku = new ObjectReader(row, 'sku')
      return {
        itemId: sku.digits('num_iid'),
        skuId: sku.digits('sku_id'),
        skuCode: sku.optionalIdentifier('outer_id'),
        properties: sku.text('properties_name'),
        units: sku.integer('quantity', UNITS_RANGE),
      }
    })
  })
}

function toListings(items: readonly Item[], skus: readonly Sku[], onSale: boolean): Listing[] {
  return items.flatMap(({ itemId, title, skuCode, units }): Listing[] => {
    const own = skus.filter((sku) => sku.itemId === itemId)
    if (own.length === 0) {
      return [{ platformItemId: itemId, platformSkuId: null, skuCode, title, shown: units, onSale }]
    }
    return own.map((sku) => ({
      platformItemId: itemId,
      platformSkuId: sku.skuId,
      skuCode: sku.skuCode,
      title: [title, sku.properties].filter((text) => text !== '').join(' '),
      shown: sku.units,
      onSale,
    }))
  })
}
