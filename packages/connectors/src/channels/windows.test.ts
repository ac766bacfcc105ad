import { expect, test } from 'vitest'
import { isInWindow, requireWindow, splitWindow } from './windows.ts'

test('a window is above zero and within the maximum', () => {
  expect(() => requireWindow({ from: 0, to: 10 }, 10)).not.toThrow()
  for (const to of [11, 0, -1]) expect(() => requireWindow({ from: 0, to }, 10)).toThrow(/window of/)
})

test('a split leaves no gap and no overlap', () => {
  expect(splitWindow({ from: 0, to: 25 }, 10)).toEqual([
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 20, to: 25 },
  ])
  expect(splitWindow({ from: 0, to: 10 }, 10)).toHaveLength(1)
})

test('a row of the second a window starts within belongs to it, one of its end does not', () => {
  const window = { from: 10_400, to: 12_000 }
  expect([9_000, 10_000, 11_000, 12_000].map((at) => isInWindow(at, window))).toEqual([false, true, true, false])
})
