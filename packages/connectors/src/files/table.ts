// A file of orders as rows and cells, whatever its format. A cell keeps what it was: an id that a spreadsheet made a
// number has lost digits, and only who reads it as an id can say that this matters.

/** Bytes somewhere, to be read in any order. */
export interface FileSource {
  readonly bytes: number
  /** Pieces of `[start, end)`, in order. */
  read(start: number, end: number): AsyncIterable<Uint8Array>
}

export type Cell = string | NumberCell | MergedCell | ErrorCell

/** A number as the file writes it; `from1904` where its workbook counts days from there. */
export interface NumberCell {
  number: string
  from1904?: true
}

/** Covered by a merged cell. One that runs down a single column gives its value to every row; else null. */
interface MergedCell {
  merged: string | NumberCell | null
}

/** `#REF!` and its like, or a formula nobody has worked out. */
interface ErrorCell {
  error: string
}

export type RowFault = 'quotes_unclosed' | 'wrong_width'

export interface FileRow {
  /** As a spreadsheet numbers it. */
  row: number
  cells: readonly Cell[]
  fault: RowFault | null
}

export interface Table {
  kind: 'csv' | 'xlsx'
  /** Of a text file: what it was read in. */
  encoding: string | null
  sheets: readonly string[]
  sheet: string | null
  headerRow: number
  /** By position; '' where a column has no name. */
  columns: readonly string[]
  /** What stands below the header, blank rows aside; may be read again. */
  rows(): AsyncGenerator<FileRow[]>
}

/** Wider than any export; a wider file is not a table of orders. */
export const COLUMNS_MAX = 500
export const CELL_CHARACTERS_MAX = 32_767 // Excel's own limit.

export const FILE_PROBLEMS = [
  'unsupported',
  'damaged',
  'too_large',
  'too_wide',
  'no_sheet',
  'no_header',
  'unknown_encoding',
  'missing_columns',
  'scattered',
] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]

/** The whole file is at fault, whatever its rows say. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly code: FileProblem

  constructor(code: FileProblem, message: string) {
    super(message)
    this.code = code
  }
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

/** A row that only continues a merged cell says nothing either. */
export function isBlankRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => isBlank(cell) || (typeof cell === 'object' && 'merged' in cell))
}

/** A column's name, from its header cell: spaces at the ends are how reports pad. */
export function columnName(cell: Cell | undefined): string {
  if (typeof cell === 'object') return 'number' in cell ? cell.number : ''
  return (cell ?? '').replaceAll(/\s+/g, ' ').trim()
}
