import { expect, test } from 'vitest'
import { cursorFreshness, stageFreshness } from './freshness.ts'

test('a hold warns after three minutes and is late after eight', () => {
  expect([0, 179, 180, 479, 480].map((age) => stageFreshness('held', age))).toEqual([
    'calm',
    'calm',
    'warn',
    'warn',
    'late',
  ])
})

test('an unpaid order may wait, and an empty stage has no age', () => {
  expect(stageFreshness('unpaid', 999_999)).toBe('calm')
  expect(stageFreshness('held', null)).toBe('calm')
})

test('a shop that is read every 30 s is calm, five minutes behind is late', () => {
  expect([34, 90, 300].map((lag) => cursorFreshness(lag))).toEqual(['calm', 'warn', 'late'])
})
