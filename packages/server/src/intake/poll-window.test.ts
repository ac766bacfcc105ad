import { expect, test } from 'vitest'
import { nextWindow } from './poll-window.ts'

const LIMITS = { overlapMs: 120, lagMs: 3, windowMsMax: 3_000 }

test('a window reaches back by the overlap and ends behind now by the lag', () => {
  expect(nextWindow(5_000, 5_500, LIMITS)).toEqual({ window: { from: 4_880, to: 5_497 }, isLast: true })
})

test('a long stretch is read in windows the platform answers for', () => {
  expect(nextWindow(5_000, 99_000, LIMITS)).toEqual({ window: { from: 4_880, to: 5_880 }, isLast: false })
})

test('while nothing new can be proven there is no window', () => {
  expect(nextWindow(5_000, 5_003, LIMITS)).toBeNull()
  expect(nextWindow(5_000, 1_000, LIMITS)).toBeNull()
})

test('an overlap longer than a window still moves on, and windows leave no gap', () => {
  let position = 0
  for (let round = 0; round < 10; round += 1) {
    const next = nextWindow(position, 100_000, { overlapMs: 5_000, lagMs: 0, windowMsMax: 2_100 })
    expect(next?.window.from).toBeLessThanOrEqual(position)
    expect(next?.window.to).toBeGreaterThan(position)
    position = next?.window.to ?? position
  }
})

test('a whole window has room for the seconds an adapter rounds to', () => {
  const { window } = nextWindow(5_500, 99_000, LIMITS) ?? { window: { from: 0, to: 0 } }
  const sent = Math.ceil(window.to / 1_000) * 1_000 - Math.floor(window.from / 1_000) * 1_000
  expect(sent).toBeLessThanOrEqual(LIMITS.windowMsMax)
})

test('an overlap of a quarter of an hour is kept in full where a platform answers for half an hour', () => {
  const MINUTE_MS = 60_000
  const limits = { overlapMs: 15 * MINUTE_MS, lagMs: 3_000, windowMsMax: 30 * MINUTE_MS }
  expect(nextWindow(60 * MINUTE_MS, 61 * MINUTE_MS, limits)?.window.from).toBe(45 * MINUTE_MS)
})
