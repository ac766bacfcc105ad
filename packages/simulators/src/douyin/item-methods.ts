// The methods of products and stock. Business refusals are [A].

import { integerOf, textOf } from '../marketplace/json-parameters.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { businessError, invalid, missing, refusals, refuse } from './douyin-error.ts'
import type { DouyinResult } from './douyin-error.ts'
import type { DouyinMethod, Parameters } from './method.ts'

export const ITEM_METHODS: readonly [string, DouyinMethod][] = [
  ['product.listV2', products],
  ['sku.list', skus],
  ['sku.stockNum', stockOf],
  ['sku.syncStock', syncStock],
]

const PAGE_SIZE_MAX = 100
const DEPTH_MAX = 10_000

/** Pages count from 1 here. */
function products(parameters: Parameters, { ledger }: Marketplace): DouyinResult {
  const [page, size] = [integerOf(parameters, 'page'), integerOf(parameters, 'size')]
  if (page === null || page < 1 || page > PAGE_SIZE_MAX) return invalid('page')
  if (size === null || size < 1 || size > PAGE_SIZE_MAX || page * size > DEPTH_MAX) return invalid('size')
  const byProduct = new Map<string, MarketListing[]>()
  for (const listing of ledger.listings.values()) {
    byProduct.set(listing.listingId, [...(byProduct.get(listing.listingId) ?? []), listing])
  }
  const rows = [...byProduct.values()]
  const data = rows.slice((page - 1) * size, page * size).map(([first]) => ({
    product_id: longNumber(first!.listingId),
    status: first!.onSale ? 0 : 1,
    check_status: 3,
    name: first!.title,
    outer_product_id: first!.productCode,
  }))
  return { ok: true, data: { data, total: rows.length, page, size } }
}

function skus(parameters: Parameters, { ledger }: Marketplace): DouyinResult {
  const productId = textOf(parameters, 'product_id')
  if (productId === '') return missing('product_id')
  const own = [...ledger.listings.values()].filter(({ listingId }) => listingId === productId)
  if (own.length === 0) return businessError('商品不存在')
  const data = own.map((sku) => ({
    id: longNumber(sku.skuId),
    product_id: longNumber(sku.listingId),
    product_id_str: sku.listingId,
    code: sku.skuCode,
    out_sku_id: 0,
    sku_type: 0,
    stock_num: shown(sku.skuId, ledger),
    price: sku.priceFen,
    sell_properties: [{ value_name: sku.properties }],
  }))
  return { ok: true, data }
}

/** What buyers see is never below zero. */
function shown(skuId: string, ledger: Marketplace['ledger']): number {
  return Math.max(0, ledger.stock.shown(skuId))
}

function stockOf(parameters: Parameters, { ledger }: Marketplace): DouyinResult {
  const sku = ledger.listings.get(textOf(parameters, 'sku_id'))
  if (sku === undefined) return invalid('sku_id')
  const sku_id = longNumber(sku.skuId)
  return { ok: true, data: { sku_id, code: sku.skuCode, sku_type: 0, stock_num: shown(sku.skuId, ledger) } }
}

function syncStock(parameters: Parameters, market: Marketplace): DouyinResult {
  const units = integerOf(parameters, 'stock_num')
  if (units === null) return missing('stock_num')
  const isDelta = parameters['incremental'] === true
  const key = textOf(parameters, 'idempotent_id')
  if (isDelta && key === '') return missing('idempotent_id')
  const { listings, stock } = market.ledger
  const sku = listings.get(textOf(parameters, 'sku_id'))
  if (sku === undefined || sku.listingId !== textOf(parameters, 'product_id')) return invalid('sku_id')
  if (isDelta && stock.hasKey(key)) return refuse(refusals.idempotentIdExists)
  const after = isDelta ? stock.shown(sku.skuId) + units : units
  if (after < 0) return businessError('库存不能小于0')
  const mode = isDelta ? 'delta' : 'absolute'
  market.writeStock({ skuId: sku.skuId, mode, units, key: isDelta ? key : null })
  return { ok: true, data: {} }
}
