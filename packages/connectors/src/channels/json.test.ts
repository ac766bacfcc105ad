import { describe, expect, test } from 'vitest'
import { JSON_BYTES_MAX, JSON_DEPTH_MAX, parseLossless, parseLosslessBytes } from './json.ts'

const parse = (text: string): unknown => {
  const parsed = parseLossless(text)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.value
}
const problem = (input: string | Uint8Array): string => {
  const parsed = typeof input === 'string' ? parseLossless(input) : parseLosslessBytes(input)
  return parsed.ok ? 'parsed' : parsed.problem
}

describe('long integers', () => {
  test('19-digit neighbours stay apart', () => {
    expect(parse('{"a":3800000000000000001,"b":3800000000000000002}')).toEqual({
      a: '3800000000000000001',
      b: '3800000000000000002',
    })
  })

  test('15 digits stay a number, 16 become text', () => {
    expect(parse('{"a":999999999999999,"b":1000000000000000}')).toEqual({ a: 999999999999999, b: '1000000000000000' })
  })

  test('in arrays, after white space, at the top and negative', () => {
    expect(parse('[ 3800000000000000001 ,3800000000000000002]')).toEqual(['3800000000000000001', '3800000000000000002'])
    expect(parse('{"a" : 3800000000000000001\n}')).toEqual({ a: '3800000000000000001' })
    expect(parse('-3800000000000000001')).toBe('-3800000000000000001')
    expect(parse('{"a-b":3800000000000000001}')).toEqual({ 'a-b': '3800000000000000001' })
  })

  test('digits inside texts are left alone, whatever stands around them', () => {
    for (const text of [
      '1234567890123456789',
      ':1234567890123456789,',
      'a "quoted" : 1234567890123456789 ,',
      '\\":1234567890123456789,\\',
      '[1234567890123456789]',
    ]) {
      const source = JSON.stringify({ note: text, 'key:1234567890123456789,': text })
      expect(parse(source)).toEqual(JSON.parse(source))
    }
  })

  test('fractions and exponents are not integers', () => {
    expect(parse('[0.12345678901234567890, 1234567890123456.5, 1e-1234567890123456]')).toEqual([
      0.12345678901234568, 1234567890123456.5, 0,
    ])
  })

  test('1e400 is Infinity for a range check to refuse; NaN is not JSON', () => {
    expect(parse('[1e400]')).toEqual([Infinity])
    expect(problem('[NaN]')).toBe('not_json')
  })
})

describe('bytes', () => {
  const bytes = (...parts: (string | number[])[]): Uint8Array =>
    Buffer.concat(parts.map((part) => Buffer.from(part as string)))

  test('a byte order mark is dropped', () =>
    expect(parseLosslessBytes(bytes([0xef, 0xbb, 0xbf], '{"a":1}'))).toEqual({ ok: true, value: { a: 1 } }))
  test('overlong and cut UTF-8 are refused', () => {
    expect(problem(bytes('{"a":"', [0xc0, 0xaf], '"}'))).toBe('invalid_utf8')
    expect(problem(bytes('{"a":"', [0xe4, 0xb8], '"}'))).toBe('invalid_utf8')
  })
  test('escaped U+0000 and lone surrogates are preserved for the field to judge', () => {
    expect(parse('{"a":"x\\u0000y","b":"\\ud800"}')).toEqual({ a: 'x\u0000y', b: '\ud800' })
  })
  test('four-byte characters and right-to-left override pass', () =>
    expect(parse('{"a":"𠮷😀\u202e"}')).toEqual({ a: '𠮷😀\u202e' }))
  test.each(['', '<html>', '{"a":', '{"a":1}x'])('"%s" is not JSON', (text) => expect(problem(text)).toBe('not_json'))
  test('a body beyond the cap is not parsed at all', () =>
    expect(problem(`"${'x'.repeat(JSON_BYTES_MAX)}"`)).toBe('too_large'))
})

describe('hostile shapes', () => {
  test('keys that could reach a prototype are refused, also when escaped, and nothing is polluted', () => {
    expect(problem('{"a":{"__proto__":{"polluted":1}}}')).toBe('forbidden_key')
    expect(problem('{"\\u005f_proto__":{"polluted":1}}')).toBe('forbidden_key')
    expect(problem('{"constructor":{"prototype":{"polluted":1}}}')).toBe('forbidden_key')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('the same words as values are ordinary text', () =>
    expect(parse('{"a":"__proto__"}')).toEqual({ a: '__proto__' }))

  test('depth is capped, however deep', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(problem(nested(JSON_DEPTH_MAX))).toBe('parsed')
    expect(problem(nested(JSON_DEPTH_MAX + 1))).toBe('too_deep')
    expect(problem(nested(100_000))).toBe('too_deep')
    expect(problem('['.repeat(400_000))).toBe('not_json')
  })

  test('a million keys are refused', () => {
    const keys = Array.from({ length: 400_000 }, (_, index) => `"k${index.toString(36)}":1`)
    expect(problem(`{${keys.join(',')}}`.slice(0, JSON_BYTES_MAX + 1))).toMatch(/too_many_values|too_large/)
  })

  test('megabytes of quotes and escapes take no more than a linear scan', () => {
    const hostile = `{"a": 1234567890123456789,"b":"${'\\"'.repeat(1_000_000)}`
    const start = performance.now()
    expect(problem(hostile)).toBe('not_json')
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
