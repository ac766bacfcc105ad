import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLossless } from './json.ts'

test('what JSON.parse reads without loss, this reads the same', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const parsed = parseLossless(text)
      if (!parsed.ok) {
        expect(parsed.problem).toBe('forbidden_key')
        return
      }
      // Long integers differ on purpose; written back as numbers both readings agree.
      expect(JSON.parse(JSON.stringify(parsed.value), unquoteLong)).toEqual(JSON.parse(text, unquoteLong))
    }),
    { numRuns: 500 },
  )
})

test('every long integer survives digit for digit, wherever it stands and whatever text is beside it', () => {
  const digits = fc.stringMatching(/^[1-9]\d{15,30}$/)
  fc.assert(
    fc.property(digits, fc.string({ unit: 'grapheme' }), fc.constantFrom('', ' ', '\n\t'), (id, note, space) => {
      const noted = `${note}:${id},${note}`
      const text = `{"n":${JSON.stringify(noted)},${space}"id"${space}:${space}${id}${space},"list":[${id},${space}${id}]}`
      expect(parseLossless(text)).toEqual({ ok: true, value: { n: noted, id, list: [id, id] } })
    }),
    { numRuns: 500 },
  )
})

test('any text is a value or a named problem, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(typeof parseLossless(text).ok).toBe('boolean')
    }),
    { numRuns: 500 },
  )
})

function unquoteLong(_key: string, value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{16,}$/.test(value) ? Number(value) : value
}
