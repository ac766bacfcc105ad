// A file before it is imported: its columns and what they are taken for, its first rows, and what is wrong with them.
// Receivers are masked; what is masked is found by the guess too, so that a mapping that leaves them out shows no more.

import { decodeOrder, FileError, guessColumns, openTable, orderIdOf, rowMapper } from '@tidegate/connectors'
import type { Cell, FileRow, FileSource, MappedRow, Table } from '@tidegate/connectors'
import type { ImportPreview, PreviewedTable } from '@tidegate/contract'
import { RECEIVER_FIELDS } from '@tidegate/domain'
import type { ImportField, ImportMapping, ShopKey } from '@tidegate/domain'
import type { OpenGate } from '@tidegate/engine'
import { chooseMapping } from './choose-mapping.ts'
import type { ChosenMapping } from './choose-mapping.ts'
import { mappingNameOf } from './import-source.ts'
import { ImportFault } from './open-import.ts'
import { OrderGroups } from './order-runs.ts'

const ROWS_SHOWN = 10
const ROWS_CHECKED = 200
const PROBLEMS_SHOWN = 10
const CELL_CHARACTERS_SHOWN = 60

export interface PreviewWish {
  shop: ShopKey | null
  mode: ImportMapping['mode'] | null
  /** A person's own; null asks for what is chosen. */
  columns: ImportMapping['columns'] | null
  sheet: string | null
  encoding: string | null
}

export async function previewImport(
  { imports }: Pick<OpenGate, 'imports'>,
  source: FileSource,
  wish: PreviewWish,
): Promise<ImportPreview> {
  try {
    const expects = Object.values(wish.columns ?? {})
    const table = await openTable(source, { sheet: wish.sheet, encoding: wish.encoding, expects })
    const wanted = wish.shop === null ? null : mappingNameOf(wish.shop)
    const { mode, columns } = wish
    const chosen = await chooseMapping(imports, table, { mapping: null, source: wanted, mode, columns })
    return { table: await toPreviewed(table, chosen), problem: null }
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof ImportFault)) throw error
    return { table: null, problem: { code: error.code, detail: error.message } }
  }
}

async function toPreviewed(table: Table, chosen: ChosenMapping): Promise<PreviewedTable> {
  const { kind, encoding, sheets, sheet, headerRow, columns } = table
  const { mapping, origin, missing, name } = chosen
  const rows = await firstRows(table)
  return {
    kind,
    encoding,
    sheets: [...sheets],
    sheet,
    headerRow,
    columns: [...columns],
    mapping,
    origin,
    missing,
    source: name,
    rows: rows.slice(0, ROWS_SHOWN).map((row) => shown(row, columns, mapping)),
    problems: missing.length > 0 ? [] : problemsOf(rows, { columns, mapping }),
    checkedRows: rows.length,
  }
}

async function firstRows(table: Table): Promise<FileRow[]> {
  const rows: FileRow[] = []
  for await (const piece of table.rows()) {
    rows.push(...piece)
    if (rows.length >= ROWS_CHECKED) break
  }
  return rows.slice(0, ROWS_CHECKED)
}

function problemsOf(
  rows: readonly FileRow[],
  { columns, mapping }: { columns: readonly string[]; mapping: ImportMapping },
): PreviewedTable['problems'] {
  const map = rowMapper(columns, mapping)
  const rules = {
    shop: { channel: 'import', shop: 'preview' },
    mode: mapping.mode,
    repeatedLines: 'set_aside',
  } as const
  return ordersOf(rows.map(map))
    .flatMap((order) => {
      const decoded = decodeOrder(order, rules)
      return decoded.ok ? [] : [{ row: decoded.bad.row, ...decoded.bad.problem }]
    })
    .slice(0, PROBLEMS_SHOWN)
}

/** Rows that stand together; that an order goes on further below is found by the import itself. */
function ordersOf(rows: readonly MappedRow[]): MappedRow[][] {
  const groups = new OrderGroups(new Map())
  const orders = rows.map((row) => groups.add(orderIdOf(row), row)).filter((order) => order !== null)
  return [...orders, ...groups.end()]
}

function shown(
  { row, cells }: FileRow,
  columns: readonly string[],
  mapping: ImportMapping,
): PreviewedTable['rows'][number] {
  const masked = new Set([...receiverColumns(mapping.columns), ...receiverColumns(guessColumns(columns))])
  const texts = columns.map((column, index) => {
    const text = cellText(cells[index])
    return masked.has(column) ? maskedText(text) : text
  })
  return { row, cells: texts }
}

function receiverColumns(columns: ImportMapping['columns']): string[] {
  const entries = Object.entries(columns) as [ImportField, string][]
  return entries.flatMap(([field, column]) => (RECEIVER_FIELDS.has(field) ? [column] : []))
}

function cellText(cell: Cell | undefined): string {
  const text = typeof cell === 'object' ? objectText(cell) : (cell ?? '')
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '\ufffd')
    .slice(0, CELL_CHARACTERS_SHOWN)
}

function objectText(cell: Exclude<Cell, string>): string {
  if ('number' in cell) return cell.number
  if ('error' in cell) return cell.error
  return typeof cell.merged === 'string' ? cell.merged : (cell.merged?.number ?? '')
}

const maskedText = (text: string): string => (text === '' ? '' : `${text.slice(0, 1)}***`)
