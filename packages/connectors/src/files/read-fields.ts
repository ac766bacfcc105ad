// One row's fields as what they mean. A bad one leaves by a private exception caught in `readRow`, so that a decoder
// reads as the list of its fields. What is told of it never quotes receiver data.

import { HOUR_MS, MINUTE_MS, parseYuan, RECEIVER_FIELDS } from '@tidegate/domain'
import type { Fen, ImportField, Instant, RowCode, RowProblem } from '@tidegate/domain'
import { parseChinaTime } from '../channels/china-clock.ts'
import { REPLACEMENT } from './encoding.ts'
import type { Cell, NumberCell, RowFault } from './table.ts'
import { CELL_CHARACTERS_MAX } from './table.ts'

/** A row as far as the mapping names its columns. */
export interface FieldRow {
  row: number
  fields: Partial<Record<ImportField, Cell>>
  fault: RowFault | null
}

/** Ten billion yuan, as for orders of the API. */
const AMOUNT_FEN_MAX: Fen = 1_000_000_000_000
const QUANTITY_MAX = 1_000_000
const ID_CHARACTERS_MAX = 100
const FOUND_CHARACTERS_MAX = 40
/** Digits a spreadsheet keeps of a number; an id with more has lost its last ones. */
const EXACT_DIGITS_MAX = 15

/** Fields told once for an order, whose cells may be merged down over its lines. */
const LINE_FIELDS: ReadonlySet<ImportField> = new Set([
  'line_id',
  'sku_code',
  'title',
  'quantity',
  'unit_price',
  'line_payable',
])

class RowError extends Error {
  readonly row: number
  readonly problem: RowProblem

  constructor(row: number, problem: RowProblem) {
    super(problem.code)
    this.row = row
    this.problem = problem
  }
}

export interface BadRow {
  row: number
  problem: RowProblem
}

export type ReadResult<T> = { ok: true; value: T } | { ok: false; bad: BadRow }

/** Runs a decoder; a bad field inside becomes a value, any other exception is a bug and passes. */
export function readRows<T>(decode: () => T): ReadResult<T> {
  try {
    return { ok: true, value: decode() }
  } catch (error) {
    if (error instanceof RowError) return { ok: false, bad: { row: error.row, problem: error.problem } }
    throw error
  }
}

export class RowReader {
  readonly row: number
  private readonly given: FieldRow

  constructor(given: FieldRow) {
    this.row = given.row
    this.given = given
  }

  /** A row that was cut, or runs into the next, says nothing that could be trusted. */
  requireWhole(): void {
    const { fault } = this.given
    if (fault === 'quotes_unclosed') this.failRow('quotes_unclosed', 'a closing quotation mark')
    if (fault === 'wrong_width') this.failRow('wrong_width', 'as many cells as the header')
  }

  has(field: ImportField): boolean {
    const cell = this.given.fields[field]
    return cell !== undefined && (typeof cell !== 'string' || cleaned(cell) !== '')
  }

  /** Whether the file has such a column at all. */
  knows(field: ImportField): boolean {
    return this.given.fields[field] !== undefined
  }

  /** Display text; absent is empty. */
  text(field: ImportField, charactersMax = CELL_CHARACTERS_MAX): string {
    const value = this.value(field)
    const text = typeof value === 'string' ? value : value.number
    if (text.length > charactersMax) this.fail(field, 'bad_text', `at most ${charactersMax} characters`)
    if (text.includes('\u0000') || !text.isWellFormed()) this.fail(field, 'bad_text', 'text without NUL')
    if (text.includes(REPLACEMENT)) this.fail(field, 'wrong_encoding', 'readable text')
    return text
  }

  /** An id or code: matched exactly later. Null where there is none. */
  optionalId(field: ImportField): string | null {
    const value = this.value(field)
    if (value === '') return null
    if (typeof value === 'object' || /^\d(\.\d+)?e\+?\d+$/i.test(value)) this.requireExact(field, value)
    const text = this.text(field)
    // eslint-disable-next-line no-control-regex -- control characters are exactly what must not pass here.
    if (text.length > ID_CHARACTERS_MAX || /[\u0000-\u001f\u007f]/.test(text)) {
      this.fail(field, 'bad_id', `at most ${ID_CHARACTERS_MAX} printable characters`)
    }
    return text
  }

  id(field: ImportField): string {
    return this.optionalId(field) ?? this.fail(field, 'missing', 'a value')
  }

  private requireExact(field: ImportField, value: string | NumberCell): void {
    const text = typeof value === 'string' ? value : value.number
    if (!/^\d+$/.test(text) || text.length > EXACT_DIGITS_MAX) {
      this.fail(field, 'id_as_number', 'the id as text')
    }
  }

  optionalFen(field: ImportField): Fen | null {
    const value = this.value(field)
    if (value === '') return null
    const fen = typeof value === 'string' ? yuanText(value) : yuanNumber(value.number)
    if (fen !== null && fen >= 0 && fen <= AMOUNT_FEN_MAX) return fen
    return this.fail(field, 'bad_amount', 'yuan, at least 0, at most two decimals')
  }

  fen(field: ImportField): Fen {
    return this.optionalFen(field) ?? this.fail(field, 'missing', 'an amount')
  }

  quantity(field: ImportField): number {
    const value = this.value(field)
    if (value === '') this.fail(field, 'missing', 'a quantity')
    const text = typeof value === 'string' ? value : value.number
    const quantity = /^\d{1,9}(\.0{1,6})?$/.test(text) ? Number(text) : 0
    if (quantity >= 1 && quantity <= QUANTITY_MAX) return quantity
    return this.fail(field, 'bad_quantity', `a whole number from 1 to ${QUANTITY_MAX}`)
  }

