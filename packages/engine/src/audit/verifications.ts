// A run of the audit that leaves a row, so that everybody who looks sees when the data was last found sound.

import type { Instant } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { textArray } from '../database/columns.ts'
import { verify } from './verify.ts'
import type { VerifyReport } from './verify.ts'

export interface Verification {
  at: Instant
  durationMs: number
  orders: number
  invariants: number
  /** Ids of those that are violated. */
  violated: string[]
  stateHash: string
}

export async function runVerification(sql: Database, codeVersion: string): Promise<VerifyReport> {
  const startMs = performance.now()
  const report = await verify(sql)
  const violated = report.invariants.filter(({ violations }) => violations > 0).map(({ id }) => id)
  await sql`
    insert into verifications (at, duration_ms, orders, invariants, violated, state_hash, code_version)
    values (clock_timestamp(), ${Math.round(performance.now() - startMs)}, ${report.orders}, ${report.invariants.length},
      ${textArray(violated)}::text[], ${report.stateHash}, ${codeVersion})`
  return report
}

/** Null where nobody ever ran one. */
export async function readLastVerification(sql: Database): Promise<Verification | null> {
  const [row] = await sql<(Omit<Verification, 'violated'> & { violated: string })[]>`
    select at, duration_ms as "durationMs", orders, invariants, array_to_string(violated, ',') as violated,
      state_hash as "stateHash"
    from verifications order by id desc limit 1`
  if (row === undefined) return null
  return { ...row, violated: row.violated === '' ? [] : row.violated.split(',') }
}
