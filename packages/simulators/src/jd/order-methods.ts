// The methods of orders and refunds. Parameters, limits and result names: their API pages and public clients.

import { toChinaText } from '../marketplace/china-time.ts'
import { textOf } from '../marketplace/json-parameters.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import { fromJdText } from './china-time.ts'
import { API_SUCCESS, apiFailure, refuse } from './jd-error.ts'
import type { JdResult } from './jd-error.ts'
import { countOf, listOf } from './method.ts'
import type { JdMethod, Parameters } from './method.ts'
import { isVisible, orderState, toJdOrder } from './to-jd-order.ts'

const DAY_MS = 86_400_000
const MONTH_MS = 31 * DAY_MS
const MODIFIED_BACK_MS = 92 * DAY_MS
const PAGE_SIZE_MAX = 100
const BY_CREATION = '1'
const NEWEST_FIRST = '1'
const ALL = 'ALL'
const STATES = new Set([
  'WAIT_SELLER_STOCK_OUT',
  'WAIT_GOODS_RECEIVE_CONFIRM',
  'WAIT_SELLER_DELIVERY',
  'PAUSE',
  'POP_ORDER_PAUSE',
  'WAIT_SEND_CODE',
  'LOCKED',
  'FINISHED_L',
  'TRADE_CANCELED',
  ALL,
])

export const ORDER_METHODS: readonly [string, JdMethod][] = [
  ['jingdong.pop.order.enSearch', searchOrders],
  ['jingdong.pop.order.enGet', oneOrder],
  ['jingdong.pop.afs.soa.refundapply.queryPageList', searchRefunds],
]

function searchOrders(parameters: Parameters, market: Marketplace): JdResult {
  const fields = listOf(parameters, 'optional_fields')
  if (fields.length === 0) return refuse(68)
  const states = listOf(parameters, 'order_state')
  if (states.length === 0) return refuse(60, 'order_state')
  if (states.some((state) => !STATES.has(state))) return refuse(61, 'order_state')
  const isByCreation = textOf(parameters, 'dateType') === BY_CREATION
  const window = readWindow(parameters, { states, isByCreation, market })
  if (window === null) return refuse(61, 'start_date') // [A] Which code.
  const { fromMs, toMs } = window
  const page = countOf(textOf(parameters, 'page'), 100_000_000)
  const pageSize = countOf(textOf(parameters, 'page_size'), PAGE_SIZE_MAX)
  if (typeof parameters['page'] !== 'string' || page === null) return refuse(61, 'page')
  if (typeof parameters['page_size'] !== 'string' || pageSize === null) return refuse(61, 'page_size')
  const endMs = market.faults.endExclusive ? toMs - 1 : toMs + 999
  const { ledger } = market
  const found = isByCreation
    ? ledger.createdBetween(fromMs, endMs, market.horizonMs())
    : ledger.modifiedBetween(fromMs, endMs, market.horizonMs())
  const trades = found.filter(
    (trade) => isVisible(trade) && (states.includes(ALL) || states.includes(orderState(trade))),
  )
  const sorted = textOf(parameters, 'sortType') === NEWEST_FIRST ? trades : trades.toReversed()
  const rows = toPage(sorted, { page, pageSize }, market).map((trade) => {
    const row = select(toJdOrder(trade), fields)
    if (market.faults.promotionNight)
      for (const name of ['itemInfoList', 'actualPay', 'consigneeInfo']) delete row[name]
    return row
  })
  const orderTotal = Math.max(0, trades.length + market.faults.totalError)
  return { ok: true, body: { searchorderinfo_result: { apiResult: API_SUCCESS, orderTotal, orderInfoList: rows } } }
}

/** A month at most; the last one where orders to be shipped are asked for and nothing is said of time. */
function readWindow(
  parameters: Parameters,
  { states, isByCreation, market }: { states: readonly string[]; isByCreation: boolean; market: Marketplace },
): { fromMs: number; toMs: number } | null {
  const texts = ['start_date', 'end_date'].map((name) => textOf(parameters, name))
  const isOpen = texts.every((text) => text === '') && states.every((state) => state === 'WAIT_SELLER_STOCK_OUT')
  if (isOpen) return { fromMs: market.now() - MONTH_MS, toMs: market.now() }
  const [fromMs = null, toMs = null] = texts.map(fromJdText)
  if (fromMs === null || toMs === null || toMs < fromMs || toMs - fromMs > MONTH_MS) return null
  return !isByCreation && fromMs < market.now() - MODIFIED_BACK_MS ? null : { fromMs, toMs }
}

