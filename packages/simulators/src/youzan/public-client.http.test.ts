// Requests as the platform's own client for Node writes them (youzan/open-sdk-node 1.0.1, youzanyun-sdk): JSON, the token in
// the query. Older ones on npm (yz-open-sdk-nodejs, youzan-sdk) speak to gateways that are no more.

import { expect, test } from 'vitest'
import { toChinaText } from '../marketplace/china-time.ts'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { YOUZAN_MARKETPLACE } from './definition.ts'

type Answer = Record<string, unknown>

async function post({ simulator }: SampleShop, path: string, own: object): Promise<Answer> {
  const headers = {
    accept: 'application/json, text/plain, */*',
    'content-type': 'application/json;charset=UTF-8',
    'user-agent': 'YZY-Open-Client 1.0.0 - Node',
  }
  const init = { method: 'POST', headers, body: typeof own === 'string' ? own : JSON.stringify(own) }
  return (await (await fetch(simulator.url + path, init)).json()) as Answer
}

const call = (shop: SampleShop, api: string, own: object): Promise<Answer> =>
  post(shop, `/api/${api}?access_token=${SAMPLE_TOKENS.accessToken}`, own)

test('lists, reads, ships, and sets a count', async () => {
  await using shop = await openSampleShop(YOUZAN_MARKETPLACE)
  const [start_update, end_update] = [shop.startedAtMs - 3_600_000, shop.startedAtMs].map(toChinaText)
  const list = { start_update, end_update, page_no: 1, page_size: 50 }
  expect(await call(shop, 'youzan.trades.sold.get/4.0.4', list)).toMatchObject({
    code: 200,
    success: true,
    data: { total_results: 4, full_order_info_list: { length: 4 } },
  })
  const [, { tradeId: tid }] = shop.trades
  expect(await call(shop, 'youzan.trade.get/4.0.2', { tid })).toMatchObject({
    data: { full_order_info: { order_info: { tid } } },
  })
  const parcel = { tid, is_no_express: 0, out_stype: 2, out_sid: 'YT0001' }
  expect(await call(shop, 'youzan.logistics.online.confirm/3.0.0', parcel)).toMatchObject({
    data: { is_success: true },
  })
  const sku = { item_id: Number(SAMPLE_LISTING.listingId), sku_id: Number(SAMPLE_LISTING.skuId) }
  expect(await call(shop, 'youzan.item.quantity.update/3.0.0', { ...sku, quantity: 7, type: 0 })).toMatchObject({
    response: { is_success: true },
  })
  expect(shop.shown()).toBe(7)
})

test('tokens: silent, for a code once, for a refresh token once', async () => {
  await using shop = await openSampleShop(YOUZAN_MARKETPLACE)
  const { market } = shop.simulator
  const application = { client_id: market.key('appKey'), client_secret: market.key('appSecret') }
  const ask = (own: object): Promise<Answer> => post(shop, '/auth/token', { ...application, ...own })
  const silent = { authorize_type: 'silent', grant_id: Number(market.key('kdtId')), refresh: true }
  expect(await ask(silent)).toMatchObject({ success: true, data: { expires: expect.any(Number) as number } })
  const code = market.tokens.authorize(Date.now())
  const byCode = { authorize_type: 'authorization_code', code, redirect_uri: 'https://oms.example/' }
  const created = await ask(byCode)
  expect(await ask(byCode)).toMatchObject({ success: false })
  const { refresh_token } = created['data'] as Record<string, string>
  const once = { authorize_type: 'refresh_token', refresh_token, scope: 'scope' }
  expect(await ask(once)).toMatchObject({ success: true })
  expect(await ask(once)).toMatchObject({ success: false, code: 1104 })
})
