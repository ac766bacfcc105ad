// Requests as the platform's own client for Go writes them (sdk_golang, as kept in zsmhub/doudian-sdk): members sorted, system
// parameters in the query, a slash too many, "Content-Type: application/json" for its type, null for what is absent.

import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { DOUYIN_MARKETPLACE } from './definition.ts'

interface Call {
  own: Record<string, unknown>
  accessToken?: string
  /** The Java helpers of others sign with md5 and do not say so. */
  digest?: 'hmac-sha256' | 'md5'
}

interface Answer {
  code: number
  sub_code: string
  err_no?: number
  data: Record<string, unknown> | null
}

async function request(shop: SampleShop, path: string, call: Call): Promise<Answer> {
  const { own, accessToken = SAMPLE_TOKENS.accessToken, digest = 'hmac-sha256' } = call
  const { market, url } = shop.simulator
  const method = path.replace(/^\//, '').replaceAll('/', '.')
  const body = JSON.stringify(Object.fromEntries(Object.entries(own).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  const [appKey, secret, timestamp] = [
    market.key('appKey'),
    market.key('appSecret'),
    String(Math.floor(Date.now() / 1_000)),
  ]
  const base = `${secret}app_key${appKey}method${method}param_json${body}timestamp${timestamp}v2${secret}`
  const hash = digest === 'md5' ? createHash('md5') : createHmac('sha256', secret)
  const query = new URLSearchParams({
    app_key: appKey,
    method,
    timestamp,
    v: '2',
    sign: hash.update(base).digest('hex'),
    ...(digest === 'md5' ? {} : { sign_method: digest }),
    ...(accessToken === '' ? {} : { access_token: accessToken }),
  })
  const headers = {
    from: 'sdk',
    'sdk-type': 'golang',
    ...(digest === 'md5' ? {} : { 'x-open-no-old-err-code': '1' }),
    'content-type': 'Content-Type: application/json',
  }
  const address = `${url.replace(/\/$/, '')}/${path}?${query.toString()}`
  return (await (await fetch(address, { method: 'POST', headers, body })).json()) as Answer
}

test('lists, reads, ships, and sets a count', async () => {
  await using shop = await openSampleShop(DOUYIN_MARKETPLACE)
  const now = Math.floor(shop.startedAtMs / 1_000)
  const range = { update_time_start: now - 3_600, update_time_end: now }
  const list = { ...range, size: 100, page: 0, order_by: 'update_time', create_time_start: null, product: null }
  expect(await request(shop, '/order/searchList', { own: list })).toMatchObject({
    code: 10_000,
    data: { total: 4, shop_order_list: { length: 4 } },
  })
  const [, second] = shop.trades
  expect(await request(shop, '/order/orderDetail', { own: { shop_order_id: second.tradeId } })).toMatchObject({
    data: { shop_order_detail: { order_id: second.tradeId } },
  })
  const applied = { start_time: now - 3_600, end_time: now, page: 0, size: 100 }
  expect(await request(shop, '/afterSale/List', { own: applied })).toMatchObject({ code: 10_000, data: { total: 1 } })
  const changed = { update_start_time: now - 3_600, update_end_time: now, order_by: ['update_time asc'] }
  const refunds = { ...changed, page: 0, size: 100 }
  expect(await request(shop, '/afterSale/List', { own: refunds })).toMatchObject({ code: 10_000, data: { total: 1 } })
  const parcel = {
    order_id: second.tradeId,
    company_code: 'shunfeng',
    logistics_code: 'SF </王&1',
    is_refund_reject: null,
  }
  expect(await request(shop, '/order/logisticsAdd', { own: parcel })).toMatchObject({ code: 10_000 })
  const sku = { product_id: SAMPLE_LISTING.listingId, sku_id: SAMPLE_LISTING.skuId }
  const count = { ...sku, stock_num: 7, incremental: false, idempotent_id: '' }
  expect(await request(shop, '/sku/syncStock', { own: count })).toMatchObject({ code: 10_000 })
  expect(shop.shown()).toBe(7)
})

test('signed with md5 under no name, with the older codes beside the new', async () => {
  await using shop = await openSampleShop(DOUYIN_MARKETPLACE)
  const own = { shop_order_id: shop.trades[1].tradeId }
  const good = await request(shop, '/order/orderDetail', { own, digest: 'md5' })
  expect(good).toMatchObject({ code: 10_000, err_no: 0 })
  const bad = await request(shop, '/order/orderDetail', { own, digest: 'md5', accessToken: 'x' })
  expect([bad.sub_code, bad.err_no]).toEqual(['isv.access-token-no-existed', 40_003])
  expect((await request(shop, '/order/orderDetail', { own, accessToken: 'x' })).err_no).toBeUndefined()
})

test('tokens for a code or for the shop’s number, then for a refresh token, once', async () => {
  await using shop = await openSampleShop(DOUYIN_MARKETPLACE)
  const { market } = shop.simulator
  const ask = (path: string, own: Record<string, unknown>): Promise<Answer> =>
    request(shop, path, { own, accessToken: '' })
  const byCode = {
    code: market.tokens.authorize(Date.now()),
    grant_type: 'authorization_code',
    shop_id: null,
    auth_id: null,
    auth_subject_type: null,
  }
  expect(await ask('token/create', byCode)).toMatchObject({ code: 10_000 })
  expect((await ask('token/create', byCode)).sub_code).toBe('dop.token-generate-failed:code-invalid')
  const self = { code: '', grant_type: 'authorization_self', shop_id: Number(market.key('shopId')) }
  const created = await ask('token/create', self)
  expect((await ask('token/create', { ...self, shop_id: 1 })).sub_code).toBe(
    'dop.token-generate-failed:no-authorization',
  )
  const once = { grant_type: 'refresh_token', refresh_token: created.data!['refresh_token'] }
  expect(await ask('token/refresh', once)).toMatchObject({ code: 10_000 })
  expect((await ask('token/refresh', once)).sub_code).toBe('dop.token-generate-failed:token-invalid')
})
