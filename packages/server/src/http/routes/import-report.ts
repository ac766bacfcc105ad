// What became of a file's rows: a page at a time, or all of it as a file for a spreadsheet.

import { Readable } from 'node:stream'
import { ImportRows, ImportRowsQuery, PATHS } from '@tidegate/contract'
import { ROW_OUTCOMES } from '@tidegate/domain'
import type { ImportResultView, MerchantReads } from '@tidegate/engine'
import { Type } from 'typebox'
import { csvLine } from '../../import/csv-line.ts'
import type { App } from '../app-type.ts'
import { REFUSALS } from '../openapi.ts'
import { importOf, MAY_SEE, tags } from './imports.ts'
import type { ImportRoutesOptions } from './imports.ts'
import { idOf, IdInPath } from './quarantine-entry.ts'

const ROWS_PER_READ = 2_000
/** Excel takes a text file for the local code page unless a mark says otherwise. */
const BYTE_ORDER_MARK = '\ufeff'
const COLUMNS = ['first_row', 'last_row', 'outcome', 'code', 'field', 'expected', 'found']

export function importReportRoutes(app: App, { merchant }: ImportRoutesOptions): void {
  app.route({
    method: 'GET',
    url: PATHS.importRows,
    config: { access: MAY_SEE },
    schema: {
      summary: 'What became of its rows, in the order of the file',
      tags,
      params: IdInPath,
      querystring: ImportRowsQuery,
      response: { 200: ImportRows, ...REFUSALS },
    },
    async handler(request) {
      const id = idOf(request.params)
      await importOf(merchant, request, id)
      const { limit, after, outcome, withProblem } = request.query
      const outcomes = outcome === undefined ? ROW_OUTCOMES : [outcome]
      const reads = await merchant.reads(request)
      const found = await reads.importResults(id, { after, limit: limit + 1, withProblem, outcomes })
      const rows = found.slice(0, limit)
      return { rows, next: found.length > limit ? (rows.at(-1)?.firstRow ?? null) : null }
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.importReport,
    config: { access: MAY_SEE },
    schema: {
      summary: 'The whole report as a CSV file',
      tags,
      params: IdInPath,
      response: {
        200: { content: { 'text/csv': { schema: Type.Unsafe<Readable>({ type: 'string' }) } } },
        ...REFUSALS,
      },
    },
    async handler(request, reply) {
      const id = idOf(request.params)
      await importOf(merchant, request, id)
      const lines = reportLines(await merchant.reads(request), id)
      void reply.header('content-disposition', `attachment; filename="import-${id}.csv"`)
      return reply.type('text/csv; charset=utf-8').send(Readable.from(lines))
    },
  })
}

async function* reportLines(reads: Pick<MerchantReads, 'importResults'>, id: number): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS)
  for (let after = 0; ;) {
    const rows = await reads.importResults(id, { after, limit: ROWS_PER_READ, withProblem: false })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(lineOf).join('')
    after = last.firstRow
  }
}

function lineOf({ firstRow, lastRow, outcome, code, field, expected, found }: ImportResultView): string {
  return csvLine([String(firstRow), String(lastRow), outcome, code, field, expected, found])
}
