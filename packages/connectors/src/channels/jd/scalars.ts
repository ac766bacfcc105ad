// Scalars as JOS writes them: numbers as text, yuan as text, codes with their words behind them, and times that stand
// for "none".

import type { Fen, Instant } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'

export const ORDER_FEN_MAX: Fen = 100_000_000_000 // A thousand million yuan: beyond any order, far inside 2^53.
const AMOUNT_RANGE = { min: 0, max: ORDER_FEN_MAX } as const
const NO_TIME = /^(0001-01-01|1970-01-01) / // "Not yet", of payment and of completion.

export function fenOf(reader: ObjectReader, name: string): Fen {
  return optionalFenOf(reader, name) ?? failField(reader.field(name), 'yuan', undefined)
}

/** Yuan; absent or empty is null. */
export function optionalFenOf(reader: ObjectReader, name: string): Fen | null {
  return reader.value(name) === '' ? null : reader.optionalFenNumber(name, AMOUNT_RANGE)
}

export function countOf(reader: ObjectReader, name: string, range: { min: number; max: number }): number {
  return typeof reader.value(name) === 'string' ? reader.integerText(name, range) : reader.integer(name, range)
}

/** A +08:00 time, or null where there is none. */
export function optionalJdTime(reader: ObjectReader, name: string): Instant | null {
  const value = reader.value(name)
  return typeof value === 'string' && NO_TIME.test(value) ? null : reader.optionalTime(name)
}

/** "4-在线支付" and "4" are 4. Absent is null. */
export function optionalLeadingCode(reader: ObjectReader, name: string): number | null {
  const text = reader.text(name)
  if (text === '') return null
  const digits = /^\d{1,4}(?=-|$)/.exec(text)?.[0]
  return digits === undefined ? failField(reader.field(name), 'a code of digits', text) : Number(digits)
}
