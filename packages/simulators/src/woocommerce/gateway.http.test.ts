// The API's own rules over real HTTP: who calls, nonces and clock, pages and bounds, statuses, counts.

import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { OTHER_LISTING, SAMPLE_LISTING, sampleTrade } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { WOOCOMMERCE_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const ACCESS = { consumerKey: 'ck', consumerSecret: 'cs' }

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(WOOCOMMERCE_MARKETPLACE, {
    access: ACCESS,
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 6, banMs: 5_000 },
  })
})
afterEach(() => simulator.close())

interface Answer {
  status: number
  headers: Headers
  body: unknown
}

async function call(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${simulator.url}/wp-json/wc/v3${path}`, init)
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const basic = (text: string) => ({ headers: { authorization: `Basic ${Buffer.from(text).toString('base64')}` } })
const get = (path: string): Promise<Answer> => call(path, basic('ck:cs'))
const put = (path: string, body: unknown): Promise<Answer> =>
  call(path, { ...basic('ck:cs'), method: 'PUT', body: JSON.stringify(body) })
const codeOf = async (answer: Promise<Answer>): Promise<string> => ((await answer).body as { code: string }).code
const idsOf = ({ body }: Answer): string[] => (body as { id: number }[]).map(({ id }) => String(id))

const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: WOOCOMMERCE_MARKETPLACE.ids, number, atMs: NOON - 600_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

/** Signed in a few lines of its own. */
function signed(changes: Record<string, string> = {}, secret = 'cs'): string {
  const parameters: Record<string, string> = {
    oauth_consumer_key: 'ck',
    oauth_nonce: 'n1',
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(NOON / 1_000),
    page: '1',
    ...changes,
  }
  const query = Object.keys(parameters)
    .toSorted()
    .map((name) => `${name}=${encodeURIComponent(parameters[name]!)}`)
    .join('&')
  const base = `GET&${encodeURIComponent(`${simulator.url}/wp-json/wc/v3/orders`)}&${encodeURIComponent(query)}`
  const signature = createHmac('sha256', `${secret}&`).update(base).digest('base64')
  return `/orders?${query}&oauth_signature=${encodeURIComponent(signature)}`
}

describe('who calls', () => {
  test('by key and secret', async () => {
    expect((await get('/orders')).status).toBe(200)
    const none = await call('/orders')
    expect(none).toMatchObject({ status: 401, body: { code: 'woocommerce_rest_cannot_view', data: { status: 401 } } })
    for (const wrong of ['ck:x', 'x:cs', 'ck'])
      expect(await codeOf(call('/orders', basic(wrong)))).toBe('woocommerce_rest_authentication_error')
  })
  test('or by signature: once a nonce, within fifteen minutes', async () => {
    expect((await call(signed())).status).toBe(200)
    expect((await call(signed())).body).toMatchObject({ message: expect.stringContaining('nonce') as string })
    expect((await call(signed({ oauth_nonce: 'n2' }, 'wrong'))).body).toMatchObject({
      message: expect.stringContaining('signature') as string,
    })
    const late = { oauth_nonce: 'n3', oauth_timestamp: String(NOON / 1_000 - 901) }
    expect((await call(signed(late))).body).toMatchObject({ message: 'Invalid timestamp.' })
    expect((await call(signed({ oauth_nonce: 'n5' }).replace('?', '?page=1&'))).status).toBe(200) // Twice the same.
    const moved = signed({ oauth_nonce: 'n4' }).replace('page=1', 'page=2')
    expect((await call(moved)).status).toBe(401)
  })
})

test('pages say their totals; more than a hundred rows, or a word it does not know, are refused', async () => {
  const ids = [1, 2, 3].map((number) => record(number))
  const page = await get('/orders?per_page=2&page=2&orderby=id&order=asc')
  expect(idsOf(page)).toEqual(ids.slice(2))
  expect([page.headers.get('x-wp-total'), page.headers.get('x-wp-totalpages')]).toEqual(['3', '2'])
  for (const query of ['per_page=101', 'status=nonsense', 'orderby=modified', 'modified_after=yesterday'])
    expect(await codeOf(get(`/orders?${query}`))).toBe('rest_invalid_param')
})

test('bounds are left out of what they bound, and are the site’s time unless they say GMT', async () => {
  const ids = [1, 2, 3].map((number) => record(number)) // 11:50:01 to 11:50:03, 03:50 GMT.
  const bounded = async (query: string): Promise<string[]> => idsOf(await get(`/orders?orderby=id&order=asc&${query}`))
  expect(await bounded('dates_are_gmt=true&modified_after=2026-06-18T03:50:01')).toEqual(ids.slice(1))
  expect(await bounded('dates_are_gmt=true&modified_before=2026-06-18T03:50:03')).toEqual(ids.slice(0, 2))
  expect(await bounded('modified_after=2026-06-18T11:50:02')).toEqual(ids.slice(2))
})

test('an order is completed once, with its parcel; one that is not paid is not', async () => {
  const id = record(1)
  const item = { custom_tracking_provider: 'SF Express', tracking_number: 'SF1' }
  const body = { status: 'completed', meta_data: [{ key: '_wc_shipment_tracking_items', value: [item] }] }
  expect((await put(`/orders/${id}`, body)).body).toMatchObject({ status: 'completed', meta_data: [{ value: [item] }] })
  expect((await put(`/orders/${id}`, body)).status).toBe(400)
  const unpaid = record(2, { state: 'unpaid', paidAtMs: null })
  expect((await put(`/orders/${unpaid}`, body)).status).toBe(400)
  expect(await codeOf(put('/orders/5', body))).toBe('woocommerce_rest_shop_order_invalid_id')
})

test('a product of one choice keeps its count, one of several leaves it to its variations', async () => {
  const { listingId, skuId } = SAMPLE_LISTING
  simulator.market.ledger.offer(SAMPLE_LISTING, 5)
  expect((await put(`/products/${listingId}`, { stock_quantity: 7 })).body).toMatchObject({
    type: 'simple',
    stock_quantity: 7,
  })
  simulator.market.ledger.offer(OTHER_LISTING, 5)
  expect((await get(`/products/${listingId}`)).body).toMatchObject({ type: 'variable', manage_stock: false })
  const path = `/products/${listingId}/variations/${skuId}`
  expect((await put(path, { stock_quantity: 0 })).body).toMatchObject({ stock_quantity: 0, stock_status: 'outofstock' })
  expect(await codeOf(put(path, { stock_quantity: 1.5 }))).toBe('rest_invalid_param')
})

test('too many calls are 429 until the ban ends', async () => {
  for (let calls = 0; calls < 6; calls++) expect((await get('/orders')).status).toBe(200)
  const refused = await get('/orders')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
  nowMs += 5_001
  expect((await get('/orders')).status).toBe(200)
})

test('webhooks are made, changed and listed; a topic, an address or a status that is none is refused', async () => {
  const post = (body: unknown): Promise<Answer> =>
    call('/webhooks', { ...basic('ck:cs'), method: 'POST', body: JSON.stringify(body) })
  const wish = { topic: 'order.updated', delivery_url: 'https://oms.example/', secret: 's' }
  const made = await post(wish)
  expect([made.status, made.body]).toMatchObject([201, { id: 1, status: 'active', topic: 'order.updated' }])
  expect(made.body).not.toHaveProperty('secret')
  expect(await codeOf(post({ ...wish, topic: 'order.paid' }))).toBe('woocommerce_rest_shop_webhook_invalid_topic')
  expect(await codeOf(post({ ...wish, delivery_url: 'oms' }))).toBe(
    'woocommerce_rest_shop_webhook_invalid_delivery_url',
  )
  expect(await codeOf(put('/webhooks/1', { status: 'gone' }))).toBe('woocommerce_rest_shop_webhook_invalid_status')
  expect((await put('/webhooks/1', { status: 'disabled' })).body).toMatchObject({ id: 1, status: 'disabled' })
  nowMs += 10_000
  expect(idsOf(await get('/webhooks?status=disabled'))).toEqual(['1'])
  expect(await codeOf(put('/webhooks/9', { status: 'active' }))).toBe('woocommerce_rest_shop_webhook_invalid_id')
})
