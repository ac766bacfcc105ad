// Products and stock. Codes: the pages of product/get and product/stock/update.

import { wholeOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { idOf } from './method.ts'
import type { WxBody, WxMethod } from './method.ts'
import { toPage } from './pages.ts'
import { toAttributes } from './to-wx-order.ts'
import { REFUSALS, refuse } from './wx-error.ts'
import type { WxResult } from './wx-error.ts'

const PAGE_SIZE_MAX = 30
const ON_SALE = 5
const OFF_SALE = 11

export const PRODUCT_METHODS: readonly [string, WxMethod][] = [
  ['/channels/ec/product/list/get', listProducts],
  ['/channels/ec/product/get', oneProduct],
  ['/channels/ec/product/stock/update', updateStock],
  ['/channels/ec/product/stock/get', readStock],
]

function listProducts(body: WxBody, market: Marketplace): WxResult {
  const pageSize = wholeOf(body, 'page_size', { min: 1, max: PAGE_SIZE_MAX })
  if (pageSize === null) return refuse(REFUSALS.arguments)
  const ids = [...new Set([...market.ledger.listings.values()].map(({ listingId }) => listingId))]
  const page = toPage(body, { rows: ids.map((id) => ({ atMs: 0, id })), of: ['products', pageSize], pageSize }, market)
  if (!page.ok) return page
  return { ok: true, body: { product_ids: page.ids, next_key: page.next_key, total_num: ids.length } }
}

function skusOf(productId: string, { ledger }: Marketplace): MarketListing[] {
  return [...ledger.listings.values()].filter(({ listingId }) => listingId === productId)
}

function oneProduct(body: WxBody, market: Marketplace): WxResult {
  const productId = idOf(body, 'product_id')
  const skus = skusOf(productId, market)
  const [first] = skus
  if (first === undefined) return refuse(REFUSALS.noProduct)
  const product = {
    product_id: productId,
    out_product_id: first.productCode,
    title: first.title,
    status: skus.some(({ onSale }) => onSale) ? ON_SALE : OFF_SALE,
    edit_status: 4,
    skus: skus.map((sku) => ({
      sku_id: sku.skuId,
      out_sku_id: '',
      sku_code: sku.skuCode,
      sku_attrs: toAttributes(sku.properties),
      sale_price: sku.priceFen,
      stock_num: shownOf(sku.skuId, market),
      status: sku.onSale ? ON_SALE : OFF_SALE,
    })),
  }
  return { ok: true, body: { product } }
}

/** What buyers see is never below zero. */
function shownOf(skuId: string, { ledger }: Marketplace): number {
  return Math.max(0, ledger.stock.shown(skuId))
}

function findSku(body: WxBody, market: Marketplace): MarketListing | undefined {
  const skuId = idOf(body, 'sku_id')
  return skusOf(idOf(body, 'product_id'), market).find((sku) => sku.skuId === skuId)
}

/** 1 adds, 2 takes off, 3 sets. Nothing is taken below zero, and 0 is no change. */
function updateStock(body: WxBody, market: Marketplace): WxResult {
  const type = wholeOf(body, 'diff_type', { min: 1, max: 3 })
  const num = wholeOf(body, 'num', { min: 0, max: 10_000_000 })
  if (type === null || num === null) return refuse(REFUSALS.arguments)
  const sku = findSku(body, market)
  if (sku === undefined) return refuse(REFUSALS.stock)
  if (type === 3) market.writeStock({ skuId: sku.skuId, mode: 'absolute', units: num, key: null })
  else {
    const units = type === 1 ? num : -num
    if (num === 0 || market.ledger.stock.shown(sku.skuId) + units < 0) return refuse(REFUSALS.stock)
    market.writeStock({ skuId: sku.skuId, mode: 'delta', units, key: null })
  }
  return { ok: true, body: {} }
}

function readStock(body: WxBody, market: Marketplace): WxResult {
  const sku = findSku(body, market)
  if (sku === undefined) return refuse(REFUSALS.noProduct)
  const shown = shownOf(sku.skuId, market)
  const data = { normal_stock_num: shown, limited_discount_stock_num: 0, warehouse_stocks: [], total_stock_num: shown }
  return { ok: true, body: { data } }
}
