// Reads named fields out of parsed JSON. A bad field leaves by a private exception caught in one place,
// `decodeFields`: a decoder of forty fields reads as forty lines, and its caller sees only a value.

import { parseYuan, SECOND_MS } from '@tidegate/domain'
import type { Fen, Instant } from '@tidegate/domain'
import type { DecodeProblem } from './channel.ts'
import { parseChinaTime } from './china-clock.ts'

export type JsonObject = Record<string, unknown>
export type Decoded<T> = { ok: true; value: T } | { ok: false; problem: DecodeProblem }

const IDENTIFIER_CHARACTERS_MAX = 128
const FOUND_CHARACTERS_MAX = 40
// Marketplaces did not exist before, and years beyond are sentinels ("9999-12-31"): seconds taken for milliseconds
// and the reverse fall outside too.
const EPOCH_MS_MIN = Date.UTC(2003, 0, 1)
const EPOCH_MS_MAX = Date.UTC(2100, 0, 1)
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/
// eslint-disable-next-line no-control-regex -- control characters are exactly what must not pass here.
const UNFIT_FOR_IDENTIFIER = /[\u0000-\u001f\u007f]/

class FieldError extends Error {
  readonly problem: DecodeProblem

  constructor(problem: DecodeProblem) {
    super(problem.field)
    this.problem = problem
  }
}

/** Runs a decoder; a field problem raised inside becomes a value, any other exception is a bug and passes. */
export function decodeFields<T>(decode: () => T): Decoded<T> {
  try {
    return { ok: true, value: decode() }
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, problem: error.problem }
    throw error
  }
}

export function failField(field: string, expected: string, found: unknown): never {
  throw new FieldError({ field, expected, found: describe(found) })
}

/** Text is quoted only where the caller says it cannot be receiver data; here it never is. */
function describe(found: unknown): string {
  if (found === undefined) return 'nothing'
  if (found === null) return 'null'
  if (typeof found === 'number' || typeof found === 'boolean') return String(found)
  if (typeof found === 'string') return `text of ${found.length} characters`
  return Array.isArray(found) ? `list of ${found.length}` : 'object'
}

/** For codes, amounts and times: the found text itself, shortened. Never for receiver data. */
function failWithText(field: string, expected: string, found: unknown): never {
  if (typeof found !== 'string') failField(field, expected, found)
  const shown = found.length > FOUND_CHARACTERS_MAX ? `${found.slice(0, FOUND_CHARACTERS_MAX)}…` : found
  throw new FieldError({ field, expected, found: JSON.stringify(shown) })
}

export class ObjectReader {
  private readonly members: JsonObject
  private readonly path: string

  constructor(value: unknown, path: string) {
    if (!isObject(value)) failField(path, 'an object', value)
    this.members = value
    this.path = path
  }

