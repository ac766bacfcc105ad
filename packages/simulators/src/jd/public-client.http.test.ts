// Requests as public clients of JOS write them: rise-worlds/jos for Go (all of it in a query, or in a form), the platform's
// own for C# (milliseconds and a zone, JSON of texts alone, in a form or split as its Java sibling does), JdClient.php.

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { toChinaText } from '../marketplace/china-time.ts'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { JD_MARKETPLACE } from './definition.ts'

type Texts = Record<string, string>

function signed(texts: Texts, secret: string): Texts {
  const base = Object.keys(texts)
    .toSorted()
    .map((name) => name + texts[name])
    .join('')
  return { ...texts, sign: createHash('md5').update(`${secret}${base}${secret}`).digest('hex').toUpperCase() }
}

interface Client {
  texts: Texts
  send: (url: string, texts: Texts) => Promise<Response>
}

const inQuery = (url: string, texts: Texts): Promise<Response> =>
  fetch(`${url}?${new URLSearchParams(texts).toString()}`)
const inForm = (url: string, texts: Texts): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(texts) })
const split = (url: string, { '360buy_param_json': json = '', ...texts }: Texts): Promise<Response> =>
  fetch(`${url}?${new URLSearchParams(texts).toString()}`, {
    method: 'POST',
    body: new URLSearchParams({ '360buy_param_json': json }),
  })

const csharpTime = (): string => `${toChinaText(Date.now())}.123+0800`
const CLIENTS: Record<string, () => Client> = {
  'Go by GET': () => ({ texts: { format: 'json' }, send: inQuery }),
  'Go by POST': () => ({ texts: { format: 'json' }, send: inForm }),
  'C#': () => ({ texts: { timestamp: csharpTime() }, send: inForm }),
  'C# as Java': () => ({ texts: { timestamp: csharpTime() }, send: split }),
  PHP: () => ({ texts: {}, send: inQuery }),
}

async function execute(shop: SampleShop, client: Client, call: { method: string; own: Record<string, unknown> }) {
  const { market, url } = shop.simulator
  const texts = signed(
    {
      '360buy_param_json': JSON.stringify(call.own),
      access_token: SAMPLE_TOKENS.accessToken,
      app_key: market.key('appKey'),
      method: call.method,
      timestamp: toChinaText(Date.now()),
      v: '2.0',
      ...client.texts,
    },
    market.key('appSecret'),
  )
  return (await (await client.send(url, texts)).json()) as Record<string, unknown>
}

const LIST = {
  order_state: 'WAIT_SELLER_STOCK_OUT,TRADE_CANCELED',
  optional_fields: 'orderId,orderState,itemInfoList',
  page: '1',
  page_size: '50',
}

test.each(Object.keys(CLIENTS))('%s lists, reads, ships, and sets a count', async (name) => {
  await using shop = await openSampleShop(JD_MARKETPLACE)
  const client = CLIENTS[name]!()
  const [start_date, end_date] = [shop.startedAtMs - 3_600_000, shop.startedAtMs].map(toChinaText)
  const own = { ...LIST, start_date, end_date, sortType: 1, dateType: 0 }
  expect(await execute(shop, client, { method: 'jingdong.pop.order.enSearch', own })).toMatchObject({
    jingdong_pop_order_enSearch_responce: {
      code: '0',
      searchorderinfo_result: { orderTotal: 4, orderInfoList: { length: 4 } },
    },
  })
  const [, second] = shop.trades
  const one = { order_id: second.tradeId, optional_fields: 'orderId,orderState' }
  expect(await execute(shop, client, { method: 'jingdong.pop.order.enGet', own: one })).toMatchObject({
    jingdong_pop_order_enGet_responce: { orderDetailInfo: { orderInfo: { orderId: second.tradeId } } },
  })
  const parcel = { orderId: second.tradeId, logiCoprId: '467', logiNo: 'SF&=1 王' }
  expect(await execute(shop, client, { method: 'jingdong.pop.order.shipment', own: parcel })).toMatchObject({
    jingdong_pop_order_shipment_responce: { sopjosshipment_result: { success: true } },
  })
  const count = { skuId: SAMPLE_LISTING.skuId, stockNum: '7' }
  const method = 'jingdong.stock.write.updateSkuStock'
  expect(await execute(shop, client, { method, own: count })).toMatchObject({
    jingdong_stock_write_updateSkuStock_responce: { success: true },
  })
  expect(shop.shown()).toBe(7)
})

test('without bounds the orders to be shipped of the last month are listed, and no others', async () => {
  await using shop = await openSampleShop(JD_MARKETPLACE)
  const method = 'jingdong.pop.order.enSearch'
  const client = CLIENTS['Go by GET']!()
  const open = { ...LIST, order_state: 'WAIT_SELLER_STOCK_OUT' }
  expect(await execute(shop, client, { method, own: open })).toMatchObject({
    jingdong_pop_order_enSearch_responce: { searchorderinfo_result: { orderTotal: 3 } },
  })
  expect(await execute(shop, client, { method, own: LIST })).toMatchObject({ error_response: { code: '61' } })
})

test('tokens for a code, once, at the newer address and at the older', async () => {
  await using shop = await openSampleShop(JD_MARKETPLACE)
  const { market, url } = shop.simulator
  const ask = async (path: string, texts: Texts): Promise<Record<string, unknown>> =>
    (await (await inQuery(new URL(path, url).href, texts)).json()) as Record<string, unknown>
  const newer = { app_key: market.key('appKey'), app_secret: market.key('appSecret'), grant_type: 'authorization_code' }
  const code = market.tokens.authorize(Date.now())
  expect(await ask('/oauth2/access_token', { ...newer, code })).toMatchObject({ code: 0 })
  expect(await ask('/oauth2/access_token', { ...newer, code })).toMatchObject({ code: 403 })
  const older = {
    grant_type: 'authorization_code',
    client_id: market.key('appKey'),
    client_secret: market.key('appSecret'),
    redirect_uri: 'https://oms.example/',
    state: '1',
  }
  const created = await ask('/oauth/token', { ...older, code: market.tokens.authorize(Date.now()) })
  expect(created).toMatchObject({ code: 0, token_type: 'bearer' })
  const refresh = { ...older, grant_type: 'refresh_token', refresh_token: created['refresh_token'] as string }
  expect(await ask('/oauth/token', refresh)).toMatchObject({ code: 0 })
  expect(await ask('/oauth/token', { ...refresh, client_secret: 'x' })).toMatchObject({ code: 401 })
})
