// The platform's own client for Node, unchanged: @woocommerce/woocommerce-rest-api 1.0.2. Over plain HTTP it signs.

import client from '@woocommerce/woocommerce-rest-api'
import { expect, test } from 'vitest'
import { openSampleShop } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { OTHER_LISTING, SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { WOOCOMMERCE_MARKETPLACE } from './definition.ts'

interface Reply {
  status: number
  headers: Record<string, string>
  data: unknown
}

interface Api {
  get: (endpoint: string, parameters?: Record<string, unknown>) => Promise<Reply>
  put: (endpoint: string, data: unknown) => Promise<Reply>
  post: (endpoint: string, data: unknown) => Promise<Reply>
}

function connect({ simulator }: SampleShop, changes: Record<string, unknown> = {}): Api {
  const { consumerKey, consumerSecret } = simulator.market.access
  // Its types know texts as parameters only; it takes lists and numbers as well.
  const Client = client as unknown as new (options: Record<string, unknown>) => Api
  return new Client({ url: simulator.url, consumerKey, consumerSecret, version: 'wc/v3', ...changes })
}

const idsOf = ({ data }: Reply): string[] => (data as { id: number }[]).map(({ id }) => String(id))

async function refusal(call: Promise<Reply>): Promise<[number, string]> {
  const error = (await call.catch((caught: unknown) => caught)) as { response: Reply }
  return [error.response.status, (error.response.data as { code: string }).code]
}

test('lists what changed, by pages with their totals, lists of words and of ids', async () => {
  await using shop = await openSampleShop(WOOCOMMERCE_MARKETPLACE)
  const api = connect(shop)
  const ids = [...shop.trades, shop.refunded].map(({ tradeId }) => tradeId)
  const modified_after = new Date(shop.startedAtMs - 3_600_000).toISOString().slice(0, 19)
  const sorted = { orderby: 'id', order: 'asc', modified_after, dates_are_gmt: true }
  const second = await api.get('orders', { ...sorted, per_page: 3, page: 2 })
  expect(idsOf(second)).toEqual(ids.slice(3))
  expect(second.headers).toMatchObject({ 'x-wp-total': '4', 'x-wp-totalpages': '2' })
  expect(idsOf(await api.get('orders', { ...sorted, status: ['refunded', 'on-hold'] }))).toEqual(ids.slice(3))
  expect(idsOf(await api.get('orders', { ...sorted, include: [Number(ids[1])] }))).toEqual([ids[1]])
  // Characters that a query and a signature write differently.
  expect(idsOf(await api.get('orders', { ...sorted, search: "王 & 李=1+2*(3)!'" }))).toHaveLength(4)
})

test('reads an order and its refunds, and hears of what is not there', async () => {
  await using shop = await openSampleShop(WOOCOMMERCE_MARKETPLACE)
  const api = connect(shop)
  const order = await api.get(`orders/${shop.trades[0].tradeId}`)
  expect(order.data).toMatchObject({ status: 'processing', line_items: [{ quantity: 1 }, { quantity: 1 }] })
  expect((await api.get(`orders/${shop.refunded.tradeId}/refunds`)).data).toMatchObject([{ amount: '10.00' }])
  expect(await refusal(api.get('orders/5'))).toEqual([404, 'woocommerce_rest_shop_order_invalid_id'])
  expect(await refusal(api.get('orders', { per_page: 101 }))).toEqual([400, 'rest_invalid_param'])
})

test('completes an order, and sets counts one by one and in batches', async () => {
  await using shop = await openSampleShop(WOOCOMMERCE_MARKETPLACE)
  const api = connect(shop)
  const item = { tracking_provider: '顺丰', tracking_number: 'SF1' }
  const meta_data = [{ key: '_wc_shipment_tracking_items', value: [item] }]
  const done = await api.put(`orders/${shop.trades[1].tradeId}`, { status: 'completed', meta_data })
  expect(done.data).toMatchObject({ status: 'completed' })
  const variations = `products/${SAMPLE_LISTING.listingId}/variations`
  await api.put(`${variations}/${SAMPLE_LISTING.skuId}`, { manage_stock: true, stock_quantity: 7 })
  expect(shop.shown()).toBe(7)
  const update = [
    { id: Number(SAMPLE_LISTING.skuId), stock_quantity: 8 },
    { id: 5, stock_quantity: 8 },
  ]
  const batch = await api.post(`${variations}/batch`, { update })
  expect(batch.data).toMatchObject({
    update: [{ stock_quantity: 8 }, { error: { code: 'woocommerce_rest_product_variation_invalid_id' } }],
  })
  expect(shop.shown()).toBe(8)
  const many = Array.from({ length: 101 }, () => ({ id: Number(OTHER_LISTING.skuId), stock_quantity: 1 }))
  expect(await refusal(api.post('products/batch', { update: many }))).toEqual([
    413,
    'woocommerce_rest_request_entity_too_large',
  ])
})

test('is refused with a wrong secret', async () => {
  await using shop = await openSampleShop(WOOCOMMERCE_MARKETPLACE)
  const wrong = connect(shop, { consumerSecret: 'cs_wrong' })
  expect(await refusal(wrong.get('orders'))).toEqual([401, 'woocommerce_rest_authentication_error'])
})

test('key and secret in the query are what Basic is', async () => {
  await using shop = await openSampleShop(WOOCOMMERCE_MARKETPLACE)
  const { consumerKey = '', consumerSecret = '' } = shop.simulator.market.access
  // What the client writes over https with `queryStringAuth`.
  const status = async (secret: string): Promise<number> => {
    const query = new URLSearchParams({ consumer_key: consumerKey, consumer_secret: secret, page: '1' })
    return (await fetch(`${shop.simulator.url}/wp-json/wc/v3/orders?${query.toString()}`)).status
  }
  expect([await status(consumerSecret), await status('cs_wrong')]).toEqual([200, 401])
})
