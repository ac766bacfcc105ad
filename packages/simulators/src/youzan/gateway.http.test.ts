// The gateway's own rules over real HTTP: where the token goes, versions, bounds in pairs, depth of pages, counts, parcels.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OTHER_LISTING, SAMPLE_LISTING, sampleTrade } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { YOUZAN_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const ACCESS = { appKey: 'ck', appSecret: 'cs', kdtId: '12345678' }

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(YOUZAN_MARKETPLACE, {
    access: ACCESS,
    tokens: { accessToken: 'a', refreshToken: 'r' },
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 9, banMs: 5_000 },
  })
})
afterEach(() => simulator.close())

interface Answer {
  code?: number
  success?: boolean
  data?: Record<string, unknown> | null
  response?: Record<string, unknown>
  gw_err_resp?: { err_code: number }
  error_response?: { code: number }
}

async function post(path: string, body: unknown, type = 'application/json'): Promise<Answer> {
  const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) }
  const response = await fetch(simulator.url + path, init)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}
const call = (api: string, parameters: Record<string, unknown> = {}): Promise<Answer> =>
  post(`/api/${api}?access_token=a`, parameters)
const SOLD = 'youzan.trades.sold.get/4.0.4'
const BOUNDS = { start_update: '2026-06-18 11:00:00', end_update: '2026-06-18 12:00:00' }
const tidsOf = ({ data }: Answer): string[] =>
  (data!['full_order_info_list'] as { full_order_info: { order_info: { tid: string } } }[]).map(
    ({ full_order_info: order }) => order.order_info.tid,
  )

const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: YOUZAN_MARKETPLACE.ids, number, atMs: NOON - 600_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

test('the gateway refuses with HTTP 200 and its own envelope', async () => {
  const code = async (answer: Promise<Answer>): Promise<number | undefined> => (await answer).gw_err_resp?.err_code
  expect(await code(post('/api/youzan.trade.get?access_token=a', {}))).toBe(4001)
  expect(await code(post('/api/youzan.nothing.get/1.0.0?access_token=a', {}))).toBe(4005)
  expect(await code(post(`/api/${SOLD}?access_token=a`, {}, 'text/plain'))).toBe(4007)
  expect(await code(post(`/api/${SOLD}`, { access_token: 'a' }))).toBe(4201) // Only the query counts.
  expect(await code(post(`/api/${SOLD}?access_token=x`, {}))).toBe(4203)
  simulator.market.tokens.expire()
  expect(await code(call(SOLD))).toBe(4202)
})

test('too many calls are refused until the ban ends', async () => {
  for (let calls = 0; calls < 9; calls++) expect((await call(SOLD)).success).toBe(true)
  expect((await call(SOLD)).gw_err_resp?.err_code).toBe(4101)
  nowMs += 5_001
  expect((await call(SOLD)).success).toBe(true)
})

describe('sold trades', () => {
  test('come by change, newest first, with a total', async () => {
    const ids = [1, 2, 3].map((number) => record(number))
    const answer = await call(SOLD, { ...BOUNDS, page_no: 1, page_size: 2 })
    expect(answer.data).toMatchObject({ total_results: 3 })
    expect(tidsOf(answer)).toEqual([ids[2], ids[1]])
    expect(tidsOf(await call(SOLD, { ...BOUNDS, page_no: 2, page_size: 2 }))).toEqual([ids[0]])
  })
  test.each([
    [{ page_size: 101 }],
    [{ page_no: 101 }],
    [{ start_update: '2026-06-18 12:00:01' }],
    [{ start_update: '2026-03-01 00:00:00' }],
  ])('%o is refused, with an empty list beside the code', async (changes) => {
    const answer = await call(SOLD, { ...BOUNDS, ...changes })
    expect(answer).toMatchObject({ success: false, code: 5000, data: { full_order_info_list: [] } })
  })
  test('half a pair of bounds means nothing, a day without its time is an internal error', async () => {
    const id = record(1, { createdAtMs: NOON - 90 * 60_000, modifiedAtMs: NOON - 90 * 60_000 })
    expect(tidsOf(await call(SOLD, { start_update: BOUNDS.start_update }))).toEqual([id])
    expect((await call(SOLD, { ...BOUNDS, end_update: '2026-06-19' })).gw_err_resp?.err_code).toBe(5001)
  })
})

