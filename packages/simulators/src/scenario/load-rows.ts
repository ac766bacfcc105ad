// The scenario's rows, oldest first: the report where its path is given, the shipped profile otherwise.

import { PROFILE, drawRows } from './profile.ts'
import { byCreation } from './report-row.ts'
import type { ReportRow } from './report-row.ts'
import { readTmallReport } from './tmall-report.ts'

export async function loadRows(reportPath: string | undefined, seed: string): Promise<ReportRow[]> {
  if (reportPath === undefined) return drawRows(PROFILE, seed)
  const rows: ReportRow[] = []
  for await (const row of readTmallReport(reportPath)) rows.push(row)
  return rows.sort(byCreation)
}

/** Rows from a report time on; where none is given, all of them. The first kept row's time becomes the scenario's start. */
export function rowsFrom(
  rows: readonly ReportRow[],
  fromMs: number | null,
): { rows: readonly ReportRow[]; reportStartMs: number } {
  const kept = fromMs === null ? rows : rows.filter((row) => row.createdAtMs >= fromMs)
  return { rows: kept, reportStartMs: fromMs ?? kept[0]?.createdAtMs ?? 0 }
}
