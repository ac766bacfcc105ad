// The methods of orders and after-sales. Parameters, limits and result names: their API pages.

import { integerOf, textOf } from '../marketplace/json-parameters.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import { businessError, invalid, missing } from './douyin-error.ts'
import type { DouyinResult } from './douyin-error.ts'
import type { DouyinMethod, Parameters } from './method.ts'
import { seconds, toDouyinOrder } from './to-douyin-order.ts'

const DAY_MS = 86_400_000
const BACK_MS = 90 * DAY_MS
const PAGE_SIZE_MAX = 100
const DEPTH_MAX = 50_000

export const ORDER_METHODS: readonly [string, DouyinMethod][] = [
  ['order.searchList', searchOrders],
  ['order.orderDetail', oneOrder],
  ['afterSale.List', searchRefunds],
  ['afterSale.Detail', oneRefund],
]

interface Range {
  fromMs: number
  toMs: number
}

type Read<T> = { ok: true; value: T } | { ok: false; result: DouyinResult }

/** Both ends in UNIX seconds; null where neither was given. */
function readRange(parameters: Parameters, from: string, to: string): Read<Range | null> {
  if (parameters[from] === undefined && parameters[to] === undefined) return { ok: true, value: null }
  const [start, end] = [integerOf(parameters, from), integerOf(parameters, to)]
  if (start === null || end === null || end < start) return { ok: false, result: invalid(from) }
  // Milliseconds lie tens of thousands of years ahead.
  if (end > 100_000_000_000) return { ok: false, result: invalid(to) }
  return { ok: true, value: { fromMs: start * 1_000, toMs: end * 1_000 } }
}

function endOf({ toMs }: Range, { faults }: Marketplace): number {
  return faults.endExclusive ? toMs - 1 : toMs + 999
}

interface Page {
  page: number
  size: number
}

/** Pages count from 0. */
function readPage(parameters: Parameters): Read<Page> {
  const [page, size] = [integerOf(parameters, 'page'), integerOf(parameters, 'size')]
  if (page === null || page < 0) return { ok: false, result: invalid('page') }
  if (size === null || size < 1 || size > PAGE_SIZE_MAX) return { ok: false, result: invalid('size') }
  if (page * size > DEPTH_MAX) return { ok: false, result: invalid('page') }
  return { ok: true, value: { page, size } }
}

function rowsOf<T>(rows: readonly T[], { page, size }: Page, { faults }: Marketplace): T[] {
  const last = Math.max(0, Math.ceil(rows.length / size) - 1)
  const start = (faults.repeatLastPage && page > 0 ? last : page) * size
  return rows.slice(start, start + size)
}

function searchOrders(parameters: Parameters, market: Marketplace): DouyinResult {
  const page = readPage(parameters)
  if (!page.ok) return page.result
  const created = readRange(parameters, 'create_time_start', 'create_time_end')
  const updated = readRange(parameters, 'update_time_start', 'update_time_end')
  if (!created.ok) return created.result
  if (!updated.ok) return updated.result
  const range = updated.value ?? created.value
  if (range === null) return missing('update_time_start')
  if (range.fromMs < market.now() - BACK_MS) return invalid('update_time_start')
  const { ledger } = market
  const [fromMs, toMs] = [range.fromMs, endOf(range, market)]
  const found =
    updated.value === null
      ? ledger.createdBetween(fromMs, toMs, market.horizonMs())
      : ledger.modifiedBetween(fromMs, toMs, market.horizonMs())
  // Orders created longer ago are not listed, whenever they changed.
  const trades = found.filter(({ createdAtMs }) => createdAtMs >= market.now() - BACK_MS)
  const sorted = parameters['order_asc'] === true ? trades.toReversed() : trades
  const shop_order_list = rowsOf(sorted, page.value, market).map((trade) => {
    const row = toDouyinOrder(trade, market.key('shopId'))
    if (market.faults.promotionNight) for (const name of ['sku_order_list', 'pay_amount', 'post_addr']) delete row[name]
    return row
  })
  const total = Math.max(0, trades.length + market.faults.totalError)
  return { ok: true, data: { ...page.value, total, shop_order_list } }
}

