// The gateway's own rules over real HTTP: codes, clock, both digests over the raw body, pages from 0, windows, idempotency
// keys, request ids, messages.

import { createHash, createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleTrade, SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { DOUYIN_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const SECRET = 'secret'
const LIST = 'order.searchList'
const seconds = (ms: number): number => Math.floor(ms / 1_000)

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(DOUYIN_MARKETPLACE, {
    access: { appKey: '1', appSecret: SECRET, shopId: '1000001' },
    tokens: { accessToken: 'a', refreshToken: 'r' },
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 4, banMs: 5_000 },
  })
})
afterEach(() => simulator.close())

interface Call {
  method?: string
  /** Query parameters to change; an empty one is left out. */
  query?: Record<string, string>
  signMethod?: 'md5' | 'hmac-sha256'
}

interface Answer {
  code: number
  sub_code: string
  data: Record<string, unknown> | null
}

const search = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  page: 0,
  size: 2,
  update_time_start: seconds(NOON - 3_600_000),
  update_time_end: seconds(NOON),
  order_by: 'update_time',
  order_asc: false,
  ...changes,
})

/** `body` as text is sent as it is. */
async function call(
  body: Record<string, unknown> | string,
  { method = LIST, query = {}, signMethod = 'hmac-sha256' }: Call = {},
): Promise<Answer> {
  const json = typeof body === 'string' ? body : JSON.stringify(body)
  const timestamp = query['timestamp'] ?? String(seconds(nowMs))
  const base = `${SECRET}app_key1method${method}param_json${json}timestamp${timestamp}v2${SECRET}`
  const hash = signMethod === 'md5' ? createHash('md5') : createHmac('sha256', SECRET)
  const whole: Record<string, string> = {
    app_key: '1',
    method,
    v: '2',
    timestamp,
    sign_method: signMethod,
    access_token: 'a',
    sign: hash.update(base).digest('hex'),
    ...query,
  }
  for (const [name, value] of Object.entries(whole)) if (value === '') delete whole[name]
  const url = new URL(`/${method.replace('.', '/')}?${new URLSearchParams(whole).toString()}`, simulator.url)
  const headers = { 'content-type': 'application/json' }
  return (await (await fetch(url, { method: 'POST', headers, body: json })).json()) as Answer
}

const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: DOUYIN_MARKETPLACE.ids, number, atMs: NOON - 600_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

test.each([
  [search(), { query: { app_key: '2' } }, 'isv.app-id-invalid'],
  [search(), { query: { timestamp: String(seconds(NOON - 601_000)) } }, 'isv.timestamp-invalid'],
  [search(), { query: { timestamp: String(NOON) } }, 'isv.timestamp-invalid'], // Milliseconds.
  [search(), { query: { timestamp: 'soon' } }, 'isv.timestamp-format-error'],
  [search(), { query: { sign: '' } }, 'isv.signature-missing'],
  [search(), { query: { sign: '0'.repeat(64) } }, 'isv.signature-invalid'],
  [search(), { query: { method: 'order.orderDetail' } }, 'isv.signature-invalid'],
  [search(), { query: { access_token: '' } }, 'isv.access-token-missing'],
  [search(), { query: { access_token: 'b' } }, 'isv.access-token-no-existed'],
  [{}, { method: 'order.nothing' }, 'isp.api-service-off'],
  ['[]', {}, 'isv.parameter-invalid'],
  [search({ page: -1 }), {}, 'isv.parameter-invalid'],
  [search({ page: '0' }), {}, 'isv.parameter-invalid'],
  [search({ size: 101 }), {}, 'isv.parameter-invalid'],
  [search({ page: 501, size: 100 }), {}, 'isv.parameter-invalid'],
  [search({ update_time_end: undefined }), {}, 'isv.parameter-invalid'],
  [search({ update_time_start: seconds(NOON - 91 * 86_400_000) }), {}, 'isv.parameter-invalid'],
  [search({ update_time_end: NOON }), {}, 'isv.parameter-invalid'],
  [search({ update_time_start: undefined, update_time_end: undefined }), {}, 'isv.parameter-missing'],
] as const)('%o %o is refused with %s', async (body, options, expected) => {
  expect((await call(body, options)).sub_code).toBe(expected)
})

describe('a signature', () => {
  test('is taken by either digest, and md5 where none is named', async () => {
    expect(await call(search())).toMatchObject({ code: 10_000 })
    expect(await call(search(), { signMethod: 'md5' })).toMatchObject({ code: 10_000 })
    expect(await call(search(), { signMethod: 'md5', query: { sign_method: '' } })).toMatchObject({ code: 10_000 })
  })
  test('covers the body as it arrived, and not the rest of the query', async () => {
    expect(await call(`${JSON.stringify(search())} `)).toMatchObject({ code: 10_000 })
    const timestamp = '2026-06-18 12:00:00'
    expect(await call(search(), { query: { timestamp, anything: 'else' } })).toMatchObject({ code: 10_000 })
  })
  test('by one digest under the name of the other is refused', async () => {
    const answer = await call(search(), { signMethod: 'md5', query: { sign_method: 'hmac-sha256' } })
    expect(answer.sub_code).toBe('isv.signature-invalid')
  })
})

