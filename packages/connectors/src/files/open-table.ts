// Opens a file of orders: told apart by its first bytes, never by its name; its header found, blank rows left out.

import { openCsv } from './csv.ts'
import type { RowSource } from './csv.ts'
import { firstBytes } from './encoding.ts'
import { guessColumns } from './guess-columns.ts'
import type { Cell, FileRow, FileSource, Table } from './table.ts'
import { columnName, COLUMNS_MAX, FileError, isBlank, isBlankRow } from './table.ts'
import { openXlsx } from './xlsx.ts'

/** Titles and notes above the header are shorter. */
const HEADER_SEARCH_ROWS = 20

export interface OpenTableOptions {
  /** Null takes the first. */
  sheet?: string | null
  /** Null finds it out. */
  encoding?: string | null
  /** Columns a mapping needs: the header is the row that has them. */
  expects?: readonly string[]
}

export async function openTable(source: FileSource, options: OpenTableOptions = {}): Promise<Table> {
  const rows = await openRows(source, options)
  const header = await findHeader(rows, options.expects ?? [])
  const { kind, encoding, sheets, sheet } = rows
  const columns = distinct(header.cells.map(columnName))
  return {
    kind,
    encoding,
    sheets,
    sheet,
    headerRow: header.row,
    columns,
    rows: () => rowsBelow(rows, { headerRow: header.row, width: kind === 'csv' ? columns.length : null }),
  }
}

async function openRows(source: FileSource, { sheet = null, encoding = null }: OpenTableOptions): Promise<RowSource> {
  const [a, b] = await firstBytes(source, 4)
  if (a === 0x50 && b === 0x4b) return openXlsx(source, sheet)
  if (a === 0xd0 && b === 0xcf) {
    throw new FileError(
      'unsupported',
      'the workbook is of the old kind or protected: save it as .xlsx without password',
    )
  }
  return openCsv(source, encoding)
}

async function findHeader(source: RowSource, expects: readonly string[]): Promise<FileRow> {
  let best: { row: FileRow; known: number } | null = null
  let looked = 0
  for await (const rows of source.rows()) {
    for (const row of rows) {
      const known = knownColumns(row.cells, expects)
      if (row.cells.filter((cell) => !isBlank(cell)).length > 1 && known > (best?.known ?? -1)) best = { row, known }
      looked += 1
      if (looked === HEADER_SEARCH_ROWS) return checked(best)
    }
  }
  return checked(best)
}

function checked(best: { row: FileRow } | null): FileRow {
  if (best === null) throw new FileError('no_header', 'no row names two columns or more')
  if (best.row.cells.length > COLUMNS_MAX) throw new FileError('too_wide', `more than ${COLUMNS_MAX} columns`)
  return best.row
}

function knownColumns(cells: readonly Cell[], expects: readonly string[]): number {
  const names = cells.map(columnName)
  const expected = expects.filter((name) => names.includes(name)).length
  // What the mapping asks for outweighs what merely looks like a header.
  return expected * COLUMNS_MAX + Object.keys(guessColumns(names)).length
}

/** A second column of one name is told apart by a number, so that a mapping can mean either. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    if (name === '') return name
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

async function* rowsBelow(
  source: RowSource,
  { headerRow, width }: { headerRow: number; width: number | null },
): AsyncGenerator<FileRow[]> {
  for await (const rows of source.rows()) {
    const below = rows.filter(({ row, cells }) => row > headerRow && !isBlankRow(cells))
    if (below.length > 0) yield width === null ? below : below.map((row) => withWidth(row, width))
  }
}

/** In a text file a row with other cells than its header has been cut, or has a delimiter too many. */
function withWidth(row: FileRow, width: number): FileRow {
  const isFit = row.cells.length === width || (row.cells.length > width && row.cells.slice(width).every(isBlank))
  return isFit || row.fault !== null ? row : { ...row, fault: 'wrong_width' }
}