function oneOrder(parameters: Parameters, market: Marketplace): DouyinResult {
  const id = textOf(parameters, 'shop_order_id')
  if (id === '') return missing('shop_order_id')
  const trade = market.find(id)
  if (trade === undefined) return businessError('订单不存在')
  const row = toDouyinOrder(trade, market.key('shopId'))
  if (market.faults.thinDetail) {
    for (const name of Object.keys(row))
      if (name === 'sku_order_list' || /post_(addr|receiver|tel)/.test(name)) delete row[name]
  }
  return { ok: true, data: { shop_order_detail: row } }
}

const AFTER_SALE_STATUS = { asked: 6, succeeded: 12, refused: 28 } as const
const REFUND_STATUS = { asked: 1, succeeded: 3, refused: 1 } as const

function searchRefunds(parameters: Parameters, market: Marketplace): DouyinResult {
  const page = readPage(parameters)
  if (!page.ok) return page.result
  const updated = readRange(parameters, 'update_start_time', 'update_end_time')
  const applied = readRange(parameters, 'start_time', 'end_time')
  if (!updated.ok) return updated.result
  if (!applied.ok) return applied.result
  if (updated.value === null && applied.value === null) return missing('update_start_time')
  const order = Array.isArray(parameters['order_by']) ? (parameters['order_by'] as unknown[])[0] : undefined
  // [A] Documented as a warning: a window by change without this order loses rows.
  const isOrdered = order === 'update_time asc' || order === 'update_time desc'
  if (updated.value !== null && !isOrdered) return invalid('order_by')
  const isWithin = (atMs: number, range: Range | null): boolean =>
    range === null || (atMs >= range.fromMs && atMs <= endOf(range, market))
  const newestFirst = market.ledger
    .refundsModifiedBetween(updated.value?.fromMs ?? 0, market.horizonMs(), market.horizonMs())
    .filter(({ refund }) => isWithin(refund.modifiedAtMs, updated.value) && isWithin(refund.createdAtMs, applied.value))
  const rows = order === 'update_time asc' ? newestFirst.toReversed() : newestFirst
  const { page: number, size } = page.value
  const total = Math.max(0, rows.length + market.faults.totalError)
  const items = rowsOf(rows, page.value, market).map(toItem)
  return {
    ok: true,
    data: { items, total, has_more: (number + 1) * size < rows.length, page: number, size: items.length },
  }
}

/** The list tells what was asked for: all that the buyer paid for the line. */
function toItem({ refund, trade, lineId }: ListedMarketRefund): Record<string, unknown> {
  const line = trade.lines.find((each) => each.lineId === lineId)!
  return {
    aftersale_info: {
      aftersale_id: refund.refundId,
      aftersale_type: trade.parcels.length > 0 ? 1 : 2,
      aftersale_status: AFTER_SALE_STATUS[refund.state],
      refund_amount: line.payableFen,
      refund_post_amount: 0,
      refund_status: REFUND_STATUS[refund.state],
      apply_time: seconds(refund.createdAtMs),
      update_time: seconds(refund.modifiedAtMs),
      aftersale_num: line.quantity,
    },
    order_info: {
      shop_order_id: trade.tradeId,
      related_order_info: [{ sku_order_id: lineId, pay_amount: line.payableFen, item_num: line.quantity }],
    },
  }
}

function oneRefund(parameters: Parameters, market: Marketplace): DouyinResult {
  const id = textOf(parameters, 'after_sale_id')
  if (id === '') return missing('after_sale_id')
  const found = market.ledger
    .refundsModifiedBetween(0, market.now(), market.now())
    .find(({ refund }) => refund.refundId === id)
  if (found === undefined) return businessError('售后单不存在')
  const { refund, trade } = found
  const isDone = refund.state === 'succeeded'
  const after_sale_info = {
    after_sale_id: longNumber(refund.refundId),
    after_sale_status: AFTER_SALE_STATUS[refund.state],
    refund_status: REFUND_STATUS[refund.state],
    refund_total_amount: refund.amountFen,
    real_refund_amount: isDone ? refund.amountFen : 0,
    refund_time: isDone ? seconds(refund.modifiedAtMs) : 0,
    apply_time: seconds(refund.createdAtMs),
    update_time: seconds(refund.modifiedAtMs),
  }
  const order_info = { shop_order_id: longNumber(trade.tradeId) }
  return { ok: true, data: { process_info: { after_sale_info }, order_info } }
}
