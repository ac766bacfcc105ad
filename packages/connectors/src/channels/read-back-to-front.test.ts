import { describe, expect, test } from 'vitest'
import { readBackToFront } from './read-back-to-front.ts'
import type { ListingPage } from './read-back-to-front.ts'

const PAGE = 10

interface Shop {
  rows: string[]
  /** Runs before a page is served; the nth call gets n. */
  beforeCall?: (call: number, shop: Shop) => void
  answer?: (page: number, honest: ListingPage<string>) => ListingPage<string>
  calls: number[]
}

const shopOf = (count: number, rest: Partial<Shop> = {}): Shop => ({
  rows: Array.from({ length: count }, (_, index) => `t${index}`),
  calls: [],
  ...rest,
})

async function readAll(shop: Shop): Promise<string[]> {
  const seen: string[] = []
  const readPage = async (page: number): Promise<ListingPage<string>> => {
    const call = shop.calls.push(page)
    shop.beforeCall?.(call, shop)
    const honest = { rows: shop.rows.slice((page - 1) * PAGE, page * PAGE), total: shop.rows.length }
    return shop.answer?.(page, honest) ?? honest
  }
  for await (const rows of readBackToFront({ readPage, pageSize: PAGE, identityOf: (row) => row })) seen.push(...rows)
  return seen
}

describe('a quiet listing', () => {
  test.each([0, 1, 9, 10, 11, 25, 100])('of %i rows is read whole, once', async (count) => {
    const shop = shopOf(count)
    expect((await readAll(shop)).toSorted()).toEqual([...shop.rows].toSorted())
  })

  test('is read from the last page to the first, after one look at the total', async () => {
    const shop = shopOf(35)
    await readAll(shop)
    expect(shop.calls).toEqual([1, 4, 3, 2, 1])
  })
})

describe('a listing that moves', () => {
  test('rows that leave it take nothing with them', async () => {
    const shop = shopOf(60, { beforeCall: (call, { rows }) => void (call > 1 && rows.splice(20 - call, 2)) })
    const before = [...shop.rows]
    const seen = new Set(await readAll(shop))
    for (const row of shop.rows) expect(seen).toContain(row)
    expect(shop.rows.length).toBeLessThan(before.length)
  })

  test('a row indexed late makes it start over, and is found', async () => {
    const shop = shopOf(40, { beforeCall: (call, { rows }) => void (call === 3 && rows.splice(5, 0, 'late')) })
    expect(new Set(await readAll(shop))).toEqual(new Set(shop.rows))
  })

  test('one that never stops growing ends in an error, not in a loop', async () => {
    const shop = shopOf(40, { beforeCall: (call, { rows }) => void rows.unshift(`n${call}`) })
    await expect(readAll(shop)).rejects.toMatchObject({ kind: 'retry', code: 'rows_keep_arriving' })
    expect(shop.calls.length).toBeLessThan(60)
  })
})

describe('a listing that lies', () => {
  const refusal = async (shop: Shop): Promise<unknown> =>
    readAll(shop).then(
      () => 'read',
      (error: { code: string }) => error.code,
    )

  test('a total too high', async () =>
    expect(await refusal(shopOf(25, { answer: (_, honest) => ({ ...honest, total: 250 }) }))).toBe('page_count_lies'))
  test('a total too low', async () =>
    expect(await refusal(shopOf(25, { answer: (_, honest) => ({ ...honest, total: 5 }) }))).toBe('page_count_lies'))
  test('one page for ever', async () => {
    const shop = shopOf(100)
    shop.answer = (_page, honest) => ({ ...honest, rows: shop.rows.slice(90) })
    expect(await refusal(shop)).toBe('no_progress')
  })
  test('a window too full to read', async () =>
    expect(await refusal(shopOf(10, { answer: (_, honest) => ({ ...honest, total: 1e8 }) }))).toBe('window_too_full'))
})
