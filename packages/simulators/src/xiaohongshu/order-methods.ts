// Orders, parcels and after-sales. Windows, page sizes and names: the official pages; refusals are [A].

import { wholeOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { leftOf } from '../marketplace/ship-trade.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import { textOf } from './method.ts'
import type { XhsBody, XhsMethod } from './method.ts'
import { toPage } from './paging.ts'
import { toDetail, toListRow } from './to-xhs-order.ts'
import { invalid } from './xhs-error.ts'
import type { XhsResult } from './xhs-error.ts'

const MINUTE_MS = 60_000
const BY_CREATION = 1
const BY_UPDATE = 2
const SPAN_MS_MAX = new Map<number, number>([
  [BY_CREATION, 24 * 60 * MINUTE_MS],
  [BY_UPDATE, 30 * MINUTE_MS],
])
const ORDER_PAGES = { pageNoMax: 100, pageSizeDefault: 50, reachMax: null }
const AFTER_SALE_PAGES = { pageNoMax: 50_000, pageSizeDefault: 50, reachMax: 50_000 }

export const ORDER_METHODS: readonly [string, XhsMethod][] = [
  ['order.getOrderList', listOrders],
  ['order.getOrderDetail', oneOrder],
  ['order.orderDeliver', deliver],
  ['afterSale.listAfterSaleInfos', listAfterSales],
]

interface Span {
  fromMs: number
  toMs: number
  isByUpdate: boolean
}

/** `unitMs` is 1,000 for orders and 1 for after-sales; both ends are included, unless the fault says otherwise. */
function spanOf(body: XhsBody, unitMs: number, { faults }: Marketplace): Span | null {
  const range = { min: 1, max: 4_102_444_800_000 / unitMs }
  const [start, end] = [wholeOf(body, 'startTime', range), wholeOf(body, 'endTime', range)]
  const timeType = wholeOf(body, 'timeType', { min: BY_CREATION, max: BY_UPDATE })
  if (start === null || end === null || timeType === null || end < start) return null
  if ((end - start) * unitMs > SPAN_MS_MAX.get(timeType)!) return null
  const toMs = faults.endExclusive ? end * unitMs - 1 : end * unitMs + unitMs - 1
  return { fromMs: start * unitMs, toMs, isByUpdate: timeType === BY_UPDATE }
}

function listOrders(body: XhsBody, market: Marketplace): XhsResult {
  const span = spanOf(body, 1_000, market)
  if (span === null) return invalid('时间范围不正确')
  const { fromMs, toMs, isByUpdate } = span
  const { ledger } = market
  const trades = isByUpdate
    ? ledger.modifiedBetween(fromMs, toMs, market.horizonMs())
    : ledger.createdBetween(fromMs, toMs, market.horizonMs())
  const page = toPage(trades, { body, rule: ORDER_PAGES, market })
  if (page === null) return invalid('分页参数不正确')
  const { rows, ...counts } = page
  return {
    ok: true,
    data: { ...counts, orderList: rows.map((trade) => toListRow(trade, market.faults.promotionNight)) },
  }
}

function oneOrder(body: XhsBody, market: Marketplace): XhsResult {
  const trade = market.find(textOf(body, 'orderId'))
  return trade === undefined ? invalid('订单不存在') : { ok: true, data: toDetail(trade, market.faults.thinDetail) }
}

const COMPANIES: ReadonlySet<string> = new Set([
  'shunfeng',
  'zto',
  'yuantong',
  'shentong',
  'yunda',
  'jtexpress',
  'jd',
  'ems',
  'youzhengguonei',
  'debangkuaidi',
])

const SHIP_WORDS: Record<ShipRefusal | 'no_trade', string> = {
  no_trade: '订单不存在',
  not_paid: '订单未支付',
  forbidden: '订单处理中，不能发货',
  closed: '订单已关闭',
  already_shipped: '订单已发货',
  refund_open: '订单存在售后，不能发货',
  no_such_line: '商品不在订单中',
}

/** Unpacked, a parcel names SKUs and holds all of each. */
function deliver(body: XhsBody, market: Marketplace): XhsResult {
  const [tradeId, trackingNumber] = [textOf(body, 'orderId'), textOf(body, 'expressNo')]
  const carrierCode = textOf(body, 'expressCompanyCode')
  const trade = market.find(tradeId)
  if (trade === undefined) return invalid(SHIP_WORDS.no_trade)
  if (!COMPANIES.has(carrierCode)) return invalid('快递公司编码不正确')
  if (trackingNumber === '') return invalid('快递单号不能为空')
  const isUnpacked = body['unpack'] === true
  // A parcel of the whole order, for an order that left in parts before, names nothing: refused.
  if (!isUnpacked && trade.parcels.length > 0) return invalid(SHIP_WORDS.already_shipped)
  const skuIds = body['skuIdList']
  if (!isUnpacked) return answerOf(market.ship(tradeId, { carrierCode, trackingNumber, lines: null }))
  if (!Array.isArray(skuIds) || skuIds.length === 0) return invalid('拆包发货时 skuIdList 必填')
  const named = trade.lines.filter(({ skuId }) => skuIds.includes(skuId))
  if (new Set(named.map(({ skuId }) => skuId)).size !== new Set(skuIds).size) return invalid(SHIP_WORDS.no_such_line)
  const lines = named.map((line) => ({ lineId: line.lineId, quantity: leftOf(trade, line) }))
  if (lines.some(({ quantity }) => quantity === 0)) return invalid(SHIP_WORDS.already_shipped)
  return answerOf(market.ship(tradeId, { carrierCode, trackingNumber, lines }))
}

function answerOf(result: ReturnType<Marketplace['ship']>): XhsResult {
  return result.ok ? { ok: true, data: '发货成功' } : invalid(SHIP_WORDS[result.refusal])
}

function listAfterSales(body: XhsBody, market: Marketplace): XhsResult {
  const span = spanOf(body, 1, market)
  if (span === null) return invalid('时间范围不正确')
  const found = market.ledger.refundsModifiedBetween(span.fromMs, span.toMs, market.horizonMs())
  const page = toPage(found, { body, rule: AFTER_SALE_PAGES, market })
  if (page === null) return invalid('分页参数不正确')
  const { rows, total: totalCount, pageNo, pageSize } = page
  const data = { afterSaleBasicInfos: rows.map(toAfterSale), totalCount, pageNo, pageSize }
  return { ok: true, data: { code: 0, msg: 'success', success: true, data } } // This family of methods wraps once more.
}

const AFTER_SALE_STATUS = { asked: 1, succeeded: 4, refused: 9 } as const
const UNSHIPPED_REFUND = 5

function toAfterSale({ refund, trade }: ListedMarketRefund): Record<string, unknown> {
  return {
    returnsId: refund.refundId,
    returnType: UNSHIPPED_REFUND,
    reasonNameZh: refund.reason,
    status: AFTER_SALE_STATUS[refund.state],
    userId: trade.buyerOpenId,
    orderId: trade.tradeId,
    applyTime: refund.createdAtMs,
    updatedAt: refund.modifiedAtMs,
    expectedRefundAmountYuan: refund.amountFen / 100,
  }
}
