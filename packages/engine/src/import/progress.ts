// How far an import is. Every step is taken by its holder only, so that one who was cancelled or overtaken hears
// it and stops.

import type { RowResult } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import type { HeldImport, ImportContext, Imports } from './import-store.ts'
import { LEASE } from './turns.ts'

type ProgressStore = Pick<Imports, 'checked' | 'beginRecording' | 'record' | 'end' | 'toldRows'>

export function progressOf({ sql }: Pick<ImportContext, 'sql'>): ProgressStore {
  return {
    checked: (held, rowsChecked) =>
      step(sql, held, (tx) => tx`update imports set rows_checked = ${rowsChecked} where id = ${held.id}`),
    beginRecording: (held, rowsTotal) =>
      step(
        sql,
        held,
        (tx) => tx`
          update imports set state = 'recording', rows_checked = ${rowsTotal}, rows_total = ${rowsTotal} where id = ${held.id}`,
      ),
    record: (held, results) => step(sql, held, (tx) => writeResults(tx, held.id, results)),
    end: (held, state, failure) =>
      step(
        sql,
        held,
        (tx) => tx`
          update imports set state = ${state}, failure = ${failure ?? null}, ended_at = now(), lease_holder = null
          where id = ${held.id}`,
      ),
    toldRows: (id) =>
      sql<{ firstRow: number; lastRow: number }[]>`
        select first_row as "firstRow", last_row as "lastRow" from import_results where import_id = ${id} order by first_row`,
  }
}

/** One step of an import by its holder; false where it is no longer theirs, and nothing was done. */
async function step(
  sql: Database,
  { id, holder }: HeldImport,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const { count } = await tx`
      update imports set lease_expires_at = clock_timestamp() + ${LEASE}::interval
      where id = ${id} and lease_holder = ${holder} and state in ('checking', 'recording')`
    if (count > 0) await work(tx)
    return count > 0
  })
}

async function writeResults(tx: Transaction, id: number, results: readonly RowResult[]): Promise<void> {
  const counts = { imported: 0, unchanged: 0, quarantined: 0, refused: 0 }
  for (const { outcome, firstRow, lastRow } of results) counts[outcome] += lastRow - firstRow + 1
  const rows = results.map(({ firstRow, lastRow, outcome, problem }) => ({
    first_row: firstRow,
    last_row: lastRow,
    outcome,
    code: problem?.code ?? '',
    field: problem?.field ?? '',
    expected: problem?.expected ?? '',
    found: problem?.found ?? '',
  }))
  await tx`
    insert into import_results (import_id, first_row, last_row, outcome, code, field, expected, found)
    select ${id}, first_row, last_row, outcome, code, field, expected, found
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as v(first_row int4, last_row int4, outcome text, code text, field text, expected text, found text)`
  await tx`
    update imports set imported = imported + ${counts.imported}, unchanged = unchanged + ${counts.unchanged},
      quarantined = quarantined + ${counts.quarantined}, refused = refused + ${counts.refused}
    where id = ${id}`
}
