import { expect, test } from 'vitest'
import { rateFigures } from './rate-figures.ts'

const minutes = (...received: number[]) =>
  received.map((count, index) => ({ minute: `2026-11-11T12:0${index}:00.000Z`, received: count, allocated: 0 }))

test('the running minute does not lower the rate or the mean', () => {
  const figures = rateFigures(minutes(100, 200, 7))
  expect(figures).toMatchObject({ current: 200, isFull: true, mean: 150, peak: 200 })
  expect(figures.minute).toBe('2026-11-11T12:01:00.000Z')
})

test('in the first minute of a new installation the running minute is the rate', () => {
  expect(rateFigures(minutes(0, 0, 42))).toMatchObject({ current: 42, isFull: false, peak: 42 })
})

test('nothing yet', () => {
  expect(rateFigures([])).toEqual({ current: 0, minute: null, isFull: false, mean: 0, peak: 0, peakMinute: null })
})
