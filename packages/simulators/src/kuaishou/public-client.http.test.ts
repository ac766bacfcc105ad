// Requests as kuaishou-merchant-open-api 1.0.1 for Node writes them: reads by GET, changes as a form, the members of `param`
// sorted, tokens by parameters in the query whatever the method. The client itself was run against this simulator.

import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { KUAISHOU_MARKETPLACE } from './definition.ts'

type SignMethod = 'MD5' | 'HMAC_SHA256'

interface Call {
  method: 'GET' | 'POST'
  own: Record<string, unknown>
  signMethod?: SignMethod
  accessToken?: string
}

async function execute(shop: SampleShop, api: string, call: Call): Promise<unknown> {
  const { method, own, signMethod = 'MD5', accessToken = SAMPLE_TOKENS.accessToken } = call
  const { market, url } = shop.simulator
  const param = JSON.stringify(Object.fromEntries(Object.entries(own).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  const common = { appkey: market.key('appKey'), version: '1', access_token: accessToken, signMethod, method: api }
  const texts = { ...common, timestamp: String(Date.now()), param }
  const names = Object.keys(texts).toSorted() as (keyof typeof texts)[]
  const secret = market.key('signSecret')
  const base = `${names.map((name) => `${name}=${texts[name]}`).join('&')}&signSecret=${secret}`
  const sign =
    signMethod === 'MD5'
      ? createHash('md5').update(base).digest('hex')
      : createHmac('sha256', secret).update(base).digest('base64')
  const parameters = new URLSearchParams({ ...texts, sign })
  const address = new URL(api.replaceAll('.', '/'), url)
  if (method === 'GET') address.search = parameters.toString()
  const response = await fetch(address, {
    method,
    headers: { 'request-source': 'kuaishou-merchant-node-open-api' },
    ...(method === 'POST' ? { body: parameters } : {}),
  })
  return response.json()
}

const GRANTS = { code: ['GET', '/oauth2/access_token'], refresh_token: ['POST', '/oauth2/refresh_token'] } as const

async function token(shop: SampleShop, own: { grant_type: keyof typeof GRANTS } & Record<string, string>) {
  const { market, url } = shop.simulator
  const [method, path] = GRANTS[own.grant_type]
  const address = new URL(path, url)
  const application = { app_id: market.key('appKey'), app_secret: market.key('appSecret') }
  address.search = new URLSearchParams({ ...own, ...application }).toString()
  return (await (await fetch(address, { method })).json()) as Record<string, string>
}

test.each(['MD5', 'HMAC_SHA256'] as const)(
  'lists, reads, ships and adds to a count, signed by %s',
  async (signMethod) => {
    await using shop = await openSampleShop(KUAISHOU_MARKETPLACE)
    const get = { method: 'GET', signMethod } as const
    const post = { method: 'POST', signMethod } as const
    const [beginTime, endTime] = [shop.startedAtMs - 3_600_000, shop.startedAtMs]
    const list = { orderViewStatus: 1, pageSize: 50, queryType: 2, sort: 1, cursor: '', beginTime, endTime }
    // One row is an order of one line here: the first trade has two.
    expect(await execute(shop, 'open.order.cursor.list', { ...get, own: list })).toMatchObject({
      result: 1,
      data: { cursor: 'nomore', orderList: { length: 5 } },
    })
    const oid = Number(shop.trades[1].lines[0]!.lineId)
    expect(await execute(shop, 'open.order.detail', { ...get, own: { oid } })).toMatchObject({
      data: { orderBaseInfo: { status: 30 } },
    })
    const refunds = { beginTime, endTime, pageSize: 50, type: 9, queryType: 2, currentPage: 1, pcursor: '' }
    expect(await execute(shop, 'open.seller.order.refund.pcursor.list', { ...get, own: refunds })).toMatchObject({
      data: { refundOrderInfoList: [{ status: 60 }] },
    })
    const parcel = { orderId: oid, expressNo: 'SF & 1=王', expressCode: 4 }
    expect(await execute(shop, 'open.seller.order.goods.deliver', { ...post, own: parcel })).toMatchObject({
      result: 1,
    })
    const { listingId, skuId } = SAMPLE_LISTING
    const change = { kwaiItemId: Number(listingId), skuId: Number(skuId), skuChangeStock: 3, changeType: 1 }
    const before = shop.shown()
    expect(await execute(shop, 'open.item.sku.stock.update', { ...post, own: change })).toMatchObject({ result: 1 })
    expect(shop.shown()).toBe(before + 3)
  },
)

test('tokens for a code, once, then for a refresh token, once, all in the query', async () => {
  await using shop = await openSampleShop(KUAISHOU_MARKETPLACE)
  const given = { code: shop.simulator.market.tokens.authorize(Date.now()), grant_type: 'code' } as const
  const created = await token(shop, given)
  expect(created).toMatchObject({ result: 1, open_id: shop.simulator.market.key('openId') })
  expect(await token(shop, given)).toMatchObject({ error: 'invalid_grant' })
  const once = { grant_type: 'refresh_token', refresh_token: created['refresh_token']! } as const
  const fresh = await token(shop, once)
  expect(await token(shop, once)).toMatchObject({
    error_msg: 'refreshToken.discarded',
  })
  const oid = Number(shop.trades[1].lines[0]!.lineId)
  const call = { method: 'GET', accessToken: fresh['access_token']! } as const
  expect(await execute(shop, 'open.order.detail', { ...call, own: { oid } })).toMatchObject({ result: 1 })
})

// As zsmhub/ks-sdk for Go and the documents' own code for Java write them.
test('a POST may carry the system parameters in its query; the refunds are listed by it as well, tokens refreshed by GET', async () => {
  await using shop = await openSampleShop(KUAISHOU_MARKETPLACE)
  const { market, url } = shop.simulator
  const send = async (api: string, own: object, form: readonly string[]): Promise<unknown> => {
    const texts: Record<string, string> = {
      access_token: SAMPLE_TOKENS.accessToken,
      appkey: market.key('appKey'),
      method: api,
      param: JSON.stringify(own),
      signMethod: 'HMAC_SHA256',
      timestamp: String(Date.now()),
      version: '1',
    }
    const secret = market.key('signSecret')
    const base = [...Object.entries(texts).map((pair) => pair.join('=')), `signSecret=${secret}`].join('&')
    texts['sign'] = createHmac('sha256', secret).update(base).digest('base64')
    const address = new URL(api.replaceAll('.', '/'), url)
    const body = new URLSearchParams()
    for (const [name, text] of Object.entries(texts))
      (form.includes(name) ? body : address.searchParams).set(name, text)
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }
    return (await fetch(address, { method: 'POST', headers, body: body.toString() })).json()
  }
  const orderId = Number(shop.trades[2].lines[0]!.lineId)
  const parcel = { expressNo: 'SF1', expressCode: 4, orderId }
  expect(await send('open.seller.order.goods.deliver', parcel, ['param'])).toMatchObject({ result: 1 })
  const bounds = { beginTime: shop.startedAtMs - 3_600_000, endTime: shop.startedAtMs }
  const refunds = { ...bounds, type: 9, pageSize: 50, currentPage: 1, queryType: 1 }
  const all = ['access_token', 'appkey', 'method', 'param', 'sign', 'signMethod', 'timestamp', 'version']
  expect(await send('open.seller.order.refund.pcursor.list', refunds, all)).toMatchObject({
    data: { refundOrderInfoList: { length: 1 } },
  })
  expect(await send('open.seller.order.refund.pcursor.list', { ...refunds, type: 8 }, all)).toMatchObject({
    data: { refundOrderInfoList: [] },
  })
  // What changes something does not come by GET, what only reads does not come by POST, but for that list.
  expect(await send('open.order.detail', { oid: orderId }, all)).toMatchObject({ result: 806 })
  const address = new URL('/oauth2/refresh_token', url)
  const application = { app_id: market.key('appKey'), app_secret: market.key('appSecret') }
  const grant = { grant_type: 'refresh_token', refresh_token: SAMPLE_TOKENS.refreshToken }
  address.search = new URLSearchParams({ ...application, ...grant }).toString()
  expect(await (await fetch(address)).json()).toMatchObject({ result: 1, refresh_token_expires_in: 15_552_000 })
})

test('each view of orders shows its own', async () => {
  await using shop = await openSampleShop(KUAISHOU_MARKETPLACE)
  const bounds = { beginTime: shop.startedAtMs - 3_600_000, endTime: shop.startedAtMs }
  const list = { pageSize: 50, queryType: 2, sort: 1, cursor: '', ...bounds }
  const shownIn = async (orderViewStatus: number): Promise<number[]> => {
    const answer = await execute(shop, 'open.order.cursor.list', { method: 'GET', own: { ...list, orderViewStatus } })
    const { orderList } = (answer as { data: { orderList: { orderBaseInfo: { status: number } }[] } }).data
    return orderList.map(({ orderBaseInfo }) => orderBaseInfo.status)
  }
  expect(await shownIn(3)).toEqual([30, 30, 30, 30])
  expect(await shownIn(7)).toEqual([80])
  expect(await shownIn(4)).toEqual([])
  const unknown = await execute(shop, 'open.order.cursor.list', { method: 'GET', own: { ...list, orderViewStatus: 8 } })
  expect(unknown).toMatchObject({ result: 13 })
})
