// The gateway's own rules over real HTTP: transports, signatures over raw text, windows, cursors that keep their place,
// differences of stock, tokens with their grace, encrypted messages.

import { createDecipheriv, createHash, createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleTrade, SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { KUAISHOU_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const SIGN_SECRET = 'sign secret'
const KEY = Buffer.alloc(16, 3).toString('base64')
const LIST = 'open.order.cursor.list'
const STOCK = 'open.item.sku.stock.update'

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(KUAISHOU_MARKETPLACE, {
    access: { appKey: 'ks1', appSecret: 'app', signSecret: SIGN_SECRET, openId: 'f18', messageKey: KEY },
    tokens: { accessToken: 'a', refreshToken: 'r' },
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 5, banMs: 5_000 },
  })
})
afterEach(() => simulator.close())

type Texts = Record<string, string>
interface Answer {
  result: number
  error_msg: string
  data?: Record<string, unknown>
}
interface Call {
  method?: string
  transport?: 'GET' | 'POST'
  /** Parameters to change before signing. */
  texts?: Texts
  /** And after. */
  spoiled?: Texts
}

async function call(
  param: Record<string, unknown> | string,
  { method = LIST, transport = 'GET', texts = {}, spoiled = {} }: Call = {},
): Promise<Answer> {
  const whole: Texts = {
    access_token: 'a',
    appkey: 'ks1',
    method,
    param: typeof param === 'string' ? param : JSON.stringify(param),
    signMethod: 'MD5',
    timestamp: String(nowMs),
    version: '1',
    ...texts,
  }
  const names = Object.keys(whole).toSorted()
  const base = `${names.map((name) => `${name}=${whole[name]}`).join('&')}&signSecret=${SIGN_SECRET}`
  const isMd5 = whole['signMethod'] === 'MD5'
  const sign = isMd5
    ? createHash('md5').update(base).digest('hex')
    : createHmac('sha256', SIGN_SECRET).update(base).digest('base64')
  const form = new URLSearchParams({ ...whole, sign, ...spoiled })
  const url = new URL(`/${method.replaceAll('.', '/')}`, simulator.url)
  if (transport === 'GET') url.search = form.toString()
  const response = await fetch(url, transport === 'GET' ? {} : { method: 'POST', body: form })
  return (await response.json()) as Answer
}

const search = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  orderViewStatus: 1,
  pageSize: 2,
  sort: 1,
  queryType: 2,
  beginTime: NOON - 3_600_000,
  endTime: NOON,
  cpsType: 0,
  cursor: '',
  ...changes,
})

const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: KUAISHOU_MARKETPLACE.ids, number, atMs: NOON - 600_000 + number }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

test.each([
  [search(), { texts: { appkey: 'ks2' } }, 804],
  [search(), { spoiled: { sign: 'x' } }, 803],
  [search(), { spoiled: { param: '{}' } }, 803],
  [search(), { texts: { timestamp: '1781755200' } }, 803], // Seconds.
  [search(), { texts: { signMethod: 'SHA1' } }, 803],
  [search(), { texts: { access_token: 'b' } }, 802],
  [search(), { transport: 'POST' }, 806],
  [{}, { method: STOCK }, 806],
  [{}, { method: 'open.order.goods.deliver' }, 805], // A name often quoted, and found nowhere.
  ['[]', {}, 13],
  [search({ pageSize: 51 }), {}, 13],
  [search({ beginTime: NOON - 7 * 86_400_000 - 1 }), {}, 13], // Longer than a week,
  [search({ beginTime: NOON - 91 * 86_400_000, endTime: NOON - 90 * 86_400_000 }), {}, 13], // too long ago,
  [search({ beginTime: NOON / 1_000 - 3_600, endTime: NOON / 1_000 }), {}, 13], // or in seconds.
  [search({ cursor: 'nomore' }), {}, 13],
] as const)('%o %o is refused with %i', async (param, options, expected) => {
  expect((await call(param, options)).result).toBe(expected)
})

test('both digests are taken, over text that a URL would spell otherwise', async () => {
  for (const signMethod of ['MD5', 'HMAC_SHA256']) {
    const answer = await call({ ...search(), anything: '加急 &=+/' }, { texts: { signMethod } })
    expect(answer).toMatchObject({ result: 1 })
  }
})

