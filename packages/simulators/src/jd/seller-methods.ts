// The methods by which a seller works: SKUs, stock, shipping. Business refusals are [A].

import { textOf } from '../marketplace/json-parameters.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { refuse } from './jd-error.ts'
import type { JdResult } from './jd-error.ts'
import { countOf, listOf } from './method.ts'
import type { JdMethod, Parameters } from './method.ts'
import { isVisible } from './to-jd-order.ts'

export const SELLER_METHODS: readonly [string, JdMethod][] = [
  ['jingdong.sku.read.searchSkuList', searchSkus],
  ['jingdong.stock.read.findSkuStock', findStock],
  ['jingdong.stock.write.updateSkuStock', setStock],
  ['jingdong.stock.write.increaseSkuStock', addStock],
  ['jingdong.pop.order.shipment', shipOrder],
]

const SKU_PAGE_SIZE_MAX = 100

function searchSkus(parameters: Parameters, { ledger }: Marketplace): JdResult {
  const pageNo = countOf(textOf(parameters, 'pageNo') || '1', 100_000_000)
  const pageSize = countOf(textOf(parameters, 'page_size') || '20', SKU_PAGE_SIZE_MAX)
  if (pageNo === null || pageSize === null) return refuse(61, 'pageNo')
  const statuses = listOf(parameters, 'skuStatuValue')
  const rows = [...ledger.listings.values()]
    .filter((sku) => statuses.length === 0 || statuses.includes(statusOf(sku)))
    .toSorted((left, right) => left.skuId.localeCompare(right.skuId))
  const fields = ['wareId', 'skuId', 'status', 'outerId', ...listOf(parameters, 'field')]
  const data = rows.slice((pageNo - 1) * pageSize, pageNo * pageSize).map((sku) => {
    const whole = toSku(sku, ledger.stock.shown(sku.skuId))
    return Object.fromEntries(Object.entries(whole).filter(([name]) => fields.includes(name)))
  })
  return { ok: true, body: { page: { pageNo, pageSize, totalItem: rows.length, data } } }
}

const statusOf = ({ onSale }: MarketListing): '1' | '2' => (onSale ? '1' : '2')

function toSku(sku: MarketListing, units: number): Record<string, unknown> {
  return {
    wareId: longNumber(sku.listingId),
    skuId: longNumber(sku.skuId),
    status: Number(statusOf(sku)),
    outerId: sku.skuCode,
    skuName: `${sku.title} ${sku.properties}`.trim(),
    wareTitle: sku.title,
    stockNum: Math.max(0, units), // What buyers see is never below zero.
  }
}

function findStock(parameters: Parameters, { ledger }: Marketplace): JdResult {
  const skuId = textOf(parameters, 'skuId')
  if (skuId === '') return refuse(60, 'skuId')
  const stockNum = Math.max(0, ledger.stock.shown(skuId))
  const skuStocks = ledger.listings.has(skuId) ? [{ skuId: longNumber(skuId), storeId: 0, stockNum }] : []
  return { ok: true, body: { skuStocks } }
}

const UNITS = /^-?\d{1,9}$/

function setStock(parameters: Parameters, market: Marketplace): JdResult {
  const [skuId, units] = [textOf(parameters, 'skuId'), textOf(parameters, 'stockNum')]
  if (!UNITS.test(units) || Number(units) < 0) return refuse(61, 'stockNum')
  if (!market.ledger.listings.has(skuId)) return refuse(71)
  market.writeStock({ skuId, mode: 'absolute', units: Number(units), key: null })
  return { ok: true, body: { success: true } }
}

/** A document number that was seen changes nothing [A]; nor does a count below zero. */
function addStock(parameters: Parameters, market: Marketplace): JdResult {
  const [skuId, units, key] = ['skuId', 'stockNum', 'stockRfId'].map((name) => textOf(parameters, name)) as [
    string,
    string,
    string,
  ]
  if (textOf(parameters, 'storeId') === '') return refuse(60, 'storeId')
  if (key === '') return refuse(60, 'stockRfId')
  if (!UNITS.test(units)) return refuse(61, 'stockNum')
  const { stock, listings } = market.ledger
  if (!listings.has(skuId)) return refuse(71)
  const result = (detailCode: string, detailMsg: string): JdResult => {
    return { ok: true, body: { result: { skuId: longNumber(skuId), stockRf: key, detailCode, detailMsg } } }
  }
  if (stock.hasKey(key)) return result('1', '业务单据号重复')
  if (stock.shown(skuId) + Number(units) < 0) return result('2', '库存不足')
  market.writeStock({ skuId, mode: 'delta', units: Number(units), key })
  return result('0', '成功')
}

const CARRIERS = new Set(['467', '463', '470', '1327', '1499', '465', '2087', '3046'])

const REFUSALS: Record<ShipRefusal | 'no_trade', [code: string, words: string]> = {
  no_trade: ['10400001', '订单不存在'],
  not_paid: ['10400002', '订单状态不是等待出库'],
  forbidden: ['10400003', '订单已暂停，不能出库'],
  closed: ['10400004', '订单已取消'],
  already_shipped: ['10400005', '订单已出库'],
  refund_open: ['10400006', '订单已锁定，不能出库'],
  no_such_line: ['10400001', '订单不存在'],
}

function shipOrder(parameters: Parameters, market: Marketplace): JdResult {
  const [orderId, carrierCode, trackingNumber] = ['orderId', 'logiCoprId', 'logiNo'].map((name) =>
    textOf(parameters, name),
  ) as [string, string, string]
  if (orderId === '') return refuse(60, 'orderId')
  // Several carriers or parcels for one order are not simulated.
  if (!CARRIERS.has(carrierCode)) return refuse(61, 'logiCoprId')
  if (trackingNumber === '' || /[|,]/.test(trackingNumber)) return refuse(61, 'logiNo')
  const trade = market.find(orderId)
  const result =
    trade !== undefined && isVisible(trade)
      ? market.ship(orderId, { carrierCode, trackingNumber, lines: null })
      : ({ ok: false, refusal: 'no_trade' } as const)
  const [error_code, chinese_err_code] = result.ok ? ['0', 'SOP订单 订单出库成功'] : REFUSALS[result.refusal]
  return { ok: true, body: { sopjosshipment_result: { success: result.ok, error_code, chinese_err_code } } }
}