function toPage<T>(
  rows: readonly T[],
  { page, pageSize }: { page: number; pageSize: number },
  { faults }: Marketplace,
): T[] {
  const last = Math.max(1, Math.ceil(rows.length / pageSize))
  const start = ((faults.repeatLastPage && page > 1 ? last : page) - 1) * pageSize
  return rows.slice(start, start + pageSize)
}

/** Only what was asked for is returned. */
function select(order: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter((name) => name in order).map((name) => [name, order[name]]))
}

function oneOrder(parameters: Parameters, market: Marketplace): JdResult {
  const fields = listOf(parameters, 'optional_fields')
  if (fields.length === 0) return refuse(68)
  const orderId = textOf(parameters, 'order_id')
  if (!/^\d+$/.test(orderId)) return refuse(61, 'order_id')
  const trade = market.find(orderId)
  if (trade === undefined || !isVisible(trade)) {
    const apiResult = apiFailure('订单不存在', 'order not exist')
    return { ok: true, body: { orderDetailInfo: { apiResult } } }
  }
  const orderInfo = select(toJdOrder(trade), fields)
  if (market.faults.thinDetail) for (const name of ['itemInfoList', 'consigneeInfo']) delete orderInfo[name]
  return { ok: true, body: { orderDetailInfo: { apiResult: { ...API_SUCCESS, success: 'true' }, orderInfo } } }
}

const REFUND_PAGE_MAX = 100
const REFUND_PAGE_SIZE_MAX = 50
const REFUND_STATUS = { asked: 0, succeeded: 3, refused: 2 } as const

function searchRefunds(parameters: Parameters, market: Marketplace): JdResult {
  const page = countOf(textOf(parameters, 'pageIndex'), REFUND_PAGE_MAX)
  const pageSize = countOf(textOf(parameters, 'pageSize'), REFUND_PAGE_SIZE_MAX)
  if (page === null) return refuse(61, 'pageIndex')
  if (pageSize === null) return refuse(61, 'pageSize')
  const asked = readRange(parameters, 'apply', market)
  const checked = readRange(parameters, 'check', market)
  if (asked === null || checked === null) return refuse(61, 'time')
  const rows = market.ledger.refundsModifiedBetween(0, market.now(), market.horizonMs()).filter(({ refund, trade }) => {
    const isChecked = refund.state !== 'asked'
    if (trade.parcels.length > 0) return false // After shipping it is an after-sale case elsewhere.
    return isIn(refund.createdAtMs, asked) && (checked.isOpen || (isChecked && isIn(refund.modifiedAtMs, checked)))
  })
  const totalCount = Math.max(0, rows.length + market.faults.totalError)
  const result = toPage(rows, { page, pageSize }, market).map(toRefund)
  return { ok: true, body: { queryResult: { totalCount, result } } }
}

interface Range {
  fromMs: number
  toMs: number
  /** Nothing was asked of this time. */
  isOpen: boolean
}

function readRange(parameters: Parameters, time: 'apply' | 'check', { faults }: Marketplace): Range | null {
  const [from, to] = ['Start', 'End'].map((end) => textOf(parameters, `${time}Time${end}`)) as [string, string]
  if (from === '' && to === '') return { fromMs: -Infinity, toMs: Infinity, isOpen: true }
  const [fromMs, toMs] = [fromJdText(from), fromJdText(to)]
  if (fromMs === null || toMs === null || toMs < fromMs) return null
  return { fromMs, toMs: faults.endExclusive ? toMs - 1 : toMs + 999, isOpen: false }
}

function isIn(atMs: number, { fromMs, toMs }: Range): boolean {
  return atMs >= fromMs && atMs <= toMs
}

/** Amounts are in fen here, unlike those of orders. */
function toRefund({ refund, trade }: ListedMarketRefund): Record<string, unknown> {
  return {
    id: longNumber(refund.refundId),
    orderId: trade.tradeId,
    buyerId: trade.buyerNick,
    buyerName: trade.receiver.maskedName,
    applyTime: toChinaText(refund.createdAtMs),
    applyRefundSum: refund.amountFen,
    status: REFUND_STATUS[refund.state],
    reason: refund.reason,
    checkTime: refund.state === 'asked' ? '' : toChinaText(refund.modifiedAtMs),
    checkUserName: refund.state === 'asked' ? '' : 'seller',
    checkRemark: '',
    systemId: 0,
    partRefundType: 0,
  }
}
