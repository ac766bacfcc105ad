// What a 快手小店 shop offers: items with their SKUs. Source: public clients of open.item.list.get that agree on its fields.

import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readForward } from '../read-by-cursor.ts'
import { dataOf } from './client.ts'
import type { KuaishouClient, Parameters } from './client.ts'

const METHOD = 'open.item.list.get'
const ITEM_PAGE_SIZE = 50 // [A] Clients ask for 10 to 50.
const SKUS_MAX = 2_000
const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const
const ON_SHELF = 1
const VALID = 1

export async function* listListings(client: KuaishouClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  const readPage = (pageNumber: number): Promise<Listing[][]> =>
    readItems(client, { pageNumber, pageSize: ITEM_PAGE_SIZE }, signal)
  for await (const items of readForward(readPage, { firstPage: 1, pageSize: ITEM_PAGE_SIZE })) yield items.flat()
}

/** The SKUs of each item; empty where the shop has no such item. */
export async function readItem(client: KuaishouClient, kwaiItemId: unknown, signal: AbortSignal): Promise<Listing[]> {
  return (await readItems(client, { kwaiItemId, pageNumber: 1, pageSize: ITEM_PAGE_SIZE }, signal)).flat()
}

async function readItems(client: KuaishouClient, parameters: Parameters, signal: AbortSignal): Promise<Listing[][]> {
  const body = requireReadable(await client.read(METHOD, parameters, signal))
  return requireFields(() => {
    const data = dataOf(body)
    const rows = data.optionalList('items', ITEM_PAGE_SIZE)
    if (rows === null && data.value('totalItemCount') !== 0) failField('data.items', 'a list', undefined)
    return (rows ?? []).map((row) => toListings(new ObjectReader(row, 'item')))
  })
}

function toListings(item: ObjectReader): Listing[] {
  const platformItemId = item.digits('kwaiItemId')
  const onSale = item.value('shelfStatus') === ON_SHELF // [A] Which value is which.
  const skus = (item.optionalList('skuList', SKUS_MAX) ?? []).map((row) => new ObjectReader(row, 'skuList'))
  return skus
    .filter((sku) => !sku.has('isValid') || sku.value('isValid') === VALID)
    .map((sku) => ({
      platformItemId,
      platformSkuId: sku.digits('kwaiSkuId'),
      skuCode: sku.optionalIdentifier('skuNick'),
      title: [item.text('title'), sku.text('specification')].filter((text) => text !== '').join(' '),
      shown: sku.integer('skuStock', UNITS_RANGE),
      onSale,
    }))
}
