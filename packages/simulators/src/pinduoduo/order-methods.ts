// The methods of orders and refunds. Required parameters, limits and result names: their API pages.

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { MarketTrade } from '../marketplace/market-trade.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import type { Parameters, PddMethod } from './method.ts'
import { readWindow, toPage } from './paging.ts'
import { businessError, parameterError, refuse } from './pdd-error.ts'
import type { PddResult } from './pdd-error.ts'
import { isVisible, orderStatus, refundStatus, toPddOrder, yuan } from './to-pdd-order.ts'

const MINUTE_MS = 60_000
const HALF_HOUR_MS = 30 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS
const ALL = '5'

export const ORDER_METHODS: readonly [string, PddMethod][] = [
  ['pdd.order.list.get', confirmedOrders],
  ['pdd.order.number.list.increment.get', changedOrders],
  ['pdd.order.information.get', oneOrder],
  ['pdd.order.status.get', statuses],
  ['pdd.refund.status.check', openRefunds],
  ['pdd.refund.list.increment.get', changedRefunds],
]

function confirmedOrders(parameters: Parameters, market: Marketplace): PddResult {
  const rule = { from: 'start_confirm_at', to: 'end_confirm_at', spanMaxMs: DAY_MS, behindMs: 0 }
  const window = readWindow(parameters, rule, market)
  if (!window.ok) return window
  const trades = market.ledger.createdBetween(window.fromMs, window.toMs, market.horizonMs())
  return listOrders(parameters, market, { trades, envelope: 'order_list_get_response', name: 'order_list' })
}

function changedOrders(parameters: Parameters, market: Marketplace): PddResult {
  if (!['0', '1', '2'].includes(parameters.get('is_lucky_flag') ?? '')) return refuse(parameterError('is_lucky_flag'))
  const rule = { from: 'start_updated_at', to: 'end_updated_at', spanMaxMs: HALF_HOUR_MS, behindMs: 3 * MINUTE_MS }
  const window = readWindow(parameters, rule, market)
  if (!window.ok) return window
  const trades = market.ledger.modifiedBetween(window.fromMs, window.toMs, market.horizonMs())
  return listOrders(parameters, market, { trades, envelope: 'order_sn_increment_get_response', name: 'order_sn_list' })
}

function listOrders(
  parameters: Parameters,
  market: Marketplace,
  found: { trades: MarketTrade[]; envelope: string; name: string },
): PddResult {
  const [status = '', refund = ''] = ['order_status', 'refund_status'].map((name) => parameters.get(name))
  if (!['1', '2', '3', ALL].includes(status)) return refuse(parameterError('order_status'))
  if (!['1', '2', '3', '4', ALL].includes(refund)) return refuse(parameterError('refund_status'))
  const rows = found.trades.filter(
    (trade) =>
      isVisible(trade) &&
      (status === ALL || String(orderStatus(trade)) === status) &&
      (refund === ALL || String(refundStatus(trade)) === refund),
  )
  const toRow = (trade: MarketTrade): Record<string, unknown> => {
    const row = toPddOrder(trade)
    if (market.faults.promotionNight)
      for (const name of ['item_list', 'pay_amount', 'open_address_id']) delete row[name]
    return row
  }
  const page = toPage(parameters, { rows, toRow }, market)
  return page.ok ? { ok: true, body: { [found.envelope]: { ...page.count, [found.name]: page.rows } } } : page
}

function oneOrder(parameters: Parameters, market: Marketplace): PddResult {
  const orderSn = parameters.get('order_sn') ?? ''
  if (orderSn === '') return refuse(parameterError('order_sn'))
  const trade = market.find(orderSn)
  if (trade === undefined || !isVisible(trade)) return refuse(businessError('订单不存在'))
  const row = toPddOrder(trade)
  if (market.faults.thinDetail) {
    for (const name of Object.keys(row))
      if (name === 'item_list' || name === 'open_address_id' || name.startsWith('receiver_')) delete row[name]
  }
  return { ok: true, body: { order_info_get_response: { order_info: row } } }
}

function statuses(parameters: Parameters, market: Marketplace): PddResult {
  const rows = orderSns(parameters).map((orderSn) => {
    const trade = market.find(orderSn)
    const isKnown = trade !== undefined && isVisible(trade)
    // The platform's own mixture of spellings; 0 is "abnormal".
    return {
      orderSn,
      order_status: isKnown ? orderStatus(trade) : 0,
      refund_status: isKnown ? refundStatus(trade) : 0,
    }
  })
  return { ok: true, body: { order_status_get_response: { order_status_list: rows } } }
}

function openRefunds(parameters: Parameters, market: Marketplace): PddResult {
  const open = orderSns(parameters).filter((orderSn) => {
    const trade = market.find(orderSn)
    return trade !== undefined && refundStatus(trade) !== 1
  })
  const rows = open.map((order_sn) => ({ order_sn }))
  return { ok: true, body: { refund_status_check_response: { order_sns_exists_refund: rows } } }
}

function orderSns(parameters: Parameters): string[] {
  return (parameters.get('order_sns') ?? '').split(',').filter((orderSn) => orderSn !== '')
}

const AFTER_SALES_STATUS = { asked: 2, succeeded: 10, refused: 6 } as const

function changedRefunds(parameters: Parameters, market: Marketplace): PddResult {
  for (const name of ['after_sales_status', 'after_sales_type'])
    if (!/^\d{1,2}$/.test(parameters.get(name) ?? '')) return refuse(parameterError(name))
  const rule = { from: 'start_updated_at', to: 'end_updated_at', spanMaxMs: HALF_HOUR_MS, behindMs: 0 }
  const window = readWindow(parameters, rule, market)
  if (!window.ok) return window
  const rows = market.ledger.refundsModifiedBetween(window.fromMs, window.toMs, market.horizonMs())
  const page = toPage(parameters, { rows, toRow: toRefund }, market)
  return page.ok
    ? { ok: true, body: { refund_increment_get_response: { ...page.count, refund_list: page.rows } } }
    : page
}

function toRefund({ refund, trade, lineId }: ListedMarketRefund): Record<string, unknown> {
  const line = trade.lines.find((each) => each.lineId === lineId)
  return {
    id: longNumber(refund.refundId),
    order_sn: trade.tradeId,
    after_sales_status: AFTER_SALES_STATUS[refund.state],
    after_sales_type: 2,
    after_sale_reason: refund.reason,
    refund_amount: yuan(refund.amountFen),
    order_amount: yuan(trade.payableFen),
    ...(line === undefined ? {} : { goods_id: longNumber(line.listingId), sku_id: longNumber(line.skuId) }),
    outer_id: line?.skuCode ?? '',
    created_time: toChinaText(refund.createdAtMs),
    updated_time: toChinaText(refund.modifiedAtMs),
  }
}
