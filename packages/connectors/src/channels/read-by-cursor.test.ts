import { expect, test } from 'vitest'
import { readByCursor, readForward } from './read-by-cursor.ts'
import type { CursorPage } from './read-by-cursor.ts'

async function all<T>(pages: AsyncGenerator<T[]>): Promise<T[]> {
  const seen: T[] = []
  for await (const page of pages) seen.push(...page)
  return seen
}

test('pages follow the cursor to its end; an empty page in between is no end', async () => {
  const pages: Record<string, CursorPage<number>> = {
    first: { rows: [1, 2], next: 'a' },
    a: { rows: [], next: 'b' },
    b: { rows: [3], next: null },
  }
  expect(await all(readByCursor(async (cursor) => pages[cursor ?? 'first']!))).toEqual([1, 2, 3])
})

test('a cursor that comes twice ends in an error, and so does one that never ends', async () => {
  await expect(all(readByCursor(async () => ({ rows: [1], next: 'same' })))).rejects.toMatchObject({
    code: 'no_progress',
  })
  let count = 0
  const endless = readByCursor(async () => ({ rows: [1], next: String(count++) }))
  await expect(all(endless)).rejects.toMatchObject({ kind: 'refused', code: 'window_too_full' })
})

test('forward paging counts from where the platform does, until a page is short', async () => {
  const asked: number[] = []
  const readPage = async (page: number): Promise<number[]> => (asked.push(page) < 3 ? [1, 2] : [3])
  expect(await all(readForward(readPage, { firstPage: 0, pageSize: 2 }))).toEqual([1, 2, 1, 2, 3])
  expect(asked).toEqual([0, 1, 2])
  await expect(all(readForward(async () => [1], { firstPage: 1, pageSize: 1 }))).rejects.toMatchObject({
    kind: 'retry',
  })
})
