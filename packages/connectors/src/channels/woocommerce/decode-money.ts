// The money of an order: decimal text of the order's currency, in hundredths here. How many decimals there are is a
// setting of the site; zeros behind the second are dropped, anything else behind it is a problem.

import type { Fen, Instant, SnapshotLeg, SnapshotLine } from '@tidegate/domain'
import { parseYuan, sumFen } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'

const FEN_MAX = 100_000_000_000 // A thousand million: beyond any order.
const ROWS_MAX = 500

/** Absent is 0: which amounts an order carries depends on the site's version. */
export function signedMoneyOf(reader: ObjectReader, name: string): Fen {
  const value = reader.value(name)
  if (value === undefined || value === '') return 0
  const text = typeof value === 'string' ? value.replace(/(\.\d\d)0+$/, '$1') : ''
  const fen = parseYuan(text)
  if (fen !== null && Math.abs(fen) <= FEN_MAX) return fen
  return failField(reader.field(name), 'an amount as text of at most two decimals', value)
}

export function moneyOf(reader: ObjectReader, name: string): Fen {
  if (!reader.has(name) || reader.value(name) === '') failField(reader.field(name), 'an amount as text', undefined)
  const fen = signedMoneyOf(reader, name)
  return fen >= 0 ? fen : failField(reader.field(name), 'an amount of 0 or more', fen)
}

/** The totals of a list of lines (fees, delivery), tax included. */
export function sumOfLines(order: ObjectReader, name: string): Fen {
  const lines = order.optionalObjects(name, ROWS_MAX) ?? []
  return sumFen(lines, (line) => signedMoneyOf(line, 'total') + signedMoneyOf(line, 'total_tax'))
}

interface LegContext {
  payableFen: Fen
  placedAt: Instant
  status: string
}

/** Paid is what has a time of payment: "processing" alone may be cash on delivery. */
export function decodeLegs(order: ObjectReader, { payableFen, placedAt, status }: LegContext): SnapshotLeg[] {
  const paidAt = order.optionalIsoTime('date_paid_gmt', 'Z')
  const isFree = payableFen === 0 && (status === 'processing' || status === 'completed')
  const isPaid = paidAt !== null || isFree
  return [{ leg: 'whole', payableFen, paidFen: isPaid ? payableFen : 0, paidAt: isPaid ? (paidAt ?? placedAt) : null }]
}

/** Gives each line its share of a reduction of the whole order; the shares sum exactly, and no line falls below 0. */
export function spread(lines: SnapshotLine[], amountFen: Fen): void {
  const wholeFen = sumFen(lines, (line) => line.payableFen)
  const reducedFen = Math.min(wholeFen, -amountFen)
  let before = 0
  for (const line of lines) {
    const after = before + line.payableFen
    const shareFen = partOf(reducedFen, after, wholeFen) - partOf(reducedFen, before, wholeFen)
    line.payableFen -= shareFen
    line.sellerDiscountFen += shareFen
    before = after
  }
}

/** In exact integers: a product of two amounts may pass 2^53. */
function partOf(amountFen: Fen, partFen: Fen, wholeFen: Fen): Fen {
  return wholeFen === 0 ? 0 : Number((BigInt(amountFen) * BigInt(partFen)) / BigInt(wholeFen))
}
