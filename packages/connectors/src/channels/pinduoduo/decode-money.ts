// The money of an order: legs of payment, and each line's share. Yuan, as numbers or as text: the pages say number,
// samples show text.

import type { Fen, Instant, SnapshotLeg, SnapshotLine } from '@tidegate/domain'
import { sumFen } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { STEP_STATUSES, TRADE_TYPES } from './statuses.ts'

export const ORDER_FEN_MAX: Fen = 100_000_000_000 // A thousand million yuan: beyond any order, far inside 2^53.
const AMOUNT_RANGE = { min: 0, max: ORDER_FEN_MAX } as const
const SIGNED_RANGE = { min: -ORDER_FEN_MAX, max: ORDER_FEN_MAX } as const

export function fenOf(reader: ObjectReader, name: string): Fen {
  return reader.optionalFenNumber(name, AMOUNT_RANGE) ?? failField(reader.field(name), 'yuan', undefined)
}

export function optionalFenOf(reader: ObjectReader, name: string): Fen {
  return reader.optionalFenNumber(name, AMOUNT_RANGE) ?? 0
}

/** Unpaid orders are never shown, so a plain order is paid. */
export function decodeLegs(order: ObjectReader, payableFen: Fen): SnapshotLeg[] {
  const type = order.optionalCode('trade_type', { known: TRADE_TYPES, absent: 0 })
  if (type === 0) return [{ leg: 'whole', payableFen, paidFen: payableFen, paidAt: paidAt(order) }]
  return stagedLegs(order, payableFen)
}

/**
 * `step_order_info` holds the two parts of a deposit order. No field tells when the deposit was paid once `pay_time` is
 * the balance's [A]: the order's creation is the one bound that every version of it agrees on.
 */
function stagedLegs(order: ObjectReader, payableFen: Fen): SnapshotLeg[] {
  const step = order.object('step_order_info')
  const status = step.code('step_trade_status', STEP_STATUSES)
  const depositFen = fenOf(step, 'advanced_paid_fee')
  if (depositFen > payableFen) failField(step.field('advanced_paid_fee'), 'at most pay_amount', depositFen)
  const balanceFen = payableFen - depositFen
  const isDepositPaid = status !== 0
  const isBalancePaid = status === 2
  return [
    {
      leg: 'deposit',
      payableFen: depositFen,
      paidFen: isDepositPaid ? depositFen : 0,
      paidAt: isDepositPaid ? order.time('created_time') : null,
    },
    {
      leg: 'balance',
      payableFen: balanceFen,
      paidFen: isBalancePaid ? balanceFen : 0,
      paidAt: isBalancePaid ? paidAt(order) : null,
    },
  ]
}

function paidAt(order: ObjectReader): Instant {
  return order.optionalTime('pay_time') ?? order.time('confirm_time')
}

/**
 * The platform prices lines at their list price and reduces the order as a whole: `discount_amount` is its sum of the
 * platform's, the seller's and the leader's part. Each line bears its share, rounded so that the shares sum exactly.
 * What that leaves must be `pay_amount` without freight; where it is not, lines keep the explained amount, and the
 * mismatch holds the order.
 */
export function shareDiscounts(lines: SnapshotLine[], order: ObjectReader, goodsFen: Fen): void {
  const listFen = sumFen(lines, (line) => line.listFen)
  const dueFen = explainedFen(order, listFen, goodsFen)
  const platformFen = Math.min(optionalFenOf(order, 'platform_discount'), Math.max(0, listFen - dueFen))
  let listBefore = 0
  for (const line of lines) {
    const listAfter = listBefore + line.listFen
    const share = (wholeFen: Fen): Fen => partOf(wholeFen, listAfter, listFen) - partOf(wholeFen, listBefore, listFen)
    line.payableFen = share(dueFen)
    line.platformSubsidyFen = Math.min(share(platformFen), Math.max(0, line.listFen - line.payableFen))
    line.sellerDiscountFen = Math.max(0, line.listFen - line.payableFen - line.platformSubsidyFen)
    listBefore = listAfter
  }
}

/** The sign of `order_change_amount` is not documented [A]: either is accepted where it explains what was paid. */
function explainedFen(order: ObjectReader, listFen: Fen, goodsFen: Fen): Fen {
  const plainFen = listFen - optionalFenOf(order, 'discount_amount')
  const changeFen = order.optionalFenNumber('order_change_amount', SIGNED_RANGE) ?? 0
  const explained = [plainFen, plainFen - changeFen, plainFen + changeFen].find((fen) => fen === goodsFen)
  return Math.max(0, explained ?? plainFen)
}

/** Up to here of the whole, in exact integers: a product of two amounts may pass 2^53. */
function partOf(wholeFen: Fen, listFen: Fen, allFen: Fen): Fen {
  return allFen === 0 ? 0 : Number((BigInt(wholeFen) * BigInt(listFen)) / BigInt(allFen))
}
