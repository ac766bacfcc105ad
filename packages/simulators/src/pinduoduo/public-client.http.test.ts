// Requests as pdd-sdk 1.0.13 for Node writes them: JSON with numbers as numbers and lists as text, to the gateway's address
// with a slash behind it. The client itself was run against this simulator, its address changed in its HTTP defaults.

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { PINDUODUO_MARKETPLACE } from './definition.ts'

type Parameters = Record<string, string | number | boolean | object>

const access_token = SAMPLE_TOKENS.accessToken
const textOf = (value: Parameters[string] | undefined): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

async function execute(shop: SampleShop, type: string, own: Parameters): Promise<unknown> {
  const { market, url } = shop.simulator
  const parameters: Parameters = {
    timestamp: String(Math.floor(Date.now() / 1_000)),
    type,
    client_id: market.key('appKey'),
    ...own,
  }
  const names = Object.keys(parameters).toSorted()
  const base = names.map((name) => name + textOf(parameters[name])).join('')
  const secret = market.key('appSecret')
  const sign = createHash('md5').update(`${secret}${base}${secret}`).digest('hex').toUpperCase()
  const asSent = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : value,
  ])
  const headers = { accept: 'application/json, text/plain, */*', 'content-type': 'application/json;charset=utf-8' }
  const body = JSON.stringify({ ...(Object.fromEntries(asSent) as Parameters), sign })
  return (await fetch(`${url}/`, { method: 'POST', headers, body })).json()
}

test('lists what changed, reads, ships, and sets a count', async () => {
  await using shop = await openSampleShop(PINDUODUO_MARKETPLACE)
  const now = Math.floor(shop.startedAtMs / 1_000)
  const [, second] = shop.trades
  const list = { access_token, is_lucky_flag: 0, order_status: 5, refund_status: 5, page: 1, page_size: 2 }
  const window = { start_updated_at: now - 1_790, end_updated_at: now - 181 }
  expect(
    await execute(shop, 'pdd.order.number.list.increment.get', { ...list, ...window, use_has_next: false }),
  ).toMatchObject({ order_sn_increment_get_response: { total_count: 4, order_sn_list: { length: 2 } } })
  expect(await execute(shop, 'pdd.order.information.get', { access_token, order_sn: second.tradeId })).toMatchObject({
    order_info_get_response: { order_info: { order_sn: second.tradeId } },
  })
  const refunds = { access_token, after_sales_status: 1, after_sales_type: 1, page: 1, page_size: 50 }
  expect(
    await execute(shop, 'pdd.refund.list.increment.get', { ...refunds, ...window, end_updated_at: now }),
  ).toMatchObject({ refund_increment_get_response: { refund_list: [{ order_sn: shop.refunded.tradeId }] } })
  const parcel = { access_token, order_sn: second.tradeId, logistics_id: 44, tracking_number: 'SF1' }
  // An object is signed and sent as its text.
  expect(await execute(shop, 'pdd.logistics.online.send', { ...parcel, feature: { imei: ['a', 'b'] } })).toMatchObject({
    logistics_online_send_response: { is_success: true },
  })
  const { listingId, skuId } = SAMPLE_LISTING
  const quantity = { goods_id: Number(listingId), sku_id: Number(skuId), quantity: 7, update_type: 1 }
  expect(await execute(shop, 'pdd.goods.quantity.update', { access_token, ...quantity })).toHaveProperty(
    'goods_quantity_update_response',
  )
  expect(shop.shown()).toBe(7)
})

test('tokens for a code, once, then for a refresh token', async () => {
  await using shop = await openSampleShop(PINDUODUO_MARKETPLACE)
  const code = shop.simulator.market.tokens.authorize(Date.now())
  const created = (await execute(shop, 'pdd.pop.auth.token.create', { code })) as Record<
    string,
    { refresh_token: string }
  >
  const { refresh_token } = created['pop_auth_token_create_response']!
  expect(await execute(shop, 'pdd.pop.auth.token.create', { code })).toMatchObject({
    error_response: { error_code: 10_001 },
  })
  const fresh = await execute(shop, 'pdd.pop.auth.token.refresh', { refresh_token })
  expect(fresh).toMatchObject({ pop_auth_token_refresh_response: { access_token: expect.any(String) as string } })
})

test('what was changed after the signature is refused', async () => {
  await using shop = await openSampleShop(PINDUODUO_MARKETPLACE)
  expect(await execute(shop, 'pdd.order.information.get', { access_token, order_sn: '1', sign: 'x' })).toMatchObject({
    error_response: { error_code: 20_004 },
  })
})

test('tokens in the older way, as lywzx/pdd-node-sdk asks for them: by the secret, at an address of their own', async () => {
  await using shop = await openSampleShop(PINDUODUO_MARKETPLACE)
  const { market, url } = shop.simulator
  const ask = async (changes: object): Promise<Record<string, unknown>> => {
    const body = { client_id: market.key('appKey'), client_secret: market.key('appSecret'), ...changes }
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    return (await (await fetch(new URL('/oauth/token', url), init)).json()) as Record<string, unknown>
  }
  const byCode = { code: market.tokens.authorize(Date.now()), grant_type: 'authorization_code' }
  const { refresh_token } = await ask(byCode)
  expect(await ask(byCode)).toMatchObject({ error_response: { error_code: 10_001 } })
  const refresh = { refresh_token, grant_type: 'refresh_token' }
  expect(await ask({ ...refresh, client_secret: 'x' })).toMatchObject({ error_response: { error_code: 10_001 } })
  expect(await ask(refresh)).toMatchObject({ access_token: expect.any(String) as string })
  expect(await ask(refresh)).toMatchObject({ error_response: { error_code: 10_019 } })
})
