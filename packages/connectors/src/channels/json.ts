// JSON as marketplaces send it. Taobao and others write 19-digit ids as JSON numbers, which a float
// cannot hold: integers of 16 digits and more come out as strings, digit for digit.

/** Why a body could not become a value. Only `not_json` is worth asking for again: it may be a cut transfer. */
export type JsonProblemKind =
  | 'too_large'
  | 'invalid_utf8'
  | 'not_json'
  | 'too_deep'
  | 'too_many_values'
  | 'forbidden_key'

export type ParsedJson = { ok: true; value: unknown } | { ok: false; problem: JsonProblemKind }

export const JSON_BYTES_MAX = 4 * 1024 * 1024 // A 2,000-line trade is about 1.4 MB; a full page of ids 10 KB.
export const JSON_DEPTH_MAX = 32 // The deepest documented trade field lies at depth 6.
const JSON_VALUES_MAX = 200_000 // 2,000 lines of 30 fields are 60,000 values.

// Own properties of these names are harmless until somebody copies the object; no platform field has them.
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor'])

const UTF8 = new TextDecoder('utf-8', { fatal: true })

/** Decodes and parses bytes: strict UTF-8, a leading byte order mark is dropped. */
export function parseLosslessBytes(bytes: Uint8Array): ParsedJson {
  if (bytes.byteLength > JSON_BYTES_MAX) return { ok: false, problem: 'too_large' }
  let text: string
  try {
    text = UTF8.decode(bytes)
  } catch {
    return { ok: false, problem: 'invalid_utf8' }
  }
  return parseLossless(text)
}

/** Parses text without losing digits. Numbers too large for a float (1e400) come out as Infinity: readers check ranges. */
export function parseLossless(text: string): ParsedJson {
  if (text.length > JSON_BYTES_MAX) return { ok: false, problem: 'too_large' }
  let value: unknown
  try {
    value = JSON.parse(quoteLongIntegers(text))
  } catch {
    return { ok: false, problem: 'not_json' }
  }
  const problem = new ShapeCheck().problemOf(value, 1)
  return problem === null ? { ok: true, value } : { ok: false, problem }
}

// A quote right behind a word character closes a string (an opening one follows punctuation, one inside a
// string follows a backslash), so the digits behind its colon are a member's value.
const MEMBER_LONG_INTEGER = /(?<=\w)":(-?\d{16,})(?=[\s,}])/g
const MAYBE_MORE = /(?:^|[\s:,[])-?\d{16}/
// Strings are matched whole so that digits inside them stay; an unterminated one runs to the end, or a
// hostile text of many quotes would be scanned once per quote.
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\[^]?[^"\\]*)*(?:"|$)|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g

/**
 * The plain replacement covers what platforms send and costs a third of the general one, which follows
 * only where digits remain that it might have missed (arrays, odd spacing, or digits inside a text).
 */
function quoteLongIntegers(text: string): string {
  const quoted = text.replace(MEMBER_LONG_INTEGER, '":"$1"')
  if (!MAYBE_MORE.test(quoted)) return quoted
  return quoted.replace(STRING_OR_LONG_INTEGER, (token) => (token.startsWith('"') ? token : `"${token}"`))
}

class ShapeCheck {
  private values = 0

  problemOf(value: unknown, depth: number): JsonProblemKind | null {
    if (++this.values > JSON_VALUES_MAX) return 'too_many_values'
    if (typeof value !== 'object' || value === null) return null
    if (depth > JSON_DEPTH_MAX) return 'too_deep'
    if (Array.isArray(value)) {
      for (const each of value) {
        const problem = this.problemOf(each, depth + 1)
        if (problem !== null) return problem
      }
      return null
    }
    return this.problemOfMembers(value as Record<string, unknown>, depth)
  }

  private problemOfMembers(object: Record<string, unknown>, depth: number): JsonProblemKind | null {
    for (const key of Object.keys(object)) {
      if (FORBIDDEN_KEYS.has(key)) return 'forbidden_key'
      const member = object[key]
      if (typeof member === 'object') {
        const problem = this.problemOf(member, depth + 1)
        if (problem !== null) return problem
      } else if (++this.values > JSON_VALUES_MAX) return 'too_many_values'
    }
    return null
  }
}