test('pages count from 0 and hold the newest first; what was created 90 days ago is not there', async () => {
  const ids = [1, 2, 3].map((number) => record(number))
  record(4, { createdAtMs: NOON - 91 * 86_400_000 })
  const idsOf = async (changes: Record<string, unknown>): Promise<unknown[]> => {
    const { data } = await call(search(changes))
    expect(data!['total']).toBe(3)
    return (data!['shop_order_list'] as { order_id: string }[]).map(({ order_id }) => order_id)
  }
  expect(await idsOf({})).toEqual([ids[2], ids[1]])
  expect(await idsOf({ page: 1 })).toEqual([ids[0]])
  expect(await idsOf({ order_asc: true })).toEqual([ids[0], ids[1]])
})

test('a change of stock needs a key where it is a difference, and knows it again', async () => {
  simulator.market.ledger.offer(SAMPLE_LISTING, 10)
  const { skuId: sku_id, listingId: product_id } = SAMPLE_LISTING
  const sync = (changes: Record<string, unknown>): Promise<Answer> =>
    call({ sku_id, product_id, stock_num: -3, incremental: true, ...changes }, { method: 'sku.syncStock' })
  expect((await sync({})).sub_code).toBe('isv.parameter-missing')
  expect(await sync({ idempotent_id: 'k' })).toMatchObject({ code: 10_000 })
  expect((await sync({ idempotent_id: 'k' })).sub_code).toBe('isv.idempotent-id-existed')
  expect((await sync({ idempotent_id: 'l', stock_num: -8 })).code).toBe(40_002)
  expect(simulator.market.ledger.stock.shown(sku_id)).toBe(7)
})

test('one line of three leaves the order partly shipped, and a request id is served once', async () => {
  const order_id = record(1, {})
  const trade = sampleTrade({ ids: DOUYIN_MARKETPLACE.ids, number: 2, atMs: NOON, lineCount: 3 }, {})
  simulator.market.ledger.record(trade)
  const ship = (request_id: string, lineId: string): Promise<Answer> => {
    nowMs += 1_000
    const shipped_order_info = [{ shipped_order_id: lineId, shipped_num: 1 }]
    const pack_list = [{ company_code: 'shunfeng', logistics_code: 'SF1', shipped_order_info }]
    const parameters = { order_id: trade.tradeId, request_id, pack_list }
    return call(parameters, { method: 'order.logisticsAddMultiPack' })
  }
  const first = await ship('1', trade.lines[0]!.lineId)
  expect(first).toMatchObject({ code: 10_000, data: { pack_list: [{ logistics_code: 'SF1' }] } })
  expect((await ship('1', trade.lines[0]!.lineId)).data).toEqual(first.data)
  expect((await ship('2', trade.lines[0]!.lineId)).code).toBe(40_002)
  expect(simulator.market.find(trade.tradeId)).toMatchObject({ state: 'partly_shipped', parcels: [{}] })
  expect(simulator.market.find(order_id)).toMatchObject({ state: 'paid' })
})

test('too many calls are refused, until the ban ends', async () => {
  for (let calls = 0; calls < 4; calls++) expect((await call(search())).code).toBe(10_000)
  expect(await call(search())).toMatchObject({ code: 60_000, sub_code: 'isv.traffic-limited' })
  nowMs += 5_001
  expect((await call(search())).code).toBe(10_000)
})

test('a refresh brings new tokens once', async () => {
  const refresh = (): Promise<Answer> =>
    call({ grant_type: 'refresh_token', refresh_token: 'r' }, { method: 'token.refresh', query: { access_token: '' } })
  expect(await refresh()).toMatchObject({ code: 10_000, data: { expires_in: 604_800 } })
  expect((await refresh()).sub_code).toBe('dop.token-generate-failed:token-invalid')
})

describe('a message', () => {
  const { push } = DOUYIN_MARKETPLACE
  test('is signed over its raw body, with ids as numbers of 19 digits', () => {
    const trade = sampleTrade({ ids: DOUYIN_MARKETPLACE.ids, number: 1, atMs: NOON }, {})
    const event = { id: '5', kind: 'paid', atMs: NOON, trade } as const
    const { headers, body } = push!.request(event, simulator.market, '/push')!
    expect(headers['event-sign']).toBe(createHash('md5').update(`1${body}${SECRET}`).digest('hex'))
    expect(body).toContain(`\\"p_id\\":${trade.tradeId}`)
  })
  test.each([
    [200, '{"code":0,"msg":"success"}', true],
    [200, '{"code":1}', false],
    [200, 'success', false],
    [401, '{"code":0}', false],
  ])('answered with %i %s is heard: %s', (status, body, heard) =>
    expect(push!.isAcknowledged(status, body)).toBe(heard),
  )
})
