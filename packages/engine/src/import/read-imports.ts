// Imports as people see them: a list, one with its counts, and what became of its rows.

import { ROW_OUTCOMES } from '@tidegate/domain'
import type { ImportPlan, ImportState, RowOutcome } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { toWireTime, toWireTimeOrNull } from '../database/wire-time.ts'

export interface ImportView {
  id: string
  fileName: string
  state: ImportState
  /** Null of a file that was read where it lay. */
  bytes: number | null
  receivedBytes: number
  plan: ImportPlan | null
  rowsTotal: number | null
  rowsChecked: number
  imported: number
  unchanged: number
  quarantined: number
  refused: number
  failure: string | null
  /** It can be started (again). */
  hasContent: boolean
  createdBy: string
  createdAt: string
  startedAt: string | null
  endedAt: string | null
}

export interface ImportPageView {
  imports: ImportView[]
  next: string | null
}

export interface ImportResultView {
  firstRow: number
  lastRow: number
  outcome: RowOutcome
  code: string
  field: string
  expected: string
  found: string
}

type ImportRow = Omit<ImportView, 'id' | 'createdAt' | 'startedAt' | 'endedAt'> & {
  id: number
  createdAt: number
  startedAt: number | null
  endedAt: number | null
}

/** Newest first; `before` is the last page's `next`. */
export async function readImports(
  sql: Database,
  { limit, before }: { limit: number; before: number | null },
): Promise<ImportPageView> {
  const rows = await sql<ImportRow[]>`
    select ${columns(sql)} from imports where id < ${before ?? Number.MAX_SAFE_INTEGER} order by id desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { imports: page.map(toView), next: rows.length > limit && last !== undefined ? String(last.id) : null }
}

/** Null where there is no such import. */
export async function readImport(sql: Database, id: number): Promise<ImportView | null> {
  const [row] = await sql<ImportRow[]>`select ${columns(sql)} from imports where id = ${id}`
  return row === undefined ? null : toView(row)
}

export interface ResultsQuery {
  after: number
  limit: number
  withProblem: boolean
  /** All of them when left out. */
  outcomes?: readonly RowOutcome[]
}

/** In the order of the file, after row `after`; `withProblem` leaves out runs that simply went in. */
export async function readImportResults(
  sql: Database,
  id: number,
  { after, limit, withProblem, outcomes = ROW_OUTCOMES }: ResultsQuery,
): Promise<ImportResultView[]> {
  return sql<ImportResultView[]>`
    select first_row as "firstRow", last_row as "lastRow", outcome, code, field, expected, found
    from import_results
    where import_id = ${id} and first_row > ${after} and (not ${withProblem} or code <> '')
      and outcome = any(${`{${outcomes.join(',')}}`}::text[])
    order by first_row limit ${limit}`
}

function columns(sql: Database) {
  return sql`id, file_name as "fileName", state, bytes, received_bytes as "receivedBytes", plan, rows_total as "rowsTotal",
    rows_checked as "rowsChecked", imported, unchanged, quarantined, refused, failure, content_kept as "hasContent",
    created_by as "createdBy", created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt"`
}

function toView({ id, createdAt, startedAt, endedAt, ...row }: ImportRow): ImportView {
  return {
    ...row,
    id: String(id),
    createdAt: toWireTime(createdAt),
    startedAt: toWireTimeOrNull(startedAt),
    endedAt: toWireTimeOrNull(endedAt),
  }
}