describe('a cursor', () => {
  const page = async (cursor: string): Promise<{ ids: string[]; next: string }> => {
    const { data } = await call(search({ cursor }))
    const rows = data!['orderList'] as { orderBaseInfo: { updateTime: number } }[]
    return { ids: rows.map((row) => String(row.orderBaseInfo.updateTime)), next: String(data!['cursor']) }
  }
  test('keeps its place while rows before it leave, and ends in words', async () => {
    for (const number of [1, 2, 3, 4]) record(number)
    const first = await page('')
    expect(first.ids).toEqual([NOON - 599_996, NOON - 599_997].map(String))
    const trade = sampleTrade({ ids: KUAISHOU_MARKETPLACE.ids, number: 4, atMs: NOON + 1 }, { state: 'shipped' })
    nowMs += 2
    simulator.market.ledger.record(trade)
    const second = await page(first.next)
    expect(second).toEqual({ ids: [NOON - 599_998, NOON - 599_999].map(String), next: 'nomore' })
  })
  test('of another question is refused', async () => {
    for (const number of [1, 2, 3]) record(number)
    const { next } = await page('')
    expect((await call(search({ cursor: next, endTime: NOON - 1 }))).result).toBe(13)
  })
})

test('an order is one line of a trade, with its number written as a number', async () => {
  const id = record(1, {
    lines: sampleTrade({ ids: KUAISHOU_MARKETPLACE.ids, number: 1, atMs: 0, lineCount: 2 }).lines,
  })
  const raw = async (oid: string): Promise<Answer> => call(`{"oid":${oid}}`, { method: 'open.order.detail' })
  expect((await raw(id)).data).toMatchObject({ orderItemInfo: { skuNick: 'MT01-01' }, orderDetailRefundList: [] })
  expect((await raw(`${id.slice(0, -2)}01`)).data).toMatchObject({ orderItemInfo: { skuNick: 'MT01-02' } })
  expect((await raw(`${id.slice(0, -2)}02`)).result).toBe(21)
})

test('stock changes by differences above nothing, and never below nothing', async () => {
  simulator.market.ledger.offer(SAMPLE_LISTING, 10)
  const ids = `"kwaiItemId":${SAMPLE_LISTING.listingId},"skuId":${SAMPLE_LISTING.skuId}`
  const change = async (units: number, type: number): Promise<number> => {
    const param = `{${ids},"skuChangeStock":${units},"changeType":${type}}`
    return (await call(param, { method: STOCK, transport: 'POST' })).result
  }
  expect(await change(3, 2)).toBe(1)
  expect(await change(8, 2)).toBe(21)
  expect(await change(0, 1)).toBe(13)
  expect(await change(5, 3)).toBe(13)
  expect(simulator.market.ledger.stock.shown(SAMPLE_LISTING.skuId)).toBe(7)
})

test('too many calls are refused in words, until the ban ends', async () => {
  for (let calls = 0; calls < 5; calls++) expect((await call(search())).result).toBe(1)
  expect(await call(search())).toMatchObject({
    result: 1017,
    error_msg: expect.stringMatching(/^Exceed qps/) as string,
  })
  nowMs += 5_001
  expect((await call(search())).result).toBe(1)
})

test('a refresh replaces both tokens once; the old access token is good for five minutes more', async () => {
  const refresh = async (changes: Texts = {}): Promise<Record<string, unknown>> => {
    const form = { grant_type: 'refresh_token', refresh_token: 'r', app_id: 'ks1', app_secret: 'app', ...changes }
    const url = new URL('/oauth2/refresh_token', simulator.url)
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
    return (await response.json()) as Record<string, unknown>
  }
  expect(await refresh({ app_secret: SIGN_SECRET })).toMatchObject({ result: 100_200_101 })
  expect(await refresh()).toMatchObject({ result: 1, expires_in: 172_800 })
  expect(await refresh()).toMatchObject({ result: 100_200_102, error_msg: 'refreshToken.discarded' })
  expect((await call(search())).result).toBe(1)
  nowMs += 300_001
  expect((await call(search())).result).toBe(802)
})

describe('a message', () => {
  const { push } = KUAISHOU_MARKETPLACE
  test('is encrypted text, with ids as numbers inside', () => {
    const trade = sampleTrade({ ids: KUAISHOU_MARKETPLACE.ids, number: 1, atMs: NOON }, {})
    const { body } = push!.request({ id: '5', kind: 'paid', atMs: NOON, trade }, simulator.market, '/push')!
    const cipher = createDecipheriv('aes-128-cbc', Buffer.from(KEY, 'base64'), Buffer.alloc(16))
    const text = cipher.update(body, 'base64', 'utf8') + cipher.final('utf8')
    expect(text).toContain('"event":"kwaishop_order_paySuccess"')
    expect(text).toContain(`\\"oid\\":${trade.tradeId}`)
  })
  test.each([
    [200, '{"result":1}', true],
    [200, '{"result":0}', false],
    [200, 'ok', false],
    [401, '{"result":1}', false],
  ])('answered with %i %s is heard: %s', (status, body, heard) =>
    expect(push!.isAcknowledged(status, body)).toBe(heard),
  )
})
