import { expect, test } from 'vitest'
import { BREAKER_FAILURES, delayAfterFailure, firstDelay, jittered } from './back-off.ts'

const at = (failures: number, byChannel = true) =>
  delayAfterFailure({ failures, intervalMs: 30_000, byChannel, random: () => 1 })

test('the wait doubles up to the interval, then the breaker opens for a minute and more', () => {
  expect([1, 2, 3, 4].map((failures) => at(failures))).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(at(BREAKER_FAILURES)).toBe(60_000)
  expect(at(BREAKER_FAILURES + 1)).toBe(120_000)
  expect(at(BREAKER_FAILURES + 30)).toBe(600_000)
})

test('our own trouble opens no breaker: the shop is asked again within the interval', () => {
  expect(at(50, false)).toBe(30_000)
})

test('the first round comes within its interval, and within five seconds', () => {
  expect([0, 0.5, 1].map((value) => firstDelay(60_000, () => value))).toEqual([0, 2_500, 5_000])
  expect(firstDelay(1_000, () => 1)).toBe(1_000)
})

test('a jittered wait is between half of it and all of it', () => {
  expect([0, 0.5, 1].map((value) => jittered(1_000, () => value))).toEqual([500, 750, 1_000])
})
