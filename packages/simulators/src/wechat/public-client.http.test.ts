// Requests as zsmhub/wx-channels-sdk for Go writes them: a token by GET in the older way, then JSON with the token in the
// query; zero and empty text for what is not asked.

import { expect, test } from 'vitest'
import { openSampleShop } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { WECHAT_MARKETPLACE } from './definition.ts'

type Answer = Record<string, unknown>

async function getToken({ simulator }: SampleShop, secret = simulator.market.key('appSecret')): Promise<Answer> {
  const query = new URLSearchParams({ appid: simulator.market.key('appId'), grant_type: 'client_credential', secret })
  return (await (await fetch(`${simulator.url}/cgi-bin/token?${query.toString()}`)).json()) as Answer
}

async function post({ simulator }: SampleShop, path: string, { token, own }: { token: unknown; own: object }) {
  const url = `${simulator.url}/channels/ec/${path}?access_token=${String(token)}`
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(own) }
  return (await (await fetch(url, init)).json()) as Answer
}

test('lists, reads, ships, and sets a count', async () => {
  await using shop = await openSampleShop(WECHAT_MARKETPLACE)
  const { access_token: token } = await getToken(shop)
  const end_time = Math.floor(shop.startedAtMs / 1_000)
  const list = {
    update_time_range: { start_time: end_time - 3_600, end_time },
    page_size: 10,
    next_key: '',
    openid: '',
  }
  expect(await post(shop, 'order/list/get', { token, own: { ...list, status: 0 } })).toMatchObject({
    errcode: 0,
    order_id_list: { length: 4 },
    has_more: false,
  })
  expect(await post(shop, 'order/list/get', { token, own: { ...list, status: 200 } })).toMatchObject({
    order_id_list: [shop.refunded.tradeId],
  })
  expect(await post(shop, 'order/list/get', { token, own: { ...list, openid: 'another' } })).toMatchObject({
    order_id_list: [],
  })
  const [, { tradeId: order_id }] = shop.trades
  expect(await post(shop, 'order/get', { token, own: { order_id } })).toMatchObject({ order: { order_id, status: 20 } })
  const { listingId: product_id, skuId: sku_id } = SAMPLE_LISTING
  const delivery = { deliver_type: 1, delivery_id: 'SF', waybill_id: 'SF0001' }
  const delivery_list = [{ ...delivery, product_infos: [{ product_cnt: 1, product_id, sku_id }] }]
  expect(await post(shop, 'order/delivery/send', { token, own: { delivery_list, order_id } })).toMatchObject({
    errcode: 0,
  })
  const change = { diff_type: 3, num: 7, product_id, sku_id }
  expect(await post(shop, 'product/stock/update', { token, own: change })).toMatchObject({ errcode: 0 })
  expect(shop.shown()).toBe(7)
})

test('a plain token is another each time, touches no stable one, and ends with the secret', async () => {
  await using shop = await openSampleShop(WECHAT_MARKETPLACE)
  const { tokens } = shop.simulator.market
  const [first, second] = [await getToken(shop), await getToken(shop)]
  expect(second['access_token']).not.toBe(first['access_token'])
  const own = { order_id: shop.trades[1].tradeId }
  // The one before is good for minutes more.
  for (const token of [first['access_token'], second['access_token'], tokens.current.accessToken])
    expect(await post(shop, 'order/get', { token, own })).toMatchObject({ errcode: 0 })
  expect(await getToken(shop, 'wrong')).toMatchObject({ errcode: 40_125 })
  tokens.revoke()
  expect(await post(shop, 'order/get', { token: second['access_token'], own })).toMatchObject({ errcode: 40_001 })
  expect(await getToken(shop)).toMatchObject({ errcode: 40_125 })
})
