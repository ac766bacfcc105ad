// What a Youzan shop offers: items on sale and in the storehouse, each read for its SKUs.

import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readForward } from '../read-by-cursor.ts'
import type { YouzanClient } from './client.ts'
import { readItem } from './items.ts'

const APIS = ['youzan.items.onsale.get/3.0.0', 'youzan.items.inventory.get/3.0.0'] as const
const PAGE_SIZE = 100 // Below 200, and 4,000 in all: a shop of more items is listed in part [A].

export async function* listListings(client: YouzanClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  for (const api of APIS) {
    const pages = readForward((page) => readItemIds(client, { api, page }, signal), {
      firstPage: 1,
      pageSize: PAGE_SIZE,
    })
    for await (const ids of pages) {
      for (const id of ids) {
        const listings = await readItem(client, id, signal)
        if (listings !== null) yield listings
      }
    }
  }
}

async function readItemIds(
  client: YouzanClient,
  { api, page }: { api: string; page: number },
  signal: AbortSignal,
): Promise<string[]> {
  // By creation, oldest first: what is added meanwhile comes at the end.
  const paging = { page_no: page, page_size: PAGE_SIZE, order_by: 'created_time:asc' }
  const data = await client.data(api, paging, signal)
  return requireFields(() => {
    const envelope = new ObjectReader(data, 'data')
    const rows = envelope.optionalList('items', PAGE_SIZE)
    if (rows === null && envelope.value('count') !== 0) failField(envelope.field('items'), 'a list', undefined)
    return (rows ?? []).map((row) => new ObjectReader(row, 'items').digits('item_id'))
  })
}
