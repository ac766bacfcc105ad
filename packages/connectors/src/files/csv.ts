// A text file as a table's rows: encoding and delimiter are found out, then records stream by.

import { CsvRecords } from './csv-records.ts'
import { detectEncoding, firstBytes, looksBinary, readText, toEncoding } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import { FileError } from './table.ts'
import type { FileRow, FileSource } from './table.ts'

const SAMPLE_BYTES = 64 * 1_024
const DELIMITERS = [',', '\t', ';', '|'] as const

export interface RowSource {
  kind: 'csv' | 'xlsx'
  encoding: string | null
  sheets: readonly string[]
  sheet: string | null
  /** Every row of the file, from its first. */
  rows(): AsyncGenerator<FileRow[]>
}

export async function openCsv(source: FileSource, given: string | null): Promise<RowSource> {
  const sample = await firstBytes(source, SAMPLE_BYTES)
  const encoding = given === null ? await detectEncoding(source) : toEncoding(given)
  if (!encoding.startsWith('utf-16') && looksBinary(sample)) {
    throw new FileError('unsupported', 'the file is neither text nor an Excel workbook')
  }
  const delimiter = delimiterOf(new TextDecoder(encoding).decode(sample))
  return { kind: 'csv', encoding, sheets: [], sheet: null, rows: () => readRows(source, encoding, delimiter) }
}

/** The one that parts the first line with any into most cells. */
function delimiterOf(sample: string): string {
  const lines = sample.split('\n', 20)
  for (const line of lines) {
    const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length - 1 }))
    const most = counts.reduce((best, each) => (each.count > best.count ? each : best))
    if (most.count > 0) return most.delimiter
  }
  return ','
}

async function* readRows(source: FileSource, encoding: Encoding, delimiter: string): AsyncGenerator<FileRow[]> {
  const records = new CsvRecords(delimiter)
  for await (const text of readText(source, encoding)) {
    const rows = records.push(text).map(toRow)
    if (rows.length > 0) yield rows
  }
  yield records.end().map(toRow)
}

function toRow({ row, cells, isUnclosed }: { row: number; cells: string[]; isUnclosed: boolean }): FileRow {
  return { row, cells, fault: isUnclosed ? 'quotes_unclosed' : null }
}
