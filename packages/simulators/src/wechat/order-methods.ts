// Orders, parcels and after-sales. Windows, page sizes and codes: the reference's section of WeChat; what it lacks is [A].

import { wholeOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { leftOf } from '../marketplace/ship-trade.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import type { MarketTrade } from '../marketplace/market-trade.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import { idOf, isRecord } from './method.ts'
import type { WxBody, WxMethod } from './method.ts'
import { toPage } from './pages.ts'
import { seconds, toWxOrder, wxStatus } from './to-wx-order.ts'
import { REFUSALS, refuse } from './wx-error.ts'
import type { WxRefusal, WxResult } from './wx-error.ts'

const DAY_SECONDS = 86_400
const ORDER_SPAN_SECONDS_MAX = 7 * DAY_SECONDS
const AFTER_SALE_SPAN_SECONDS_MAX = DAY_SECONDS // [A]
const AFTER_SALE_PAGE_SIZE = 50 // [A]
const TIME_RANGE = { min: 0, max: 4_102_444_800 }

export const ORDER_METHODS: readonly [string, WxMethod][] = [
  ['/channels/ec/order/list/get', listOrders],
  ['/channels/ec/order/get', oneOrder],
  ['/channels/ec/order/delivery/send', send],
  ['/channels/ec/order/deliverycompanylist/new/get', companies],
  ['/channels/ec/aftersale/getaftersalelist', listAfterSales],
  ['/channels/ec/aftersale/getaftersaleorder', oneAfterSale],
]

interface Span {
  fromMs: number
  toMs: number
}

/** Both ends in seconds and both included, unless the fault says otherwise. */
function spanOf(
  start: number | null,
  end: number | null,
  rule: { secondsMax: number; market: Marketplace },
): Span | null {
  if (start === null || end === null || end < start || end - start > rule.secondsMax) return null
  return { fromMs: start * 1_000, toMs: rule.market.faults.endExclusive ? end * 1_000 - 1 : end * 1_000 + 999 }
}

function listOrders(body: WxBody, market: Marketplace): WxResult {
  const [updated, created] = [body['update_time_range'], body['create_time_range']]
  const range = isRecord(updated) ? updated : created
  const pageSize = wholeOf(body, 'page_size', { min: 1, max: 100 })
  if (!isRecord(range) || pageSize === null) return refuse(REFUSALS.arguments)
  const [start, end] = [wholeOf(range, 'start_time', TIME_RANGE), wholeOf(range, 'end_time', TIME_RANGE)]
  const span = spanOf(start, end, { secondsMax: ORDER_SPAN_SECONDS_MAX, market })
  if (span === null) return refuse(REFUSALS.arguments)
  const { ledger } = market
  const isByUpdate = isRecord(updated)
  const trades = isByUpdate
    ? ledger.modifiedBetween(span.fromMs, span.toMs, market.horizonMs())
    : ledger.createdBetween(span.fromMs, span.toMs, market.horizonMs())
  const { status = null, openid = null } = body
  const rows = trades
    .filter((trade) => !isAsked(status) || wxStatus(trade) === status)
    .filter(({ buyerOpenId }) => !isAsked(openid) || buyerOpenId === openid)
    .map((trade) => ({ atMs: isByUpdate ? trade.modifiedAtMs : trade.createdAtMs, id: trade.tradeId }))
  const page = toPage(body, { rows, of: [isByUpdate, start, end, pageSize, status, openid], pageSize }, market)
  if (!page.ok) return page
  return { ok: true, body: { order_id_list: page.ids, next_key: page.next_key, has_more: page.has_more } }
}

/** Clients whose language has no absent members write zero and empty text for them. */
function isAsked(value: unknown): boolean {
  return value !== null && value !== 0 && value !== ''
}

function oneOrder(body: WxBody, market: Marketplace): WxResult {
  const trade = market.find(idOf(body, 'order_id'))
  if (trade === undefined) return refuse(REFUSALS.noOrder)
  return { ok: true, body: { order: toWxOrder(trade, market.faults.thinDetail) } }
}

const COMPANIES: readonly [string, string][] = [
  ['SF', '顺丰速运'],
  ['YTO', '圆通速递'],
  ['ZTO', '中通快递'],
  ['STO', '申通快递'],
  ['YD', '韵达速递'],
  ['JTSD', '极兔速递'],
  ['JD', '京东快递'],
  ['EMS', 'EMS'],
  ['YZPY', '邮政快递包裹'],
  ['DBL', '德邦快递'],
]

function companies(): WxResult {
  return {
    ok: true,
    body: { company_list: COMPANIES.map(([delivery_id, delivery_name]) => ({ delivery_id, delivery_name })) },
  }
}

const SHIP_REFUSALS: Record<ShipRefusal | 'no_trade', WxRefusal> = {
  no_trade: REFUSALS.noOrder,
  not_paid: REFUSALS.deliverState,
  forbidden: REFUSALS.deliverState,
  closed: REFUSALS.deliverState,
  already_shipped: REFUSALS.delivered,
  refund_open: REFUSALS.afterSaleOpen,
  no_such_line: REFUSALS.deliverLines,
}

/** One parcel a call here; the platform takes several. */
function send(body: WxBody, market: Marketplace): WxResult {
  const trade = market.find(idOf(body, 'order_id'))
  if (trade === undefined) return refuse(REFUSALS.noOrder)
  const list = body['delivery_list']
  if (!Array.isArray(list) || list.length !== 1 || !isRecord(list[0])) return refuse(REFUSALS.arguments)
  const delivery: WxBody = list[0]
  if (delivery['deliver_type'] !== 1) return refuse(REFUSALS.arguments)
  const [carrierCode, trackingNumber] = [idOf(delivery, 'delivery_id'), idOf(delivery, 'waybill_id')]
  if (!COMPANIES.some(([id]) => id === carrierCode)) return refuse(REFUSALS.deliveryId)
  if (!/^[\w-]{4,64}$/.test(trackingNumber)) return refuse(REFUSALS.waybill)
  const lines = linesOf(delivery['product_infos'], trade)
  if (lines === null) return refuse(REFUSALS.deliverLines)
  const result = market.ship(trade.tradeId, { carrierCode, trackingNumber, lines })
  return result.ok ? { ok: true, body: {} } : refuse(SHIP_REFUSALS[result.refusal])
}

/** Units of a SKU spread over the lines that hold it. */
function linesOf(products: unknown, trade: MarketTrade): { lineId: string; quantity: number }[] | null {
  if (!Array.isArray(products) || products.length === 0) return null
  const lines: { lineId: string; quantity: number }[] = []
  for (const product of products as unknown[]) {
    if (!isRecord(product)) return null
    const own = trade.lines.filter(
      (line) => line.listingId === idOf(product, 'product_id') && line.skuId === idOf(product, 'sku_id'),
    )
    let units = wholeOf(product, 'product_cnt', { min: 1, max: 100_000 })
    if (own.length === 0 || units === null) return null
    for (const [index, line] of own.entries()) {
      const part = index === own.length - 1 ? units : Math.min(units, leftOf(trade, line))
      if (part > 0) lines.push({ lineId: line.lineId, quantity: part })
      units -= part
    }
  }
  return lines
}

function listAfterSales(body: WxBody, market: Marketplace): WxResult {
  const [start, end] = [wholeOf(body, 'begin_update_time', TIME_RANGE), wholeOf(body, 'end_update_time', TIME_RANGE)]
  const span = spanOf(start, end, { secondsMax: AFTER_SALE_SPAN_SECONDS_MAX, market })
  if (span === null) return refuse(REFUSALS.arguments)
  const found = market.ledger.refundsModifiedBetween(span.fromMs, span.toMs, market.horizonMs())
  const rows = found.map(({ refund }) => ({ atMs: refund.modifiedAtMs, id: refund.refundId }))
  const page = toPage(body, { rows, of: ['aftersale', start, end], pageSize: AFTER_SALE_PAGE_SIZE }, market)
  if (!page.ok) return page
  return { ok: true, body: { after_sale_order_id_list: page.ids, next_key: page.next_key, has_more: page.has_more } }
}

const AFTER_SALE_STATUS = {
  asked: 'MERCHANT_PROCESSING',
  succeeded: 'MERCHANT_REFUND_SUCCESS',
  refused: 'MERCHANT_REJECT_REFUND',
} as const

function oneAfterSale(body: WxBody, market: Marketplace): WxResult {
  const refundId = idOf(body, 'after_sale_order_id')
  const all = market.ledger.refundsModifiedBetween(0, market.now(), market.now())
  const found = all.find(({ refund }) => refund.refundId === refundId)
  return found === undefined ? refuse(REFUSALS.noOrder) : { ok: true, body: { after_sale_order: toAfterSale(found) } }
}

function toAfterSale({ refund, trade, lineId }: ListedMarketRefund): Record<string, unknown> {
  const line = trade.lines.find((each) => each.lineId === lineId)
  return {
    after_sale_order_id: refund.refundId,
    order_id: trade.tradeId,
    status: AFTER_SALE_STATUS[refund.state],
    type: 'REFUND',
    openid: trade.buyerOpenId,
    product_info: { product_id: line?.listingId, sku_id: line?.skuId, count: line?.quantity },
    refund_info: { amount: refund.amountFen },
    reason: refund.reason,
    create_time: seconds(refund.createdAtMs),
    update_time: seconds(refund.modifiedAtMs),
  }
}
