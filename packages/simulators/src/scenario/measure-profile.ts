// The shape of a month of rows: counts and quantiles only.

import { packArrivals } from './profile.ts'
import type { Profile } from './profile.ts'
import type { ReportRow } from './report-row.ts'

const MINUTE_MS = 60_000
const PAY_DELAY_QUANTILES = 100
const REFUND_SHARE_QUANTILES = 40

export function measureProfile(rows: readonly ReportRow[]): Profile {
  const startMs = Math.floor(Math.min(...rows.map((row) => row.createdAtMs)) / MINUTE_MS) * MINUTE_MS
  const endMs = Math.max(...rows.map((row) => row.createdAtMs))
  const arrivals = Array.from({ length: Math.floor((endMs - startMs) / MINUTE_MS) + 1 }, () => 0)
  for (const row of rows) arrivals[Math.floor((row.createdAtMs - startMs) / MINUTE_MS)]! += 1
  const paid = rows.filter((row) => row.paidAtMs !== null)
  const part = paid.filter((row) => row.refundFen > 0 && row.refundFen < row.totalFen)
  return {
    startMs,
    arrivals: packArrivals(arrivals),
    provinces: Object.fromEntries(
      [...countBy(rows, (row) => row.province)].toSorted(([, left], [, right]) => right - left),
    ),
    amounts: [...countBy(rows, (row) => row.totalFen)].toSorted(([left], [right]) => left - right),
    unpaid: rows.length - paid.length,
    paid: paid.length,
    partRefunded: part.length,
    wholeRefunded: paid.filter((row) => row.refundFen === row.totalFen).length,
    payDelaySeconds: quantiles(
      paid.map((row) => (row.paidAtMs! - row.createdAtMs) / 1_000),
      PAY_DELAY_QUANTILES,
    ),
    partRefundShares: quantiles(
      part.map((row) => row.refundFen / row.totalFen),
      REFUND_SHARE_QUANTILES,
    ),
  }
}

function countBy<K>(rows: readonly ReportRow[], keyOf: (row: ReportRow) => K): Map<K, number> {
  const counts = new Map<K, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}

function quantiles(values: number[], count: number): number[] {
  const sorted = values.toSorted((left, right) => left - right)
  return Array.from({ length: count + 1 }, (_, index) => {
    const value = sorted[Math.round((index / count) * (sorted.length - 1))] ?? 0
    return Number(value.toFixed(4))
  })
}
