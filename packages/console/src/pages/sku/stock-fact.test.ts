import { expect, test } from 'vitest'
import { FactKeys, factOf } from './stock-fact.ts'

const TYPED = { sku: 'PF-01', location: 'HD', quantity: 5, reference: ' SH-1 ' }
const AT = { onHand: 3, reason: 'count' }

test('an adjustment has a reason, and no space stands around a reference', () => {
  const receipt = factOf('receipt', TYPED, AT)
  expect(receipt).toEqual({ kind: 'receipt', body: { ...TYPED, reference: 'SH-1' } })
  const adjustment = factOf('adjustment', { ...TYPED, quantity: -3 }, AT)
  expect(adjustment).toEqual({
    kind: 'adjustment',
    body: { ...TYPED, quantity: -3, reference: 'SH-1', reason: 'count' },
  })
})

test.each([
  ['no quantity', 'receipt', { quantity: null }],
  ['nothing', 'adjustment', { quantity: 0 }],
  ['a part of a unit', 'receipt', { quantity: 1.5 }],
  ['goods that came in and are fewer', 'receipt', { quantity: -1 }],
  ['more taken away than is there', 'adjustment', { quantity: -4 }],
  ['no reference', 'receipt', { reference: '  ' }],
  ['no location', 'adjustment', { location: '' }],
] as const)('%s is not sent', (_, kind, change) => {
  expect(factOf(kind, { ...TYPED, ...change }, AT)).toBeNull()
})

test('the same wish has the same key, another wish another', () => {
  const keys = new FactKeys()
  const five = factOf('receipt', TYPED, AT)
  const six = factOf('receipt', { ...TYPED, quantity: 6 }, AT)
  if (five === null || six === null) throw new Error('both are wishes')
  const first = keys.keyOf(five)
  expect(keys.keyOf(five)).toBe(first)
  expect(keys.keyOf(six)).not.toBe(first)
  expect(new FactKeys().keyOf(five)).not.toBe(first)
})
