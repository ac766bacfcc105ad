import { expect, test } from 'vitest'
import { PER_UNIT_MAX, componentsOf, componentsText, draftsOf, emptyDraft, isSame } from './component-draft.ts'

const A = { skuCode: 'A', name: 'Cat food', perUnit: 2 }
const B = { skuCode: 'B', name: 'Bowl', perUnit: 1 }

test('a mapping is taken up as it is, and nothing begins with one empty row', () => {
  expect(draftsOf({ components: [A, B] })).toEqual([
    { key: 0, ...A },
    { key: 1, ...B },
  ])
  expect(draftsOf({ components: [] })).toEqual([{ key: 0, skuCode: null, name: '', perUnit: 1 }])
})

test('a new row has a key of its own, also after one between was removed', () => {
  const [first, , third] = draftsOf({ components: [A, B, A] })
  expect(emptyDraft([first!, third!]).key).toBe(3)
})

test('what lacks a SKU or a sensible number is not sent', () => {
  const [row] = draftsOf({ components: [A] })
  expect(componentsOf([row!])).toEqual([{ skuCode: 'A', perUnit: 2 }])
  for (const change of [
    { skuCode: null },
    { perUnit: null },
    { perUnit: 0 },
    { perUnit: 1.5 },
    { perUnit: PER_UNIT_MAX + 1 },
  ])
    expect(componentsOf([row!, { ...row!, ...change }])).toBeNull()
  expect(componentsOf([])).toBeNull()
})

test('order does not make a mapping another one, units do', () => {
  expect(isSame([A, B], [B, A])).toBe(true)
  expect(isSame([A, B], [A])).toBe(false)
  expect(isSame([A], [{ ...A, perUnit: 3 }])).toBe(false)
})

test('a mapping reads as what one sold takes', () => {
  expect(componentsText([A, B])).toBe('A × 2 + B')
})
