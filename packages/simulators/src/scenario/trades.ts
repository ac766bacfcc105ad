// The demo's arrivals: report row i becomes a trade at T0 + (its time - the report's start) / speed. What a
// trade is at any moment is a pure function of seed, T0, speed and that moment, so a restarted simulator
// given the same T0 goes on exactly where it was.

import type { IdStyle } from '../marketplace/definition.ts'
import type { MarketRefund, MarketTrade, TradeState } from '../marketplace/market-trade.ts'
import { drawBuyer, drawMessage } from './buyers.ts'
import type { Buyer } from './buyers.ts'
import { drawLines } from './draw-lines.ts'
import type { DrawnLine } from './draw-lines.ts'
import { asListed } from './own-listings.ts'
import type { OwnListings } from './own-listings.ts'
import { Random } from './random.ts'
import type { ReportRow } from './report-row.ts'

export interface ScenarioClock {
  seed: string
  /** How the platform writes ids. */
  ids: IdStyle
  /** T0: the moment the report's start falls on. */
  epochMs: number
  /** Report seconds per second. */
  speed: number
  reportStartMs: number
  /** One trade in this many shows a line of 0 pieces, as platforms sometimes do; 0 or absent for none. */
  badOneIn?: number
  /** What the shop lists in its own way. */
  own?: OwnListings
}

export interface TradePlan {
  row: ReportRow
  times: TradeTimes
  ids: IdStyle
  tradeId: string
  buyer: Buyer
  buyerMessage: string
  freightFen: number
  lines: DrawnLine[]
  /** Its first line shows 0 pieces. */
  isBad: boolean
}

export interface TradeTimes {
  createdAtMs: number
  /** Paid, or closed unpaid where the row was never paid. */
  settledAtMs: number
  refundAskedAtMs: number | null
  refundedAtMs: number | null
}

const SECOND_MS = 1_000
const HOUR_MS = 3_600 * SECOND_MS
const QUICK_PAY_MS = 60 * SECOND_MS // Half the report's buyers pay within 8 s, nine in ten within 51 s: those keep their pace.
const UNPAID_CLOSE_MS = 24 * HOUR_MS // [A] The platform's payment deadline, compressed by the speed.
const UNPAID_CLOSE_MS_MIN = 60 * SECOND_MS
const REFUND_ASKED_MEAN_MS = 6 * HOUR_MS // The report has no refund times; these are the demo's.
const REFUND_AGREED_MEAN_MS = HOUR_MS
const REFUND_STEP_MS_MIN = 15 * SECOND_MS

/** When a row's trade changes. Cheap, so all of a month's can be laid out at once. */
export function tradeTimes(row: ReportRow, clock: ScenarioClock): TradeTimes {
  const random = new Random(clock.seed, 'times', row.number)
  const createdAtMs = wholeSecond(clock.epochMs + (row.createdAtMs - clock.reportStartMs) / clock.speed)
  const settledAtMs = createdAtMs + wholeSecond(settleDelay(row, clock.speed))
  const asked = wholeSecond(REFUND_STEP_MS_MIN + random.exponential(REFUND_ASKED_MEAN_MS) / clock.speed)
  const agreed = wholeSecond(REFUND_STEP_MS_MIN + random.exponential(REFUND_AGREED_MEAN_MS) / clock.speed)
  if (row.refundFen === 0) return { createdAtMs, settledAtMs, refundAskedAtMs: null, refundedAtMs: null }
  const refundAskedAtMs = settledAtMs + asked
  return { createdAtMs, settledAtMs, refundAskedAtMs, refundedAtMs: refundAskedAtMs + agreed }
}

function settleDelay(row: ReportRow, speed: number): number {
  if (row.paidAtMs === null) return Math.max(UNPAID_CLOSE_MS_MIN, UNPAID_CLOSE_MS / speed)
  const delayMs = Math.max(SECOND_MS, row.paidAtMs - row.createdAtMs)
  return Math.min(delayMs, QUICK_PAY_MS) + Math.max(0, delayMs - QUICK_PAY_MS) / speed
}

/** The moments at which the trade appears or changes, in order. */
export function changesOf(times: TradeTimes): number[] {
  return [times.createdAtMs, times.settledAtMs, times.refundAskedAtMs, times.refundedAtMs].filter(
    (atMs) => atMs !== null,
  )
}

