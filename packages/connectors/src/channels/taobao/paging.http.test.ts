// Nothing may be lost while rows move under the reader, and no lie of the platform may be taken for the truth.

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ChannelError } from '../channel.ts'
import type { Window } from '../channel.ts'
import { formatChinaTime } from '../china-clock.ts'
import { NOON, openShop as openAnyShop } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'

const TRADES = 450
const openShop = (): Promise<OpenShop> =>
  openAnyShop('taobao', {
    access: { appKey: '30001001', appSecret: '0123456789abcdef' },
    tokens: { accessToken: '6100session', refreshToken: 'refresh' },
  })
const WINDOW: Window = { from: NOON - 900_000, to: NOON }
const never = new AbortController().signal
const tradeId = (n: number): string => String(3_800_000_000_000_000_000n + BigInt(n))

/** Trades 1..450, one a second, the newest a minute ago. */
function fill(shop: OpenShop): void {
  for (let n = 1; n <= TRADES; n++)
    shop.market.ledger.record(shop.trade(n, { modifiedAtMs: NOON - 60_000 - (TRADES - n) * 1_000 }))
}

/** Some trades are changed now: they leave the window, and older ones move up. */
function change(shop: OpenShop, numbers: number[]): void {
  shop.clock.nowMs += 1_000
  for (const n of numbers) {
    const createdAtMs = NOON - 60_000 - (TRADES - n) * 1_000
    shop.market.ledger.record(shop.trade(n, { createdAtMs, modifiedAtMs: shop.clock.nowMs, state: 'shipped' }))
  }
}

/** What a reader from page 1 upwards sees; written here on its own, with the published md5 rule. */
async function readForward(shop: OpenShop, betweenPages: (page: number) => void): Promise<Set<string>> {
  const seen = new Set<string>()
  for (let page = 1; page <= 5; page++) {
    const form: Record<string, string> = {
      method: 'taobao.trades.sold.increment.get',
      app_key: '30001001',
      session: '6100session',
      timestamp: formatChinaTime(shop.clock.nowMs),
      format: 'json',
      v: '2.0',
      sign_method: 'md5',
      fields: 'tid,modified',
      start_modified: formatChinaTime(WINDOW.from),
      end_modified: formatChinaTime(WINDOW.to),
      page_no: String(page),
      page_size: '100',
    }
    const base = Object.keys(form)
      .toSorted()
      .map((key) => key + form[key])
      .join('')
    form['sign'] = createHash('md5').update(`0123456789abcdef${base}0123456789abcdef`).digest('hex').toUpperCase()
    const text = await (await fetch(shop.url, { method: 'POST', body: new URLSearchParams(form) })).text()
    for (const [, id] of text.matchAll(/"tid":(\d+)/g)) seen.add(id!)
    betweenPages(page)
  }
  return seen
}

async function readByAdapter(
  shop: OpenShop,
  window = WINDOW,
  betweenPages?: (page: number) => void,
): Promise<string[]> {
  const seen: string[] = []
  let page = 0
  for await (const rows of shop.adapter().listChangedOrders(window, never)) {
    seen.push(...rows.map((row) => row.platformOrderId))
    betweenPages?.(++page)
  }
  return seen
}

const all = Array.from({ length: TRADES }, (_, index) => tradeId(index + 1))

describe('rows leave while pages are read', () => {
  const leaving = (page: number): number[] => [TRADES - page * 3, TRADES - page * 3 - 1, 10 + page, 200 + page]

  test('a forward reader loses rows, which proves the simulator moves them', async () => {
    await using shop = await openShop()
    fill(shop)
    const changed = new Set<string>()
    const seen = await readForward(shop, (page) => {
      change(shop, leaving(page))
      for (const n of leaving(page)) changed.add(tradeId(n))
    })
    const lost = all.filter((id) => !seen.has(id) && !changed.has(id))
    expect(lost.length).toBeGreaterThan(0)
  })

  test('the adapter loses none', async () => {
    await using shop = await openShop()
    fill(shop)
    const changed = new Set<string>()
    const seen = new Set(
      await readByAdapter(shop, WINDOW, (page) => {
        change(shop, leaving(page))
        for (const n of leaving(page)) changed.add(tradeId(n))
      }),
    )
    expect(all.filter((id) => !seen.has(id) && !changed.has(id))).toEqual([])
    // What left this window is in the next one.
    const next = new Set(await readByAdapter(shop, { from: NOON, to: shop.clock.nowMs + 1_000 }))
    expect([...changed].filter((id) => !next.has(id))).toEqual([])
  })

  test('a trade indexed late, in the middle, is found', async () => {
    await using shop = await openShop()
    fill(shop)
    const seen = await readByAdapter(shop, WINDOW, (page) => {
      if (page === 2) shop.market.ledger.record(shop.trade(9_001, { modifiedAtMs: NOON - 200_500 }))
    })
    expect(new Set(seen)).toEqual(new Set([...all, tradeId(9_001)]))
  })
})

describe('windows', () => {
  test.each([false, true])(
    'any partition of time gives the same set (platform leaves out the end: %s)',
    async (endExclusive) => {
      await using shop = await openShop()
      fill(shop)
      shop.market.faults.endExclusive = endExclusive
      for (const edges of [
        [0, 900_000],
        [0, 450_000, 900_000],
        [0, 449_999, 450_001, 900_000],
        [0, 1_500, 333_333, 839_500, 840_000, 841_000, 900_000],
      ]) {
        const seen = new Set<string>()
        for (const [index, to] of edges.slice(1).entries()) {
          for (const id of await readByAdapter(shop, { from: WINDOW.from + edges[index]!, to: WINDOW.from + to }))
            seen.add(id)
        }
        expect(seen).toEqual(new Set(all))
      }
    },
  )

  test('on whole seconds windows are half-open: no order is in two', async () => {
    await using shop = await openShop()
    fill(shop)
    const middle = NOON - 260_000
    const ids = [
      ...(await readByAdapter(shop, { from: WINDOW.from, to: middle })),
      ...(await readByAdapter(shop, { from: middle, to: NOON })),
    ]
    expect(ids.toSorted()).toEqual(all.toSorted())
  })

  test('many orders in one second', async () => {
    await using shop = await openShop()
    for (let n = 1; n <= 350; n++) shop.market.ledger.record(shop.trade(n, { modifiedAtMs: NOON - 5_000 }))
    expect(new Set(await readByAdapter(shop)).size).toBe(350)
  })
})

describe('lies', () => {
  const refusal = (shop: OpenShop): Promise<string> =>
    readByAdapter(shop).then(
      () => 'read',
      (error: unknown) => (error instanceof ChannelError ? `${error.kind} ${error.code}` : String(error)),
    )

  test.each([100, 1_000_000, -100, -10_000])('a total %i off', async (totalError) => {
    await using shop = await openShop()
    fill(shop)
    shop.market.faults.totalError = totalError
    expect(await refusal(shop)).toMatch(/^(retry page_count_lies|refused window_too_full)$/)
  })

  test('the last page for ever', async () => {
    await using shop = await openShop()
    fill(shop)
    shop.market.faults.repeatLastPage = true
    expect(await refusal(shop)).toMatch(/^retry (no_progress|page_count_lies)$/)
  })
})
