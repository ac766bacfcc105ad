// The methods of orders and refunds. Parameters, limits and result names: their API pages.

import { integerOf, textOf } from '../marketplace/json-parameters.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { MarketLine, MarketTrade } from '../marketplace/market-trade.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ListedMarketRefund } from '../marketplace/trade-ledger.ts'
import { byPlace, isAfter, readCursor, toCursor } from './cursor.ts'
import type { Place } from './cursor.ts'
import { tradeIdOf } from './ids.ts'
import { invalid, refusals, refuse } from './kuaishou-error.ts'
import type { KuaishouResult } from './kuaishou-error.ts'
import type { KuaishouMethod, Parameters } from './method.ts'
import { refundStatus, statusOf, toKuaishouOrder } from './to-kuaishou-order.ts'

const DAY_MS = 86_400_000
const BACK_MS = 90 * DAY_MS
const CREATED_BACK_MS = 240 * DAY_MS
const NO_MORE = 'nomore'

export const ORDER_METHODS: readonly [string, KuaishouMethod][] = [
  ['open.order.cursor.list', { transports: ['GET'], serve: listOrders }],
  ['open.order.detail', { transports: ['GET'], serve: oneOrder }],
  ['open.seller.order.refund.pcursor.list', { transports: ['GET', 'POST'], serve: listRefunds }],
]

interface Span {
  fromMs: number
  toMs: number
}

/** In milliseconds: seconds lie decades ago, and are refused as too old. */
function readSpan(parameters: Parameters, spanMaxMs: number, market: Marketplace): Span | null {
  const [fromMs, toMs] = [integerOf(parameters, 'beginTime'), integerOf(parameters, 'endTime')]
  if (fromMs === null || toMs === null || toMs < fromMs) return null
  if (toMs - fromMs > spanMaxMs || fromMs < market.now() - BACK_MS) return null
  return { fromMs, toMs: market.faults.endExclusive ? toMs - 1 : toMs }
}

interface PlacedRow<T> {
  place: Place
  row: T
}

/** One page behind a cursor, and the next cursor. */
function pageOf<T>(
  rows: readonly PlacedRow<T>[],
  { cursor, query, pageSize }: { cursor: string; query: string; pageSize: number },
  { faults }: Marketplace,
): { rows: T[]; next: string } | null {
  const read = readCursor(cursor, query)
  if (!read.ok) return null
  const left = rows.filter(({ place }) => isAfter(place, read.after)).toSorted((a, b) => byPlace(a.place, b.place))
  const page = left.slice(0, pageSize)
  const last = page.at(-1)
  // A gateway at fault gives the place it was given, for ever.
  if (faults.repeatLastPage && cursor !== '') return { rows: page.map(({ row }) => row), next: cursor }
  const next = last === undefined || left.length <= pageSize ? NO_MORE : toCursor(last.place, query)
  return { rows: page.map(({ row }) => row), next }
}

const ORDER_PAGE_SIZE_MAX = 50
const ALL = 1
/** `orderViewStatus`: what each view shows. Without one all are shown, says a public client. */
const VIEWS = new Map<number, (status: number) => boolean>([
  [ALL, () => true],
  ...[10, 30, 40, 50, 70, 80].map((shown, index) => [index + 2, (status: number) => status === shown] as const),
])

