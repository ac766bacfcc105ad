// The statistical shape of the report's month, small enough to ship, for where the report itself is absent.
// `profile.json` is made by `make-profile.ts`; nothing in it is a row of the report.

import profileJson from './profile.json' with { type: 'json' }
import { cumulative, Random } from './random.ts'
import type { ReportRow } from './report-row.ts'

export interface Profile {
  /** The minute the arrivals start with, epoch milliseconds. */
  startMs: number
  /** Orders per minute, packed: see `unpackArrivals`. */
  arrivals: string
  provinces: Record<string, number>
  /** [amount in fen, how many rows had it] */
  amounts: [number, number][]
  unpaid: number
  paid: number
  partRefunded: number
  wholeRefunded: number
  /** Evenly spaced quantiles, smallest to largest. */
  payDelaySeconds: number[]
  /** Quantiles of refund / total over part refunds. */
  partRefundShares: number[]
}

export const PROFILE: Profile = profileJson as unknown as Profile

const MINUTE_MS = 60_000
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'
const RUN_MAX = 26

/** A digit (base 36) is one minute's count; a capital letter is a run of empty minutes, A for 1 to Z for 26. */
export function packArrivals(counts: readonly number[]): string {
  let packed = ''
  let empty = 0
  const flush = (): void => {
    for (; empty > 0; empty -= Math.min(empty, RUN_MAX)) packed += String.fromCharCode(64 + Math.min(empty, RUN_MAX))
  }
  for (const count of counts) {
    if (count === 0) empty++
    else {
      flush()
      packed += DIGITS[Math.min(count, DIGITS.length - 1)]
    }
  }
  flush()
  return packed
}

export function unpackArrivals(packed: string): number[] {
  const counts: number[] = []
  for (const symbol of packed) {
    const digit = DIGITS.indexOf(symbol)
    if (digit >= 0) counts.push(digit)
    else for (let left = symbol.charCodeAt(0) - 64; left > 0; left--) counts.push(0)
  }
  return counts
}

/** Draws a month of rows by seed, in order of creation. */
export function drawRows(profile: Profile, seed: string): ReportRow[] {
  const draw = rowDrawer(profile, seed)
  const rows: ReportRow[] = []
  for (const [minute, count] of unpackArrivals(profile.arrivals).entries()) {
    const seconds = Array.from({ length: count }, (_, index) =>
      new Random(seed, 'second', minute, index).integer(0, 59),
    )
    for (const second of seconds.toSorted((left, right) => left - right)) {
      rows.push(draw(rows.length + 1, profile.startMs + minute * MINUTE_MS + second * 1_000))
    }
  }
  return rows
}

function rowDrawer(profile: Profile, seed: string): (number: number, createdAtMs: number) => ReportRow {
  const provinces = Object.keys(profile.provinces)
  const provinceWeights = cumulative(Object.values(profile.provinces))
  const amounts = profile.amounts.map(([fen]) => fen)
  const amountWeights = cumulative(profile.amounts.map(([, count]) => count))
  return (number, createdAtMs) => {
    const random = new Random(seed, 'row', number)
    const province = random.weighted(provinces, provinceWeights)
    const totalFen = random.weighted(amounts, amountWeights)
    if (random.next() * (profile.unpaid + profile.paid) < profile.unpaid) {
      return { number, totalFen, refundFen: 0, province, createdAtMs, paidAtMs: null }
    }
    const paidAtMs = createdAtMs + Math.max(1, Math.round(quantile(profile.payDelaySeconds, random.next()))) * 1_000
    return { number, totalFen, refundFen: drawRefund(profile, totalFen, random), province, createdAtMs, paidAtMs }
  }
}

function drawRefund(profile: Profile, totalFen: number, random: Random): number {
  const outcome = random.next() * profile.paid
  if (outcome < profile.wholeRefunded) return totalFen
  if (outcome >= profile.wholeRefunded + profile.partRefunded) return 0
  const share = quantile(profile.partRefundShares, random.next())
  return Math.min(Math.max(1, Math.round(totalFen * share)), totalFen)
}

function quantile(quantiles: readonly number[], position: number): number {
  const place = position * (quantiles.length - 1)
  const low = Math.floor(place)
  const from = quantiles[low] ?? 0
  const to = quantiles[Math.min(low + 1, quantiles.length - 1)] ?? from
  return from + (to - from) * (place - low)
}
