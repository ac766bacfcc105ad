// The money of a trade as payment legs: one for a plain trade, deposit and balance for a staged one.

import type { Fen, SnapshotLeg } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { STEP_STATUS_WORDS, tradeStatusMeaning } from './statuses.ts'
import type { StepStatus, TradeStatus } from './statuses.ts'

export const TRADE_FEN_MAX: Fen = 100_000_000_000 // A thousand million yuan: beyond any trade, far inside 2^53.
export const AMOUNT_RANGE = { min: 0, max: TRADE_FEN_MAX } as const

export function decodeLegs(trade: ObjectReader, status: TradeStatus, payableFen: Fen): SnapshotLeg[] {
  // A cash-on-delivery trade waits for shipping without being paid; our payment axis has no word for it yet.
  if (trade.value('type') === 'cod') failField('type', 'a trade paid online (cash on delivery is not supported)', 'cod')
  if (trade.value('type') === 'step' || trade.has('step_trade_status')) return stagedLegs(trade, status, payableFen)
  return [wholeLeg(trade, status, payableFen)]
}

function wholeLeg(trade: ObjectReader, status: TradeStatus, payableFen: Fen): SnapshotLeg {
  if (!tradeStatusMeaning(status).paid) return { leg: 'whole', payableFen, paidFen: 0, paidAt: null }
  return { leg: 'whole', payableFen, paidFen: payableFen, paidAt: trade.time('pay_time') }
}

/**
 * `step_paid_fee` is the paid deposit in yuan (TOP trade metadata); before the deposit is paid its amount
 * is not told, so the balance stands for the whole until then.
 */
function stagedLegs(trade: ObjectReader, status: TradeStatus, payableFen: Fen): SnapshotLeg[] {
  const step = trade.oneOf<StepStatus>('step_trade_status', STEP_STATUS_WORDS)
  const depositPaid = step !== 'FRONT_NOPAID_FINAL_NOPAID'
  const depositFen = depositPaid ? trade.fen('step_paid_fee', { min: 0, max: payableFen }) : 0
  const balancePaid = step === 'FRONT_PAID_FINAL_PAID' && tradeStatusMeaning(status).paid
  const balanceFen = payableFen - depositFen
  return [
    {
      leg: 'deposit',
      payableFen: depositFen,
      paidFen: depositFen,
      // No documented field holds the deposit's time, and `pay_time` becomes the balance's [A]. The trade's
      // creation is the one bound that every snapshot of it agrees on.
      paidAt: depositPaid ? trade.time('created') : null,
    },
    {
      leg: 'balance',
      payableFen: balanceFen,
      paidFen: balancePaid ? balanceFen : 0,
      paidAt: balancePaid ? trade.time('pay_time') : null,
    },
  ]
}
