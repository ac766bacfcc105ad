import { expect, test } from 'vitest'
import { forEachAtOnce } from './for-each.ts'

test('at most so many run at once, and each item is taken once', async () => {
  let running = 0
  let most = 0
  const seen: number[] = []
  await forEachAtOnce([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(item)
    running -= 1
  })
  expect(most).toBe(3)
  expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('after a failure no new item begins, and none is still running when it is told', async () => {
  const begun: number[] = []
  let running = 0
  const work = forEachAtOnce([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item)
    running += 1
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    if (item === 1) throw new Error('one failed')
  })
  await expect(work).rejects.toThrow('one failed')
  expect(running).toBe(0)
  expect(begun.length).toBeLessThan(6)
})
