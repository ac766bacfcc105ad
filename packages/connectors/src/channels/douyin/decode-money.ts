// The money of an order, in fen: what the buyer pays in cash, in one leg or two, and what each line contributes.

import type { Fen, Instant, SnapshotLeg } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { CANCELLED, UNPAID } from './statuses.ts'

export const ORDER_FEN_MAX: Fen = 100_000_000_000 // A thousand million yuan: beyond any order, far inside 2^53.
export const AMOUNT_RANGE = { min: 0, max: ORDER_FEN_MAX } as const
const DEPOSIT_FIRST = 2
const PHASES = 2
const PHASES_MAX = 200
const ON_DELIVERY = 0

export interface Money {
  freightFen: Fen
  payableFen: Fen
  legs: SnapshotLeg[]
  /** As the platform counts: with what the payment channel gives, which no buyer pays. */
  platformFen: Fen
}

export function fenOf(reader: ObjectReader, name: string): Fen {
  return reader.integer(name, AMOUNT_RANGE)
}

/** An amount that is left out is none. */
export function optionalFenOf(reader: ObjectReader, name: string): Fen {
  return reader.optionalFenInteger(name, AMOUNT_RANGE) ?? 0
}

/** `pay_amount` is what the platform takes; what its payment channel gives is in it, and comes from no buyer. */
export function decodeMoney(order: ObjectReader, lines: readonly ObjectReader[]): Money {
  const platformFen = fenOf(order, 'pay_amount')
  const payableFen = platformFen - optionalFenOf(order, 'promotion_pay_amount')
  if (payableFen < 0) failField('promotion_pay_amount', 'at most pay_amount', platformFen - payableFen)
  const freightFen = optionalFenOf(order, 'post_amount')
  return { freightFen, payableFen, platformFen, legs: decodeLegs(order, lines, payableFen) }
}

function decodeLegs(order: ObjectReader, lines: readonly ObjectReader[], payableFen: Fen): SnapshotLeg[] {
  const phases = order.optionalObjects('order_phase_list', PHASES_MAX) ?? []
  // Of the order it is out of use; of the lines it is told.
  const isStaged = [order, ...lines].some((reader) => reader.value('trade_type') === DEPOSIT_FIRST)
  if (phases.length > 0) return stagedLegs(phases, payableFen)
  if (isStaged) failField('order_phase_list', 'the phases of a deposit order', phases)
  return [wholeLeg(order, payableFen)]
}

function wholeLeg(order: ObjectReader, payableFen: Fen): SnapshotLeg {
  const paidAt = order.optionalEpoch('pay_time', 's')
  if (paidAt !== null) return { leg: 'whole', payableFen, paidFen: payableFen, paidAt }
  const status = order.value('order_status')
  // Neither waiting for money nor given up, and nothing paid: on delivery, or later by an agreement with the platform.
  if (status !== UNPAID && status !== CANCELLED && order.value('pay_type') === ON_DELIVERY) {
    failField('pay_type', 'an order paid online (cash on delivery is not supported)', ON_DELIVERY)
  }
  return { leg: 'whole', payableFen, paidFen: 0, paidAt: null }
}

/** Each line has a row for each phase; a phase is paid when all of its rows are. The balance is what the deposit leaves. */
function stagedLegs(phases: readonly ObjectReader[], payableFen: Fen): SnapshotLeg[] {
  for (const phase of phases) {
    if (phase.has('total_phase') && phase.value('total_phase') !== PHASES) {
      failField(phase.field('total_phase'), String(PHASES), phase.value('total_phase'))
    }
  }
  const [first, second] = [1, 2].map((number) => phases.filter((phase) => numberOf(phase) === number)) as [
    ObjectReader[],
    ObjectReader[],
  ]
  if (first.length === 0) failField('order_phase_list', 'a first phase', undefined)
  const depositFen = first.reduce((sum, phase) => sum + dueOf(phase), 0)
  if (depositFen > payableFen) failField('order_phase_list', `a deposit of at most ${payableFen} fen`, depositFen)
  const balanceFen = payableFen - depositFen
  const [depositAt, balanceAt] = [paidAtOf(first), paidAtOf(second)]
  return [
    {
      leg: 'deposit',
      payableFen: depositFen,
      paidFen: depositAt === null ? 0 : depositFen,
      paidAt: depositAt,
    },
    { leg: 'balance', payableFen: balanceFen, paidFen: balanceAt === null ? 0 : balanceFen, paidAt: balanceAt },
  ]
}

function numberOf(phase: ObjectReader): number {
  return phase.integer('current_phase', { min: 1, max: PHASES })
}

function dueOf(phase: ObjectReader): Fen {
  return Math.max(0, fenOf(phase, 'phase_order_amount') - optionalFenOf(phase, 'phase_promotion_amount'))
}

function paidAtOf(phases: readonly ObjectReader[]): Instant | null {
  if (phases.length === 0 || phases.some((phase) => phase.value('pay_success') !== true)) return null
  return Math.max(...phases.map((phase) => phase.epoch('phase_pay_time', 's')))
}

/**
 * What each line contributes. Its `pay_amount` may hold its part of the freight or not [A]: whichever sums to the order's
 * is taken. What the payment channel gives is borne by all lines; shares sum exactly. Where nothing sums, lines keep
 * their amounts, and the mismatch holds the order.
 */
export function shareOfLines(lines: readonly ObjectReader[], money: Money): Fen[] {
  const payFen = lines.map((line) => fenOf(line, 'pay_amount'))
  const goodsFen = money.platformFen - money.freightFen
  const withoutFreight = lines.map((line, index) => Math.max(0, payFen[index]! - optionalFenOf(line, 'post_amount')))
  const platformShares = [payFen, withoutFreight].find((shares) => sumOf(shares) === goodsFen)
  if (platformShares === undefined) return payFen
  const cashFen = Math.max(0, money.payableFen - money.freightFen)
  let before = 0
  return platformShares.map((share) => {
    const after = before + share
    const fen = partOf(cashFen, after, goodsFen) - partOf(cashFen, before, goodsFen)
    before = after
    return fen
  })
}

function sumOf(amounts: readonly Fen[]): Fen {
  return amounts.reduce((sum, fen) => sum + fen, 0)
}

/** Up to here of the whole, in exact integers: a product of two amounts may pass 2^53. */
function partOf(wholeFen: Fen, weight: Fen, allFen: Fen): Fen {
  return allFen === 0 ? 0 : Number((BigInt(wholeFen) * BigInt(weight)) / BigInt(allFen))
}
