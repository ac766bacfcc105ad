import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseYuan, sumFen } from './money.ts'

test.each([
  ['0', 0],
  ['12', 1_200],
  ['12.3', 1_230],
  ['12.30', 1_230],
  ['0.07', 7],
  ['-0.00', 0],
  ['-1.05', -105],
  ['007', 700],
  ['9999999999999.99', 999_999_999_999_999],
])('%s yuan is %i fen', (text, fen) => expect(parseYuan(text)).toBe(fen))

test.each([
  '',
  ' 1',
  '1 ',
  '1.',
  '.5',
  '1.234',
  '+1',
  '--1',
  '1e3',
  '1,000',
  '０',
  '1.2.3',
  'NaN',
  'Infinity',
  '10000000000000',
  '12元',
  '0x10',
  '1\n',
])('%j is no amount', (text) => expect(parseYuan(text)).toBeNull())

test('every amount survives being written and read, to the fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), fc.boolean(), (fen, isNegative) => {
      const text = `${isNegative ? '-' : ''}${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
      expect(parseYuan(text)).toBe(isNegative && fen !== 0 ? -fen : fen)
    }),
  )
})

test('no text makes it throw, and what it gives is a whole number of fen', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+.\deE]{0,18}$/)), (text) => {
      const fen = parseYuan(text)
      expect(fen === null || Number.isSafeInteger(fen)).toBe(true)
      expect(Object.is(fen, -0)).toBe(false)
    }),
  )
})

test('sums are exact where floats are not', () => {
  expect(sumFen([{ fen: 10 }, { fen: 20 }], (each) => each.fen)).toBe(30)
  expect(sumFen([], () => 1)).toBe(0)
})
