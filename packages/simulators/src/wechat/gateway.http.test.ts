// The gateway's own rules over real HTTP: tokens, windows, keys of pages, parcels, stock, and what it posts.

import { createDecipheriv, createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_LISTING, sampleTrade } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { WECHAT_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const NOON_SECONDS = NOON / 1_000
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(WECHAT_MARKETPLACE, {
    access: { appId: 'wx01', appSecret: 's', pushToken: 'p', encodingAesKey: AES_KEY },
    tokens: { accessToken: 'a', refreshToken: '' },
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 20, banMs: 5_000 },
  })
  simulator.market.ledger.offer(SAMPLE_LISTING, 10)
})
afterEach(() => simulator.close())

async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
  const init = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  return (await (await fetch(simulator.url + path, init)).json()) as Record<string, unknown>
}
const call = (path: string, body: unknown, token = 'a'): Promise<Record<string, unknown>> =>
  post(`/channels/ec/${path}?access_token=${token}`, body)
const code = async (path: string, body: unknown): Promise<unknown> => (await call(path, body))['errcode']

const range = { start_time: NOON_SECONDS - 600, end_time: NOON_SECONDS }
const list = { update_time_range: range, page_size: 2 }
const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: WECHAT_MARKETPLACE.ids, number, atMs: NOON - 60_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

describe('a token', () => {
  const ask = (changes = {}): Promise<Record<string, unknown>> =>
    post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: 'wx01', secret: 's', ...changes })
  test('is the same until it is about to end, and bare of any code', async () => {
    expect(await ask()).toEqual({ access_token: 'a', expires_in: 7_200 })
    nowMs += 7_000_000
    const fresh = await ask()
    expect(fresh['access_token']).not.toBe('a')
    expect(await call('order/list/get', list)).toMatchObject({ errcode: 0 }) // The old one is good for minutes more.
    nowMs += 301_000
    expect(await call('order/list/get', list)).toMatchObject({ errcode: 42_001 })
  })
  test('may be forced, not twice within half a minute', async () => {
    expect((await ask({ force_refresh: true }))['access_token']).not.toBe('a')
    expect(await ask({ force_refresh: true })).toMatchObject({ errcode: 45_009 })
    nowMs += 30_000
    expect(await ask({ force_refresh: true })).toHaveProperty('access_token')
  })
  test.each([
    [{ grant_type: 'x' }, 40_002],
    [{ appid: 'wx02' }, 40_013],
    [{ secret: 'x' }, 40_125],
  ])('%o is refused with %i', async (changes, errcode) => expect(await ask(changes)).toMatchObject({ errcode }))
  test('that is missing or unknown is told apart', async () => {
    expect(await post('/channels/ec/order/get', {})).toMatchObject({ errcode: 41_001 })
    expect(await call('order/get', {}, 'b')).toMatchObject({ errcode: 40_001 })
  })
})

test.each([
  ['{"page_size":', 47_001],
  [{ page_size: 2 }, 40_097],
  [{ ...list, page_size: 101 }, 40_097],
  [{ update_time_range: { start_time: NOON_SECONDS - 604_801, end_time: NOON_SECONDS }, page_size: 2 }, 40_097],
  [{ ...list, next_key: 'bm90aGluZw==' }, 606_006],
])('a listing of %o is refused with %i', async (body, errcode) =>
  expect(await code('order/list/get', body)).toBe(errcode),
)

test('pages follow one another by key, and a key belongs to its query', async () => {
  const ids = [1, 2, 3].map((number) => record(number))
  const first = await call('order/list/get', list)
  expect(first).toMatchObject({ order_id_list: [ids[2], ids[1]], has_more: true })
  const next = { ...list, next_key: first['next_key'] }
  expect(await call('order/list/get', next)).toMatchObject({ order_id_list: [ids[0]], has_more: false })
  expect(await code('order/list/get', { ...next, page_size: 3 })).toBe(606_006)
})

test('a parcel ships what it names, once', async () => {
  const order_id = record(1)
  const { listingId: product_id, skuId: sku_id } = SAMPLE_LISTING
  const delivery = {
    delivery_id: 'SF',
    waybill_id: 'SF0001',
    deliver_type: 1,
    product_infos: [{ product_id, sku_id, product_cnt: 1 }],
  }
  const send = (changes = {}): Promise<unknown> =>
    code('order/delivery/send', { order_id, delivery_list: [{ ...delivery, ...changes }] })
  expect(await send({ delivery_id: 'XX' })).toBe(606_004)
  expect(await send({ waybill_id: '' })).toBe(606_005)
  expect(await send({ product_infos: [] })).toBe(109_002)
  expect(await send({ product_infos: [{ product_id, sku_id: '9', product_cnt: 1 }] })).toBe(109_002)
  expect(await send()).toBe(0)
  expect(await send()).toBe(109_001)
  expect(await code('order/delivery/send', { order_id: '9', delivery_list: [delivery] })).toBe(100_002)
})

test.each([
  [{ diff_type: 1, num: 5 }, 0, 15],
  [{ diff_type: 2, num: 10 }, 0, 0],
  [{ diff_type: 3, num: 7 }, 0, 7],
  [{ diff_type: 2, num: 11 }, 10_020_054, 10], // More than there is.
  [{ diff_type: 1, num: 0 }, 10_020_054, 10],
  [{ diff_type: 1, num: -5 }, 40_097, 10],
  [{ diff_type: 4, num: 5 }, 40_097, 10],
])('stock %o answers %i and shows %i', async (change, errcode, shown) => {
  const sku = { product_id: SAMPLE_LISTING.listingId, sku_id: SAMPLE_LISTING.skuId }
  expect(await code('product/stock/update', { ...sku, ...change })).toBe(errcode)
  expect(await call('product/stock/get', sku)).toMatchObject({ data: { normal_stock_num: shown } })
})

test('what it posts is signed over the ciphertext, which holds the message and the application', () => {
  const trade = sampleTrade({ ids: WECHAT_MARKETPLACE.ids, number: 1, atMs: NOON })
  const event = { id: '5000000000000000001', kind: 'paid', atMs: NOON, trade } as const
  const { path, body } = WECHAT_MARKETPLACE.push!.request(event, simulator.market, '/push')!
  const query = new URL(path, 'http://here').searchParams
  const { Encrypt } = JSON.parse(body) as { Encrypt: string }
  const sorted = ['p', query.get('timestamp')!, query.get('nonce')!, Encrypt].toSorted()
  expect(query.get('msg_signature')).toBe(createHash('sha1').update(sorted.join('')).digest('hex'))
  const key = Buffer.from(`${AES_KEY}=`, 'base64')
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([cipher.update(Buffer.from(Encrypt, 'base64')), cipher.final()])
  const text = plain.subarray(20, 20 + plain.readUInt32BE(16)).toString()
  expect(text).toContain(`"order_id":${trade.tradeId}`) // A number: 19 digits.
  expect(plain.subarray(20 + plain.readUInt32BE(16), plain.length - plain.at(-1)!).toString()).toBe('wx01')
})
