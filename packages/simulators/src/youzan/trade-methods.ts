// Orders and refunds. Bounds, pages and messages: trades.sold.get 4.0.4, trade.get 4.0.2, trade.refund.search 3.0.1.

import { fromChinaText, toChinaText } from '../marketplace/china-time.ts'
import { textOf } from '../marketplace/json-parameters.ts'
import type { MarketTrade } from '../marketplace/market-trade.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import { countOf } from './method.ts'
import type { Parameters, YouzanMethod } from './method.ts'
import { toFullOrder, toYouzanTrade, youzanStatus, yuan } from './to-youzan-trade.ts'
import { businessError, gatewayError, gatewayErrors } from './youzan-error.ts'
import type { YouzanResult } from './youzan-error.ts'

const SPAN_MS_MAX = 92 * 86_400_000 // Three months.
const PAGE_MAX = 100
const PAGE_SIZE_MAX = 100
const DEPTH_MAX = 3_000

export const TRADE_METHODS: readonly [string, YouzanMethod][] = [
  ['youzan.trades.sold.get/4.0.4', soldTrades],
  ['youzan.trade.get/4.0.2', oneTrade],
  ['youzan.trade.refund.search/3.0.1', refunds],
]

const NO_ORDERS = { full_order_info_list: [] }

function soldTrades(parameters: Parameters, market: Marketplace): YouzanResult {
  const refused = (message: string): YouzanResult => businessError(5000, message, NO_ORDERS)
  const page = countOf(parameters, 'page_no', 1)
  const pageSize = countOf(parameters, 'page_size', 20)
  if (pageSize === null || pageSize > PAGE_SIZE_MAX) return refused('每页最多显示100条数据')
  if (page === null || page > PAGE_MAX) return refused('查询页数超过100')
  const found = findTrades(parameters, market)
  if (!Array.isArray(found)) return found
  const { rows, total } = cut(found, { page, pageSize }, market)
  const isThin = market.faults.promotionNight
  const list = rows.map((trade) => ({ full_order_info: toFullOrder(trade, isThin) }))
  return { ok: true, data: { total_results: total, full_order_info_list: list } }
}

/** Newest change first where bounds of change are given, newest order first otherwise; the direction is [A]. */
function findTrades(parameters: Parameters, market: Marketplace): MarketTrade[] | YouzanResult {
  const horizonMs = market.horizonMs()
  const updated = readBounds(parameters, 'update', market)
  const created = readBounds(parameters, 'created', market)
  for (const bounds of [updated, created]) if (bounds !== null && 'ok' in bounds) return bounds
  const status = textOf(parameters, 'status')
  const tid = textOf(parameters, 'tid')
  const [from, to] = updated !== null && !('ok' in updated) ? [updated.fromMs, updated.toMs] : [0, horizonMs]
  return market.ledger
    .modifiedBetween(from, to, horizonMs)
    .filter((trade) => status === '' || youzanStatus(trade) === status)
    .filter((trade) => tid === '' || trade.tradeId === tid)
    .filter(({ createdAtMs }) => {
      return created === null || 'ok' in created || (createdAtMs >= created.fromMs && createdAtMs <= created.toMs)
    })
}

interface Bounds {
  fromMs: number
  toMs: number
}

/** Null where they do not come as a pair: then they mean nothing. */
function readBounds(parameters: Parameters, name: string, { faults }: Marketplace): Bounds | YouzanResult | null {
  const texts = [parameters[`start_${name}`], parameters[`end_${name}`]]
  if (texts.includes(undefined)) return null
  const [fromMs, toMs] = texts.map(fromChinaText)
  // A day without its time is an internal error there.
  if (fromMs === null || fromMs === undefined || toMs === null || toMs === undefined)
    return gatewayError(gatewayErrors.system)
  if (toMs <= fromMs) return businessError(5000, '开始时间不能大于结束时间', NO_ORDERS)
  if (toMs - fromMs > SPAN_MS_MAX) return businessError(5000, '时间跨度不能超过3个月', NO_ORDERS)
  return { fromMs, toMs: faults.endExclusive ? toMs - 1 : toMs + 999 }
}

function cut<T>(
  rows: readonly T[],
  { page, pageSize }: { page: number; pageSize: number },
  { faults }: Marketplace,
): { rows: T[]; total: number } {
  const last = Math.max(1, Math.ceil(rows.length / pageSize))
  const start = ((faults.repeatLastPage && page > 1 ? last : page) - 1) * pageSize
  return { rows: rows.slice(start, start + pageSize), total: Math.max(0, rows.length + faults.totalError) }
}

function oneTrade(parameters: Parameters, market: Marketplace): YouzanResult {
  const trade = market.find(textOf(parameters, 'tid'))
  if (trade !== undefined) return { ok: true, data: toYouzanTrade(trade, market.faults.thinDetail) }
  const empty = { delivery_order: [], refund_order: [], full_order_info: { orders: [], pay_info: {} } }
  return businessError(5000, 'trade not found', empty)
}

const REFUND_STATUS = { asked: 'WAIT_SELLER_AGREE', refused: 'SELLER_REFUSE_BUYER', succeeded: 'SUCCESS' } as const

/** Bounds are UNIX seconds here. */
function refunds(parameters: Parameters, market: Marketplace): YouzanResult {
  const page = countOf(parameters, 'page_no', 1)
  const pageSize = countOf(parameters, 'page_size', 20)
  if (page === null || pageSize === null) return businessError(53_002, 'page_size type error')
  if (page > PAGE_MAX) return businessError(5000, '查询页数超过100')
  if (page * pageSize > DEPTH_MAX) return businessError(5000, '超过ES搜索最大深度')
  const [start, end] = ['update_time_start', 'update_time_end'].map((name) => secondsOf(parameters[name]))
  if (start === null || end === null) return businessError(5000, '时间参数错误')
  const toMs = (end ?? market.now() / 1_000) * 1_000
  const found = market.ledger.refundsModifiedBetween(
    (start ?? 0) * 1_000,
    market.faults.endExclusive ? toMs - 1 : toMs + 999,
    market.horizonMs(),
  )
  const { rows, total } = cut(found, { page, pageSize }, market)
  return { ok: true, data: { total, refunds: rows.map(toRefund) } }
}

/** Undefined where there is none. Milliseconds would lie tens of thousands of years ahead. */
function secondsOf(value: unknown): number | null | undefined {
  if (value === undefined) return undefined
  return typeof value === 'number' && Number.isInteger(value) && value < 10_000_000_000 ? value : null
}

function toRefund({ refund, trade }: ListedMarketRefund): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    status: REFUND_STATUS[refund.state],
    tid: trade.tradeId,
    return_goods: false,
    reason: 11,
    refund_fee: yuan(refund.amountFen),
    created: toChinaText(refund.createdAtMs),
    modified: toChinaText(refund.modifiedAtMs),
  }
}
