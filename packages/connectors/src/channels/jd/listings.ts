// What a JD shop offers, SKU by SKU. Source: the API page of sku.read.searchSkuList and answers quoted by its clients.

import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { Listing } from '../listings.ts'
import { readForward } from '../read-by-cursor.ts'
import { envelopeOf } from './client.ts'
import type { JdClient } from './client.ts'
import { countOf } from './scalars.ts'

const METHOD = 'jingdong.sku.read.searchSkuList'
const SKU_PAGE_SIZE = 50 // [A] The maximum is not documented; clients ask for 30 to 100.
const FIELDS = 'wareId,skuId,status,outerId,skuName,wareTitle,stockNum'
const ON_AND_OFF_SALE = '1,2' // 4 are deleted.
const ON_SALE = 1
export const UNITS_RANGE = { min: 0, max: 1_000_000_000 } as const

export function listListings(client: JdClient, signal: AbortSignal): AsyncGenerator<Listing[]> {
  return readForward((page) => readSkus(client, page, signal), { firstPage: 1, pageSize: SKU_PAGE_SIZE })
}

async function readSkus(client: JdClient, page: number, signal: AbortSignal): Promise<Listing[]> {
  const parameters = {
    skuStatuValue: ON_AND_OFF_SALE,
    orderFiled: 'skuId', // The platform's own spelling. In a fixed order, pages do not move under the reader.
    orderType: 'asc',
    field: FIELDS,
    pageNo: page,
    page_size: SKU_PAGE_SIZE,
  }
  const body = requireReadable(await client.call(METHOD, parameters, signal))
  return requireFields(() => {
    const result = envelopeOf(body, METHOD).object('page')
    const rows = result.optionalList('data', SKU_PAGE_SIZE)
    if (rows === null && Number(result.value('totalItem')) !== 0) failField(result.field('data'), 'a list', undefined)
    return (rows ?? []).map((row) => toListing(new ObjectReader(row, 'sku')))
  })
}

function toListing(sku: ObjectReader): Listing {
  return {
    platformItemId: sku.digits('wareId'),
    platformSkuId: sku.digits('skuId'),
    skuCode: sku.optionalIdentifier('outerId'),
    title: sku.text('skuName') || sku.text('wareTitle'),
    shown: sku.has('stockNum') ? countOf(sku, 'stockNum', UNITS_RANGE) : null,
    onSale: Number(sku.value('status')) === ON_SALE,
  }
}
