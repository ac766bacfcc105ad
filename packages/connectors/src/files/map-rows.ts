// A file's rows under a mapping: each field's cell, and what no field names kept beside it.

import { IMPORT_FIELDS } from '@tidegate/domain'
import type { ImportMapping } from '@tidegate/domain'
import type { FieldRow } from './read-fields.ts'
import type { Cell, FileRow, Table } from './table.ts'
import { FileError, isBlank } from './table.ts'

/** A row with the file's own row beside it, for those that must be kept. */
export interface MappedRow extends FieldRow {
  source: FileRow
}

/** Throws where the file lacks a column the mapping names. */
export function rowMapper(columns: readonly string[], mapping: ImportMapping): (row: FileRow) => MappedRow {
  const named = IMPORT_FIELDS.flatMap((field) => {
    const column = mapping.columns[field]
    return column === undefined ? [] : [{ field, column, place: columns.indexOf(column) }]
  })
  const missing = named.filter(({ place }) => place === -1).map(({ column }) => column)
  if (missing.length > 0) throw new FileError('missing_columns', `the file has no column ${missing.join(', ')}`)
  return (source) => {
    const fields: FieldRow['fields'] = {}
    for (const { field, place } of named) fields[field] = source.cells[place] ?? ''
    return { row: source.row, fields, fault: source.fault, source }
  }
}

/** A row that could not be applied, as it is kept in quarantine: a person mends the value and leaves the rest. */
interface KeptRow {
  row: number
  fault: FieldRow['fault']
  fields: FieldRow['fields']
  /** What the mapping has no field for, by column. */
  other: Record<string, Cell>
}

export function toKept(
  rows: readonly MappedRow[],
  { columns }: Pick<Table, 'columns'>,
  mapping: ImportMapping,
): KeptRow[] {
  const mapped = new Set(Object.values(mapping.columns))
  return rows.map(({ row, fault, fields, source }) => {
    const entries = source.cells.map((cell, index) => [columns[index] || `#${index + 1}`, cell] as const)
    const other = entries.filter(([column, cell]) => !mapped.has(column) && !isBlank(cell))
    return { row, fault, fields, other: Object.fromEntries(other) }
  })
}

/** Kept rows read again; null where a person made something else of them. */
export function parseKept(value: unknown): FieldRow[] | null {
  const rows = isObject(value) ? value['rows'] : null
  if (!Array.isArray(rows) || rows.length === 0) return null
  const parsed = rows.map(parseRow)
  return parsed.every((row) => row !== null) ? parsed : null
}

function parseRow(value: unknown): FieldRow | null {
  if (!isObject(value)) return null
  const { row, fault, fields } = value
  if (!isObject(fields) || !Number.isSafeInteger(row)) return null
  const known = IMPORT_FIELDS.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]] as const]))
  if (known.some(([, cell]) => !isCell(cell))) return null
  // A person who mended the row closed its quotes and put its cells in their places.
  const isFaulty = fault === 'quotes_unclosed' || fault === 'wrong_width'
  return { row: row as number, fault: isFaulty ? fault : null, fields: Object.fromEntries(known) }
}

function isCell(value: unknown): value is Cell {
  if (typeof value === 'string') return true
  if (!isObject(value)) return false
  const { number, error, merged } = value
  return (
    typeof number === 'string' ||
    typeof error === 'string' ||
    merged === null ||
    typeof merged === 'string' ||
    isCell(merged)
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