  field(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`
  }

  /** The raw member; null and absent are the same thing to a marketplace. */
  value(name: string): unknown {
    return Object.hasOwn(this.members, name) ? (this.members[name] ?? undefined) : undefined
  }

  has(name: string): boolean {
    return this.value(name) !== undefined
  }

  /** Display text: absent is empty; what no database text can hold (U+0000, lone surrogates) becomes U+FFFD. */
  text(name: string): string {
    const value = this.value(name)
    if (value === undefined) return ''
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string') failField(this.field(name), 'text', value)
    return value.includes('\u0000') ? value.toWellFormed().replaceAll('\u0000', '\ufffd') : value.toWellFormed()
  }

  /** An id or code: matched exactly later, so nothing in it may be replaced. Absent or empty is null. */
  optionalIdentifier(name: string): string | null {
    const value = this.value(name)
    if (value === undefined || value === '') return null
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value)
    if (typeof value !== 'string') failField(this.field(name), 'an id', value)
    const fits = value.length <= IDENTIFIER_CHARACTERS_MAX && value.isWellFormed() && !UNFIT_FOR_IDENTIFIER.test(value)
    return fits
      ? value
      : failField(this.field(name), `an id of at most ${IDENTIFIER_CHARACTERS_MAX} printable characters`, value)
  }

  /** A platform's numeric id as text, digit for digit. */
  digits(name: string): string {
    const value = this.optionalIdentifier(name)
    if (value === null || !/^\d{1,20}$/.test(value)) failField(this.field(name), 'an id of digits', this.value(name))
    return value
  }

  /** A list; absent or null is null, never an empty one: lists that came without their lines are told apart. */
  optionalList(name: string, lengthMax: number): unknown[] | null {
    const value = this.value(name)
    if (value === undefined) return null
    if (!Array.isArray(value)) return failField(this.field(name), 'a list', value)
    if (value.length > lengthMax) return failField(this.field(name), `at most ${lengthMax} entries`, value)
    return value as unknown[]
  }

  /** The objects of a list, each to read on in; absent or null is null. */
  optionalObjects(name: string, lengthMax: number): ObjectReader[] | null {
    const rows = this.optionalList(name, lengthMax)
    return rows === null ? null : rows.map((row, index) => new ObjectReader(row, this.field(`${name}[${index}]`)))
  }

  /** The object under a name, to read on in; absent or null is null. */
  optionalObject(name: string): ObjectReader | null {
    const value = this.value(name)
    return value === undefined ? null : new ObjectReader(value, this.field(name))
  }

  object(name: string): ObjectReader {
    return new ObjectReader(this.value(name), this.field(name))
  }

  boolean(name: string): boolean {
    const value = this.value(name)
    return typeof value === 'boolean' ? value : failField(this.field(name), 'true or false', value)
  }

  /** An integer written as text ("2"), for platforms that write every number so. */
  integerText(name: string, range: { min: number; max: number }): number {
    const value = this.value(name)
    const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN
    if (number >= range.min && number <= range.max) return number
    return failWithText(this.field(name), `an integer from ${range.min} to ${range.max} as text`, value)
  }

  /** A JSON number in range; "5" as text is refused, since such a sender may mean anything by it. */
  integer(name: string, range: { min: number; max: number }): number {
    const value = this.value(name)
    if (typeof value === 'number' && Number.isInteger(value) && value >= range.min && value <= range.max) return value
    return failWithText(this.field(name), `an integer from ${range.min} to ${range.max}`, value)
  }

  /** "12.30" yuan (or another currency of hundredths) to fen; absent is null. */
  optionalFen(name: string, range: { min: Fen; max: Fen }): Fen | null {
    const value = this.value(name)
    if (value === undefined) return null
    const fen = typeof value === 'string' ? parseYuan(value) : null
    if (fen === null || fen < range.min || fen > range.max) {
      return failWithText(this.field(name), `yuan as text, from ${range.min} to ${range.max} fen`, value)
    }
    return fen
  }

  fen(name: string, range: { min: Fen; max: Fen }): Fen {
    return this.optionalFen(name, range) ?? failField(this.field(name), 'yuan as text', undefined)
  }

  /** Yuan as a JSON number (12.3), for platforms that write them so; text is accepted too. Absent is null. */
  optionalFenNumber(name: string, range: { min: Fen; max: Fen }): Fen | null {
    const value = this.value(name)
    if (typeof value !== 'number') return this.optionalFen(name, range)
    // The shortest text of a float is the text it was parsed from, as long as it has two decimals.
    const fen = parseYuan(String(value))
    if (fen !== null && fen >= range.min && fen <= range.max) return fen
    return failWithText(this.field(name), `yuan, from ${range.min} to ${range.max} fen`, String(value))
  }

  /** Money a platform gives in fen already; absent is null. */
  optionalFenInteger(name: string, range: { min: Fen; max: Fen }): Fen | null {
    return this.has(name) ? this.integer(name, range) : null
  }

  /** A UNIX time as number or digits; absent and 0 are null. The unit is the caller's to know: platforms mix them. */
  optionalEpoch(name: string, unit: 's' | 'ms'): Instant | null {
    const value = this.value(name)
    if (value === undefined || value === 0 || value === '0' || value === '') return null
    const number = typeof value === 'string' && /^\d{1,14}$/.test(value) ? Number(value) : value
    const instant =
      typeof number === 'number' && Number.isInteger(number) ? number * (unit === 's' ? SECOND_MS : 1) : Number.NaN
    if (instant >= EPOCH_MS_MIN && instant <= EPOCH_MS_MAX) return instant
    return failWithText(this.field(name), `a UNIX time in ${unit}`, value)
  }

  epoch(name: string, unit: 's' | 'ms'): Instant {
    return this.optionalEpoch(name, unit) ?? failField(this.field(name), `a UNIX time in ${unit}`, this.value(name))
  }

  /** An ISO 8601 time; `zone` is for platforms that leave theirs out ("Z" where the field's name says GMT). Absent is null. */
  optionalIsoTime(name: string, zone: '' | 'Z' = ''): Instant | null {
    const value = this.value(name)
    if (value === undefined || value === '') return null
    const instant = typeof value === 'string' && ISO_TIME.test(value + zone) ? Date.parse(value + zone) : Number.NaN
    if (instant >= EPOCH_MS_MIN && instant <= EPOCH_MS_MAX) return instant
    return failWithText(this.field(name), 'an ISO 8601 time with its zone', value)
  }

  isoTime(name: string, zone: '' | 'Z' = ''): Instant {
    return this.optionalIsoTime(name, zone) ?? failField(this.field(name), 'an ISO 8601 time', undefined)
  }

  /** A +08:00 time to the second; absent or empty is null. */
  optionalTime(name: string): Instant | null {
    const value = this.value(name)
    if (value === undefined || value === '') return null
    const instant = typeof value === 'string' ? parseChinaTime(value) : null
    return instant ?? failWithText(this.field(name), 'a time "yyyy-MM-dd HH:mm:ss"', value)
  }

  time(name: string): Instant {
    return this.optionalTime(name) ?? failField(this.field(name), 'a time "yyyy-MM-dd HH:mm:ss"', undefined)
  }

  /** One of a closed list; an unknown word is a problem, never a guess. */
  oneOf<T extends string>(name: string, known: ReadonlySet<T>): T {
    const value = this.value(name)
    if (typeof value === 'string' && (known as ReadonlySet<string>).has(value)) return value as T
    return failWithText(this.field(name), 'a known code', value)
  }

  /** As `oneOf`, for codes that are numbers. */
  code<T extends number>(name: string, known: readonly T[]): T {
    const value = this.value(name)
    return known.find((code) => code === value) ?? failField(this.field(name), 'a known code', value)
  }

  optionalCode<T extends number>(name: string, { known, absent }: { known: readonly T[]; absent: T }): T {
    return this.has(name) ? this.code(name, known) : absent
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
