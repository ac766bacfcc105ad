// Items, counts and shipping. Parameters and codes: their API pages; shapes of item.get are [A].

import { textOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { countOf } from './method.ts'
import type { Parameters, YouzanMethod } from './method.ts'
import { businessError, olderError } from './youzan-error.ts'
import type { YouzanResult } from './youzan-error.ts'

export const SELLER_METHODS: readonly [string, YouzanMethod][] = [
  ['youzan.items.onsale.get/3.0.0', (parameters, market) => items(parameters, market, true)],
  ['youzan.items.inventory.get/3.0.0', (parameters, market) => items(parameters, market, false)],
  ['youzan.item.get/3.0.0', oneItem],
  ['youzan.item.quantity.update/3.0.0', updateQuantity],
  ['youzan.logistics.express.get/3.0.0', express],
  ['youzan.logistics.online.confirm/3.0.0', confirm],
]

const ITEM_PAGE_SIZE_MAX = 200
const ITEM_DEPTH_MAX = 4_000

function items(parameters: Parameters, { ledger }: Marketplace, onSale: boolean): YouzanResult {
  const page = countOf(parameters, 'page_no', 1)
  const pageSize = countOf(parameters, 'page_size', 20)
  if (page === null || pageSize === null || pageSize >= ITEM_PAGE_SIZE_MAX || page * pageSize >= ITEM_DEPTH_MAX) {
    return businessError(200_000_026, '非法的page或pageSize')
  }
  const byItem = new Map<string, MarketListing[]>()
  for (const listing of ledger.listings.values()) {
    if (listing.onSale === onSale) byItem.set(listing.listingId, [...(byItem.get(listing.listingId) ?? []), listing])
  }
  const rows = [...byItem.values()].map((skus) => ({
    item_id: Number(skus[0]!.listingId),
    title: skus[0]!.title,
    price: skus[0]!.priceFen,
    quantity: skus.reduce((total, { skuId }) => total + ledger.stock.shown(skuId), 0),
  }))
  return { ok: true, data: { count: rows.length, items: rows.slice((page - 1) * pageSize, page * pageSize) } }
}

function oneItem(parameters: Parameters, { ledger }: Marketplace): YouzanResult {
  const itemId = textOf(parameters, 'item_id')
  const skus = [...ledger.listings.values()].filter(({ listingId }) => listingId === itemId)
  const [first] = skus
  if (first === undefined) return olderError(122_001_001, '商品不存在')
  const item = {
    item_id: Number(first.listingId),
    title: first.title,
    item_no: first.productCode,
    is_listing: first.onSale,
    quantity: skus.reduce((total, { skuId }) => total + ledger.stock.shown(skuId), 0),
    skus: skus.map((sku) => ({
      item_id: Number(sku.listingId),
      sku_id: Number(sku.skuId),
      item_no: sku.skuCode,
      price: sku.priceFen,
      quantity: ledger.stock.shown(sku.skuId),
      properties_name_json: JSON.stringify([{ k: '规格', v: sku.properties }]),
    })),
  }
  return { ok: true, envelope: 'response', data: { item } }
}

/** `type` 0 sets, 1 adds (below zero takes off). */
function updateQuantity(parameters: Parameters, market: Marketplace): YouzanResult {
  const quantity = Number(textOf(parameters, 'quantity'))
  const type = textOf(parameters, 'type') || '0'
  if (type !== '0' && type !== '1') return olderError(123_000_104, 'type不合法')
  if (!Number.isInteger(quantity)) return olderError(50_000, 'quantity不合法')
  const own = [...market.ledger.listings.values()].filter(
    ({ listingId }) => listingId === textOf(parameters, 'item_id'),
  )
  if (own.length === 0) return olderError(123_005_001, '商品不存在')
  const skuId = textOf(parameters, 'sku_id')
  const listing = skuId === '' && own.length === 1 ? own[0] : own.find((each) => each.skuId === skuId)
  if (listing === undefined) return olderError(123_004_002, 'SKU不存在')
  const after = type === '0' ? quantity : market.ledger.stock.shown(listing.skuId) + quantity
  if (after < 0) return olderError(123_000_105, '库存不能小于0') // [A]
  market.writeStock({ skuId: listing.skuId, mode: type === '0' ? 'absolute' : 'delta', units: quantity, key: null })
  return { ok: true, envelope: 'response', data: { is_success: true } }
}

/** Only the number of 申通 is documented; the others are this shop's own. */
const COMPANIES: readonly [number, string][] = [
  [1, '申通快递'],
  [2, '圆通速递'],
  [3, '中通快递'],
  [4, '韵达快递'],
  [7, '顺丰速运'],
  [11, 'EMS'],
  [28, '德邦快递'],
  [31, '中通快运'],
  [138, '京东快递'],
  [503, '极兔速递'],
]
const SF = '7'

function express(): YouzanResult {
  return { ok: true, data: { allExpress: COMPANIES.map(([id, name]) => ({ id, name, display: 0 })) } }
}

const REFUSALS: Record<ShipRefusal | 'no_trade', readonly [number, string]> = {
  no_trade: [105_000_016, '订单不存在'],
  not_paid: [102_570_020, '没有可发货商品'],
  forbidden: [102_570_020, '没有可发货商品'],
  closed: [102_570_020, '没有可发货商品'],
  already_shipped: [102_570_007, '不能重复提交已发货商品'],
  refund_open: [102_570_020, '没有可发货商品'],
  no_such_line: [102_599_996, 'oids不合法'],
}

function confirm(parameters: Parameters, market: Marketplace): YouzanResult {
  const tid = textOf(parameters, 'tid')
  const carrierCode = textOf(parameters, 'out_stype')
  const trackingNumber = textOf(parameters, 'out_sid')
  if (!COMPANIES.some(([id]) => String(id) === carrierCode)) return businessError(105_000_002, '物流公司不存在') // [A]
  if (!/^[A-Za-z0-9-]+$/.test(trackingNumber)) return businessError(105_000_003, '快递单号格式错误')
  const { outer_sender: sender } = parameters
  if (carrierCode === SF && textOf((sender ?? {}) as Parameters, 'sender_mobile') === '') {
    return businessError(105_000_004, '顺丰发货人手机号必传') // [A]
  }
  const oids = textOf(parameters, 'oids')
  const lines = market.find(tid)?.lines ?? []
  const wanted = oids.split(',').map((lineId) => ({
    lineId,
    quantity: lines.find((line) => line.lineId === lineId)?.quantity ?? 1,
  }))
  const result = market.ship(tid, { carrierCode, trackingNumber, lines: oids === '' ? null : wanted })
  if (!result.ok) return businessError(...REFUSALS[result.refusal], { is_success: false })
  return { ok: true, data: { is_success: true } }
}