  optionalTime(field: ImportField): Instant | null {
    const value = this.value(field)
    if (value === '') return null
    const instant = typeof value === 'string' ? timeText(value) : dayNumber(value)
    return instant ?? this.fail(field, 'bad_time', 'a time like 2026-11-11 20:00:00, from 2003 to 2099')
  }

  time(field: ImportField): Instant {
    return this.optionalTime(field) ?? this.fail(field, 'missing', 'a time')
  }

  /** Of two rows of one order that say different things about it, neither is believed. */
  requireSame(field: ImportField, other: RowReader): void {
    if (!this.has(field)) return
    const [mine, theirs] = [this.value(field), other.value(field)]
    const isSame = JSON.stringify(mine) === JSON.stringify(theirs)
    if (!isSame) this.fail(field, 'disagrees', `what row ${other.row} says of the same order`)
  }

  fail(field: ImportField, code: RowCode, expected: string): never {
    throw new RowError(this.row, { code, field, expected, found: this.found(field) })
  }

  failRow(code: RowCode, expected: string, found = ''): never {
    throw new RowError(this.row, { code, field: null, expected, found })
  }

  /** Trimmed, and freed of what spreadsheets are tricked with (`="123"`, `'123`); '' where there is none. */
  private value(field: ImportField): string | NumberCell {
    const cell = this.given.fields[field]
    if (cell === undefined) return ''
    if (typeof cell === 'string') return cleaned(cell)
    if ('number' in cell) return cell
    if ('error' in cell) return this.fail(field, 'cell_error', 'a value')
    if (cell.merged === null || LINE_FIELDS.has(field)) {
      return this.fail(field, 'merged_cell', 'a cell of its own for each row')
    }
    return typeof cell.merged === 'string' ? cleaned(cell.merged) : cell.merged
  }

  private found(field: ImportField): string {
    const cell = this.given.fields[field]
    if (cell === undefined || cell === '') return 'nothing'
    if (typeof cell === 'object' && 'error' in cell) return shortened(cell.error)
    if (typeof cell === 'object' && 'merged' in cell) return 'a merged cell'
    const text = typeof cell === 'string' ? cell : cell.number
    if (RECEIVER_FIELDS.has(field)) return `text of ${text.length} characters`
    return shortened(text)
  }
}

/** As a table and a page can hold it: no NUL, no line ends, no half of a character. */
function shortened(text: string): string {
  const short = text.length > FOUND_CHARACTERS_MAX ? `${text.slice(0, FOUND_CHARACTERS_MAX)}…` : text
  return short.toWellFormed().replaceAll(/\p{Cc}/gu, REPLACEMENT)
}

function cleaned(text: string): string {
  const trimmed = text.trim()
  const tricked = /^="([^"]*)"$/.exec(trimmed)?.[1]
  return tricked ?? (/^'\d/.test(trimmed) ? trimmed.slice(1) : trimmed)
}

/** `1,234.50`, `¥12`, `12元`; null where it is no amount. */
function yuanText(text: string): Fen | null {
  const bare = text.normalize('NFKC').replaceAll(/^(RMB|CNY|[¥￥])\s*|\s*元$/g, '')
  const joined = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare
  return parseYuan(joined.replace(/(\.\d{2})0+$/, '$1'))
}

/** A spreadsheet computes in floats: 178.80000000000001 is 178.80, and 1.005 is no amount. */
function yuanNumber(text: string): Fen | null {
  const fen = Number(text) * 100
  const whole = Math.round(fen)
  return Number.isSafeInteger(whole) && Math.abs(fen - whole) < 1e-4 ? whole : null
}

const TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d{1,9})?秒?|分)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const COMPACT_TIME = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/
/** A day as spreadsheets count them; written to a text file where a column was not formatted as dates. */
const DAY_NUMBER = /^\d{5}(\.\d+)?$/

/** Without a zone it is China's time. */
function timeText(text: string): Instant | null {
  const match = TIME.exec(text) ?? COMPACT_TIME.exec(text)
  if (match === null) return DAY_NUMBER.test(text) ? dayNumber({ number: text }) : null
  const [year = '', month = '', day = '', hour = '0', minute = '0', second = '0'] = match.slice(1, 7)
  const [m, d, h, min, s] = [month, day, hour, minute, second].map((part) => part.padStart(2, '0'))
  const local = parseChinaTime(`${year}-${m}-${d} ${h}:${min}:${s}`)
  return local === null ? null : local + zoneShift(match[7])
}

function zoneShift(zone: string | undefined): number {
  if (zone === undefined) return 0
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? []
  const offset = (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS) * (sign === '-' ? -1 : 1)
  return 8 * HOUR_MS - offset
}

const DAY_MS = 24 * HOUR_MS
const DAYS_TO_1970 = 25_569
const DAYS_1900_TO_1904 = 1_462
const DAY_MIN = 37_622 // 2003
const DAY_MAX = 73_051 // 2100

function dayNumber({ number, from1904 }: NumberCell): Instant | null {
  const day = Number(number) + (from1904 === true ? DAYS_1900_TO_1904 : 0)
  if (!(day >= DAY_MIN && day < DAY_MAX)) return null
  // A second is 0.0000116 of a day: floats are off by less than one, and not by nothing.
  return Math.round((day - DAYS_TO_1970) * (DAY_MS / 1_000)) * 1_000 - 8 * HOUR_MS
}