function listOrders(parameters: Parameters, market: Marketplace): KuaishouResult {
  const span = readSpan(parameters, 7 * DAY_MS, market)
  if (span === null) return invalid('beginTime')
  const pageSize = integerOf(parameters, 'pageSize')
  if (pageSize === null || pageSize < 1 || pageSize > ORDER_PAGE_SIZE_MAX) return invalid('pageSize')
  const fits = VIEWS.get(integerOf(parameters, 'orderViewStatus') ?? ALL)
  if (fits === undefined) return invalid('orderViewStatus')
  const isByChange = integerOf(parameters, 'queryType') === 2
  const { ledger } = market
  const found = isByChange
    ? ledger.modifiedBetween(span.fromMs, span.toMs, market.horizonMs())
    : ledger.createdBetween(span.fromMs, span.toMs, market.horizonMs())
  // Orders created longer ago are not listed, whenever they changed.
  const trades = found.filter(({ createdAtMs }) => createdAtMs >= market.now() - CREATED_BACK_MS)
  const rows = trades.flatMap((trade) =>
    trade.lines
      .filter((line) => fits(statusOf(trade, line)))
      .map((line) => ({
        place: { atMs: isByChange ? trade.modifiedAtMs : trade.createdAtMs, id: line.lineId },
        row: { trade, line },
      })),
  )
  const query = `${String(parameters['beginTime'])}-${String(parameters['endTime'])}`
  const page = pageOf(rows, { cursor: textOf(parameters, 'cursor'), query, pageSize }, market)
  if (page === null) return invalid('cursor')
  const orderList = page.rows.map(({ trade, line }) => {
    const order = toKuaishouOrder(trade, line, true)
    if (market.faults.promotionNight) for (const name of ['orderItemInfo', 'orderAddress']) delete order[name]
    return order
  })
  return { ok: true, data: { pageSize, beginTime: span.fromMs, endTime: span.toMs, cursor: page.next, orderList } }
}

/** An order, and the trade it is part of. */
export function findOrder(oid: string, market: Marketplace): { trade: MarketTrade; line: MarketLine } | null {
  const trade = market.find(tradeIdOf(oid))
  const line = trade?.lines.find(({ lineId }) => lineId === oid)
  return trade === undefined || line === undefined ? null : { trade, line }
}

function oneOrder(parameters: Parameters, market: Marketplace): KuaishouResult {
  const found = findOrder(textOf(parameters, 'oid'), market)
  if (found === null) return refuse(refusals.rejected)
  const order = toKuaishouOrder(found.trade, found.line, false)
  if (market.faults.thinDetail) for (const name of ['orderItemInfo', 'orderAddress']) delete order[name]
  return { ok: true, data: order }
}

const REFUND_PAGE_SIZE_MAX = 100
const WAITING_REFUNDS = 8
const ALL_REFUNDS = 9

function listRefunds(parameters: Parameters, market: Marketplace): KuaishouResult {
  const span = readSpan(parameters, DAY_MS, market)
  if (span === null) return invalid('beginTime')
  const pageSize = integerOf(parameters, 'pageSize')
  if (pageSize === null || pageSize < 1 || pageSize > REFUND_PAGE_SIZE_MAX) return invalid('pageSize')
  if ((integerOf(parameters, 'currentPage') ?? 0) < 1) return invalid('currentPage')
  const type = integerOf(parameters, 'type')
  if (type !== WAITING_REFUNDS && type !== ALL_REFUNDS) return invalid('type')
  const isByChange = integerOf(parameters, 'queryType') === 2
  const timeOf = ({ refund }: ListedMarketRefund): number => (isByChange ? refund.modifiedAtMs : refund.createdAtMs)
  const horizonMs = market.horizonMs()
  const found = market.ledger
    .refundsModifiedBetween(isByChange ? span.fromMs : 0, isByChange ? span.toMs : horizonMs, horizonMs)
    .filter((row) => timeOf(row) >= span.fromMs && timeOf(row) <= span.toMs)
    .filter(({ refund }) => type === ALL_REFUNDS || refund.state === 'asked')
  const rows = found.map((row) => ({ place: { atMs: timeOf(row), id: row.refund.refundId }, row }))
  const query = `${String(parameters['beginTime'])}-${String(parameters['endTime'])}`
  const page = pageOf(rows, { cursor: textOf(parameters, 'pcursor'), query, pageSize }, market)
  if (page === null) return invalid('pcursor')
  return { ok: true, data: { pageSize, pcursor: page.next, refundOrderInfoList: page.rows.map(toRefund) } }
}

function toRefund({ refund, lineId }: ListedMarketRefund): Record<string, unknown> {
  return {
    refundId: longNumber(refund.refundId),
    oid: longNumber(lineId),
    refundFee: refund.amountFen,
    status: refundStatus(refund.state),
    handlingWay: 10,
    refundType: 1,
    refundReasonDesc: refund.reason,
    createTime: refund.createdAtMs,
    updateTime: refund.modifiedAtMs,
  }
}
