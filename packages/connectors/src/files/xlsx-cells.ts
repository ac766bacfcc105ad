// One worksheet's XML to rows of cells. Dates stay the numbers they are: whether a number is a date, an amount or an
// id is known where the column's meaning is.

import type { Cell, FileRow, NumberCell } from './table.ts'
import { CELL_CHARACTERS_MAX, COLUMNS_MAX, FileError } from './table.ts'
import type { SharedStrings } from './xlsx-strings.ts'
import { xmlReader } from './xml.ts'
import type { XmlReader } from './xml.ts'

/** Where `B12` stands; columns count from 0. */
export function cellPlace(reference: string): { row: number; column: number } {
  let column = 0
  let index = 0
  for (; index < reference.length; index += 1) {
    const letter = reference.charCodeAt(index) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return { row: Number(reference.slice(index)), column: column - 1 }
}

export interface SheetReader extends XmlReader {
  /** Rows read since they were last taken. */
  take(): FileRow[]
}

interface OpenCell {
  column: number
  type: string
  value: string
  hasFormula: boolean
}

export function sheetReader(strings: SharedStrings, { from1904 }: { from1904: boolean }): SheetReader {
  let rows: FileRow[] = []
  let row = 0
  let cells: Cell[] = []
  let cell: OpenCell = { column: -1, type: '', value: '', hasFormula: false }
  let isValue = false
  const reader = xmlReader({
    open(name, { r = '', t = '' }) {
      if (name === 'row') {
        row = r === '' ? row + 1 : Number(r)
        cells = []
        cell = { ...cell, column: -1 }
      } else if (name === 'c') {
        const column = r === '' ? cell.column + 1 : cellPlace(r).column
        if (!(column < COLUMNS_MAX)) throw new FileError('too_wide', `the sheet has more than ${COLUMNS_MAX} columns`)
        cell = { column, type: t, value: '', hasFormula: false }
      } else if (name === 'f') cell.hasFormula = true
      isValue = name === 'v' || name === 't'
    },
    text(piece) {
      // A longer one is no cell that Excel could have written; what is too long is refused as such later.
      if (isValue && cell.value.length <= CELL_CHARACTERS_MAX) cell.value += piece
    },
    close(name) {
      isValue = false
      if (name === 'c') {
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = toCell(cell, strings, from1904)
      } else if (name === 'row') rows.push({ row, cells, fault: null })
    },
  })
  return {
    write: (piece) => reader.write(piece),
    take() {
      const taken = rows
      rows = []
      return taken
    },
  }
}

function toCell({ type, value, hasFormula }: OpenCell, strings: SharedStrings, from1904: boolean): Cell {
  if (type === 's') return strings.at(Number(value)) ?? { error: 'a text the workbook does not hold' }
  if (type === 'e') return { error: value }
  if (value === '') return hasFormula ? { error: 'a formula without a value' } : ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'str' || type === 'inlineStr' || type === 'd') return value
  const number: NumberCell = { number: value }
  return from1904 ? { ...number, from1904: true } : number
}
