// Products, stock and tokens. Names: the official pages; refusals are [A].

import { wholeOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { IssuedTokens } from '../marketplace/token-desk.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { textOf } from './method.ts'
import type { XhsBody, XhsMethod } from './method.ts'
import { toPage } from './paging.ts'
import { invalid, REFUSALS, refuse } from './xhs-error.ts'
import type { XhsResult } from './xhs-error.ts'

const BY_CODE = 'oauth.getAccessToken'
const REFRESH = 'oauth.refreshToken'
/** Called before there is a token. */
export const OPEN_METHODS: ReadonlySet<string> = new Set([BY_CODE, REFRESH])
const RENEWABLE_MS = 30 * 60_000
const REFRESH_TOKEN_TTL_MS = 14 * 86_400_000
const PRODUCT_PAGES = { pageNoMax: 100_000, pageSizeDefault: 50, reachMax: null }
const UNITS_MAX = 10_000_000

export const SELLER_METHODS: readonly [string, XhsMethod][] = [
  ['product.getDetailSkuList', listSkus],
  ['inventory.getSkuStock', readStock],
  ['inventory.incSkuStock', increaseStock],
  ['inventory.syncSkuStock', setStock],
  [BY_CODE, createToken],
  [REFRESH, refreshToken],
]

function listSkus(body: XhsBody, market: Marketplace): XhsResult {
  const all = [...market.ledger.listings.values()]
  const page = toPage(all, { body, rule: PRODUCT_PAGES, market })
  if (page === null) return invalid('分页参数不正确')
  return { ok: true, data: { hits: all.length, total: page.total, data: page.rows.map((sku) => toRow(sku, market)) } }
}

function toRow(sku: MarketListing, market: Marketplace): Record<string, unknown> {
  return {
    item: { id: sku.listingId, name: sku.title, articleNo: sku.productCode },
    sku: {
      id: sku.skuId,
      itemId: sku.listingId,
      erpCode: sku.skuCode,
      price: sku.priceFen,
      stock: stockOf(sku.skuId, market).total,
      variants: [{ id: '1', name: '规格', value: sku.properties }],
      buyable: sku.onSale,
    },
  }
}

interface Stock {
  available: number
  occupied: number
  total: number
}

/** What unpaid orders hold is occupied: no longer available, and still part of the total. */
function stockOf(skuId: string, market: Marketplace): Stock {
  const lines = market.ledger
    .tradesAt(market.now())
    .filter(({ state }) => state === 'unpaid')
    .flatMap((trade) => trade.lines)
  const occupied = lines.filter((line) => line.skuId === skuId).reduce((sum, { quantity }) => sum + quantity, 0)
  const available = market.ledger.stock.shown(skuId)
  return { available: Math.max(0, available), occupied, total: available + occupied }
}

function toStock(skuId: string, market: Marketplace): XhsResult {
  const { available, occupied, total } = stockOf(skuId, market)
  const skuStock = {
    available,
    total,
    occupiedQuantity: occupied,
    productChannelQuantity: 0,
    productChannelOccupiedQuantity: 0,
    activityChannelQuantity: 0,
    activityChannelOccupiedQuantity: 0,
    reserved: 0,
    standalone: 0,
  }
  const response = { success: true, message: 'success', code: 0 }
  return { ok: true, data: { skuId, apiVersion: 'V1', skuStock, skuStockInfoWithWhcode: [], response } }
}

/** These methods say so inside an answer of success. */
function stockRefused(skuId: string, message: string): XhsResult {
  return { ok: true, data: { skuId, apiVersion: 'V1', response: { success: false, message, code: -1 } } }
}

function readStock(body: XhsBody, market: Marketplace): XhsResult {
  const skuId = textOf(body, 'skuId')
  return market.ledger.stock.isKnown(skuId) ? toStock(skuId, market) : stockRefused(skuId, '商品不存在')
}

function increaseStock(body: XhsBody, market: Marketplace): XhsResult {
  const skuId = textOf(body, 'skuId')
  const units = wholeOf(body, 'qty', { min: -UNITS_MAX, max: UNITS_MAX })
  if (units === null) return invalid('qty 不正确')
  if (!market.ledger.stock.isKnown(skuId)) return stockRefused(skuId, '商品不存在')
  if (stockOf(skuId, market).available + units < 0) return stockRefused(skuId, '库存不足')
  market.writeStock({ skuId, mode: 'delta', units, key: null })
  return toStock(skuId, market)
}

/** The total, with what is occupied. */
function setStock(body: XhsBody, market: Marketplace): XhsResult {
  const skuId = textOf(body, 'skuId')
  const total = wholeOf(body, 'qty', { min: 0, max: UNITS_MAX })
  if (total === null) return invalid('qty 不正确')
  if (!market.ledger.stock.isKnown(skuId)) return stockRefused(skuId, '商品不存在')
  const { occupied } = stockOf(skuId, market)
  if (total < occupied) return stockRefused(skuId, '库存不能小于占用')
  market.writeStock({ skuId, mode: 'absolute', units: total - occupied, key: null })
  return toStock(skuId, market)
}

function createToken(body: XhsBody, market: Marketplace): XhsResult {
  const issued = market.tokens.exchange(textOf(body, 'code'), market.now())
  return issued === null ? refuse(REFUSALS.code) : granted(issued, market)
}

/** With more than half an hour left, the tokens in force come back as they are. */
function refreshToken(body: XhsBody, market: Marketplace): XhsResult {
  const given = textOf(body, 'refreshToken')
  const nowMs = market.now()
  const { current } = market.tokens
  const isLasting =
    given === current.refreshToken &&
    market.tokens.check(current.accessToken, nowMs) === 'ok' &&
    current.expiresAtMs - nowMs > RENEWABLE_MS
  const issued = isLasting ? current : market.tokens.refresh(given, nowMs)
  return issued === null ? refuse(REFUSALS.refreshToken) : granted(issued, market)
}

function granted(issued: IssuedTokens, market: Marketplace): XhsResult {
  const data = {
    accessToken: issued.accessToken,
    accessTokenExpiresAt: issued.expiresAtMs,
    refreshToken: issued.refreshToken,
    refreshTokenExpiresAt: market.now() + REFRESH_TOKEN_TTL_MS,
    sellerId: market.key('sellerId'),
    sellerName: '测试小店',
  }
  return { ok: true, data }
}