export function planTrade(row: ReportRow, clock: ScenarioClock): TradePlan {
  const random = new Random(clock.seed, 'trade', row.number)
  const isPartialRefund = row.refundFen > 0 && row.refundFen < row.totalFen
  const freightFen = isPartialRefund ? 0 : drawFreight(row.totalFen, random)
  return {
    row,
    times: tradeTimes(row, clock),
    ids: clock.ids,
    // Numbers ten apart leave room for a trade's lines.
    tradeId: clock.ids.trade(Math.floor(clock.epochMs / SECOND_MS), row.number * 10),
    buyer: drawBuyer(clock.seed, row.province, random),
    buyerMessage: drawMessage(random),
    freightFen,
    lines: drawLines(row.totalFen - freightFen, isPartialRefund ? row.refundFen : null, random).map((line) =>
      asListed(line, clock.own),
    ),
    isBad: isBad(row, clock),
  }
}

/** Drawn apart, so that the other trades are the same with and without bad ones. */
function isBad(row: ReportRow, { seed, badOneIn = 0 }: ScenarioClock): boolean {
  return badOneIn > 0 && new Random(seed, 'bad', row.number).chance(1 / badOneIn)
}

const FREIGHT_FREE_FEN = 5_900
const FREIGHTS_FEN = [600, 800, 1_000] as const

/** Small trades sometimes pay freight; it is part of the row's amount. */
function drawFreight(totalFen: number, random: Random): number {
  const freightFen = random.pick(FREIGHTS_FEN)
  return random.chance(0.2) && totalFen < FREIGHT_FREE_FEN && totalFen > freightFen * 2 ? freightFen : 0
}

/** The trade as it stands at a moment; null before it exists. */
export function tradeAt(plan: TradePlan, nowMs: number): MarketTrade | null {
  const { row, times, buyer } = plan
  const modifiedAtMs = changesOf(times).findLast((atMs) => atMs <= nowMs)
  if (modifiedAtMs === undefined) return null
  const isPaid = row.paidAtMs !== null && times.settledAtMs <= nowMs
  return {
    tradeId: plan.tradeId,
    state: stateAt(plan, nowMs),
    createdAtMs: times.createdAtMs,
    modifiedAtMs,
    paidAtMs: isPaid ? times.settledAtMs : null,
    freightFen: plan.freightFen,
    payableFen: row.totalFen,
    depositFen: null,
    buyerOpenId: buyer.openId,
    buyerNick: buyer.nick,
    buyerMessage: plan.buyerMessage,
    sellerMemo: '',
    receiver: buyer.receiver,
    lines: plan.lines.map((line, index) => ({
      ...line,
      quantity: plan.isBad && index === 0 ? 0 : line.quantity,
      lineId: plan.ids.line(plan.tradeId, index, plan.lines.length),
      refund: refundAt(plan, index, nowMs),
      shippedAtMs: null,
    })),
    parcels: [],
  }
}

function stateAt({ row, times }: TradePlan, nowMs: number): TradeState {
  if (times.settledAtMs > nowMs) return 'unpaid'
  if (row.paidAtMs === null) return 'closed_unpaid'
  const isWhole = row.refundFen === row.totalFen
  return isWhole && times.refundedAtMs !== null && times.refundedAtMs <= nowMs ? 'closed_refunded' : 'paid'
}

/** A whole refund takes every line back, freight with the first; a partial one takes the first line alone. */
function refundAt(plan: TradePlan, index: number, nowMs: number): MarketRefund | null {
  const { row, times } = plan
  if (times.refundAskedAtMs === null || times.refundedAtMs === null || times.refundAskedAtMs > nowMs) return null
  const isWhole = row.refundFen === row.totalFen
  if (!isWhole && index > 0) return null
  const succeeded = times.refundedAtMs <= nowMs
  return {
    refundId: plan.ids.refund(plan.tradeId, index),
    state: succeeded ? 'succeeded' : 'asked',
    amountFen: plan.lines[index]!.payableFen + (isWhole && index === 0 ? plan.freightFen : 0),
    reason: '多拍/拍错/不想要',
    createdAtMs: times.refundAskedAtMs,
    modifiedAtMs: succeeded ? times.refundedAtMs : times.refundAskedAtMs,
  }
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS
}
