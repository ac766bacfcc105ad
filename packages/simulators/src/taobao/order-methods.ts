// The TOP methods of orders and refunds. Required arguments, limits and result names: TOP API metadata.

import { fromChinaText, toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import type { MarketTrade } from '../marketplace/market-trade.ts'
import type { Form, TopMethod, TopMethodContext as MethodContext } from './method.ts'
import { readPaging, toListing } from './listing.ts'
import { selectFields } from './select-fields.ts'
import { refundStatus, topStatus, toTopTrade, yuan } from './to-top-trade.ts'
import { invalidArgument, missingArgument, refusals, refuse } from './top-error.ts'
import type { TopRefusal, TopResult } from './top-error.ts'

const DAY_MS = 86_400_000
const CREATED_BACK_MS = 90 * DAY_MS // trades.sold.get looks three months back.

export const ORDER_METHODS: readonly [string, TopMethod][] = [
  ['taobao.trades.sold.get', soldTrades],
  ['taobao.trades.sold.increment.get', changedTrades],
  ['taobao.trades.sold.incrementv.get', indexedTrades],
  ['taobao.trade.fullinfo.get', fullTrade],
  ['taobao.refunds.receive.get', changedRefunds],
]

function soldTrades(form: Form, context: MethodContext): TopResult {
  const earliestMs = context.nowMs - CREATED_BACK_MS
  const window = readWindow(form, {
    from: 'start_created',
    to: 'end_created',
    required: false,
    spanMaxMs: CREATED_BACK_MS,
  })
  if ('code' in window) return refuse(window)
  const fromMs = Math.max(window.fromMs ?? earliestMs, earliestMs)
  const trades = context.ledger.createdBetween(fromMs, endOf(window.toMs ?? context.nowMs, context), horizon(context))
  return listTrades(form, context, { trades, envelope: 'trades_sold_get_response' })
}

function changedTrades(form: Form, context: MethodContext): TopResult {
  const window = readWindow(form, { from: 'start_modified', to: 'end_modified', required: true, spanMaxMs: DAY_MS })
  if ('code' in window) return refuse(window)
  const trades = context.ledger.modifiedBetween(
    window.fromMs ?? 0,
    endOf(window.toMs ?? context.nowMs, context),
    horizon(context),
  )
  return listTrades(form, context, { trades, envelope: 'trades_sold_increment_get_response' })
}

/** By the time the index took a trade in: here, when it was created. */
function indexedTrades(form: Form, context: MethodContext): TopResult {
  const window = readWindow(form, { from: 'start_create', to: 'end_create', required: true, spanMaxMs: DAY_MS })
  if ('code' in window) return refuse(window)
  const toMs = endOf(window.toMs ?? context.nowMs, context)
  const trades = context.ledger.createdBetween(window.fromMs ?? 0, toMs, horizon(context))
  return listTrades(form, context, { trades, envelope: 'trades_sold_incrementv_get_response' })
}

function listTrades(form: Form, context: MethodContext, found: { trades: MarketTrade[]; envelope: string }): TopResult {
  const fields = form.get('fields') ?? ''
  if (fields === '') return refuse(missingArgument('fields'))
  const paging = readPaging(form)
  if ('code' in paging) return refuse(paging)
  const status = form.get('status')
  const trades = status === undefined ? found.trades : found.trades.filter((trade) => topStatus(trade) === status)
  const toRow = (trade: MarketTrade): Record<string, unknown> => {
    const row = selectFields(toTopTrade(trade, context.sellerNick), fields)
    if (context.faults.promotionNight) for (const name of ['orders', 'payment', 'oaid']) delete row[name]
    return row
  }
  return toListing({
    rows: trades,
    toRow,
    paging,
    faults: context.faults,
    envelope: found.envelope,
    names: ['trades', 'trade'],
  })
}

function fullTrade(form: Form, context: MethodContext): TopResult {
  const fields = form.get('fields') ?? ''
  const tradeId = form.get('tid') ?? ''
  if (fields === '') return refuse(missingArgument('fields'))
  if (tradeId === '') return refuse(missingArgument('tid'))
  const trade = context.ledger.find(tradeId, context.nowMs)
  if (trade === undefined) return refuse(refusals.tradeNotExist)
  const row = selectFields(toTopTrade(trade, context.sellerNick), fields)
  if (form.get('include_oaid') !== 'true') delete row['oaid']
  if (context.faults.thinDetail) {
    for (const name of Object.keys(row))
      if (name === 'orders' || name === 'oaid' || name.startsWith('receiver_')) delete row[name]
  }
  return { ok: true, body: { trade_fullinfo_get_response: { trade: row } } }
}

function changedRefunds(form: Form, context: MethodContext): TopResult {
  const fields = form.get('fields') ?? ''
  if (fields === '') return refuse(missingArgument('fields'))
  const window = readWindow(form, {
    from: 'start_modified',
    to: 'end_modified',
    required: false,
    spanMaxMs: CREATED_BACK_MS,
  })
  if ('code' in window) return refuse(window)
  const paging = readPaging(form)
  if ('code' in paging) return refuse(paging)
  const toMs = endOf(window.toMs ?? context.nowMs, context)
  const rows = context.ledger.refundsModifiedBetween(window.fromMs ?? 0, toMs, horizon(context))
  const toRow = (listed: ListedMarketRefund): Record<string, unknown> => selectFields(toTopRefund(listed), fields)
  return toListing({
    rows,
    toRow,
    paging,
    faults: context.faults,
    envelope: 'refunds_receive_get_response',
    names: ['refunds', 'refund'],
  })
}

function toTopRefund({ refund, trade, lineId }: ListedMarketRefund): Record<string, unknown> {
  return {
    refund_id: refund.refundId, // Text, unlike tid and oid.
    tid: longNumber(trade.tradeId),
    oid: longNumber(lineId),
    status: refundStatus(refund.state),
    order_status: topStatus(trade),
    refund_fee: yuan(refund.amountFen),
    total_fee: yuan(trade.payableFen),
    created: toChinaText(refund.createdAtMs),
    modified: toChinaText(refund.modifiedAtMs),
    reason: refund.reason,
    refund_phase: 'onsale',
    good_status: 'BUYER_NOT_RECEIVED',
    has_good_return: false,
  }
}

interface WindowRule {
  from: string
  to: string
  required: boolean
  spanMaxMs: number
}

function readWindow(form: Form, rule: WindowRule): { fromMs: number | null; toMs: number | null } | TopRefusal {
  const times: (number | null)[] = []
  for (const name of [rule.from, rule.to]) {
    const text = form.get(name) ?? ''
    if (text === '' && rule.required) return missingArgument(name)
    const atMs = text === '' ? null : fromChinaText(text)
    if (text !== '' && atMs === null) return invalidArgument(name)
    times.push(atMs)
  }
  const [fromMs = null, toMs = null] = times
  if (fromMs !== null && toMs !== null && (toMs < fromMs || toMs - fromMs > rule.spanMaxMs))
    return invalidArgument(rule.to)
  return { fromMs, toMs }
}

/** The end counts as a whole second [A], or not at all where the fault says so. */
function endOf(toMs: number, context: MethodContext): number {
  return context.faults.endExclusive ? toMs - 1 : toMs + 999
}

function horizon(context: MethodContext): number {
  return context.nowMs - context.faults.lagMs
}