test('an unknown trade is a refusal with an empty trade', async () => {
  const answer = await call('youzan.trade.get/4.0.2', { tid: 'E1' })
  expect(answer).toMatchObject({ success: false, code: 5000, data: { full_order_info: { orders: [] } } })
})

test('a line holds its share of the delivery', async () => {
  const tid = record(1, { freightFen: 600, payableFen: 1_600 })
  const { data } = await call('youzan.trade.get/4.0.2', { tid })
  expect(data).toMatchObject({
    full_order_info: { pay_info: { payment: '16.00', post_fee: '6.00' }, orders: [{ payment: '16.00' }] },
  })
})

test('refunds are searched by seconds, three thousand deep', async () => {
  const search = (parameters: Record<string, unknown>) => call('youzan.trade.refund.search/3.0.1', parameters)
  expect(await search({ update_time_start: NOON })).toMatchObject({ success: false }) // Milliseconds.
  expect(await search({ page_no: 61, page_size: 50 })).toMatchObject({ success: false })
  expect(await search({ update_time_start: NOON / 1_000 - 60, update_time_end: NOON / 1_000 })).toMatchObject({
    data: { total: 0, refunds: [] },
  })
})

test('counts are set or changed, by the SKU where there are several', async () => {
  const api = 'youzan.item.quantity.update/3.0.0'
  simulator.market.ledger.offer(SAMPLE_LISTING, 5)
  const item = { item_id: SAMPLE_LISTING.listingId }
  const shown = (): number => simulator.market.ledger.stock.shown(SAMPLE_LISTING.skuId)
  expect(await call(api, { ...item, quantity: 7 })).toEqual({ response: { is_success: true } })
  await call(api, { ...item, quantity: '-2', type: 1 })
  expect(shown()).toBe(5)
  simulator.market.ledger.offer(OTHER_LISTING, 5)
  expect((await call(api, { ...item, quantity: 1 })).error_response?.code).toBe(123_004_002)
  expect((await call(api, { ...item, quantity: 1, type: 3 })).error_response?.code).toBe(123_000_104)
  expect((await call(api, { item_id: 1, quantity: 1 })).error_response?.code).toBe(123_005_001)
})

test('a parcel is confirmed once; its number, its carrier and, with SF, its sender must be there', async () => {
  const api = 'youzan.logistics.online.confirm/3.0.0'
  const tid = record(1)
  const parcel = { tid, out_stype: '1', out_sid: '90898989089380' }
  for (const wrong of [{ out_sid: '90 89' }, { out_stype: '申通快递' }, { out_stype: '7' }, { tid: 'E1' }])
    expect(await call(api, { ...parcel, ...wrong })).toMatchObject({ success: false })
  expect(await call(api, parcel)).toMatchObject({ success: true, data: { is_success: true } })
  expect(await call(api, parcel)).toMatchObject({ success: false, code: 102_570_007 })
})

test('a token is given by the secret and the shop, or once by a refresh token', async () => {
  const application = { client_id: 'ck', client_secret: 'cs' }
  const ask = (more: Record<string, unknown>) => post('/auth/token', { ...application, ...more })
  const silent = await ask({ authorize_type: 'silent', grant_id: 12_345_678, refresh: true })
  expect(silent).toMatchObject({ success: true, data: { expires: NOON + 7 * 86_400_000 } })
  expect(await ask({ authorize_type: 'silent', grant_id: 1 })).toMatchObject({ success: false })
  expect(await ask({ client_secret: 'x', authorize_type: 'silent', grant_id: 12_345_678 })).toMatchObject({
    code: 1103,
  })
  const { refresh_token } = silent.data as { refresh_token: string }
  expect(await ask({ authorize_type: 'refresh_token', refresh_token })).toMatchObject({ success: true })
  expect(await ask({ authorize_type: 'refresh_token', refresh_token })).toMatchObject({ success: false })
})
