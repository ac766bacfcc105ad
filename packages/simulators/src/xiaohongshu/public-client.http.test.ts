// Requests as zsmhub/xhs-sdk for Go writes them: one flat object, the time a number, zero and empty text for what is not asked.

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { XIAOHONGSHU_MARKETPLACE } from './definition.ts'

interface Answer {
  success: boolean
  error_code: number
  data: Record<string, unknown> | null
}

async function post(shop: SampleShop, method: string, own: Record<string, unknown>): Promise<Answer> {
  const { market, url } = shop.simulator
  const [appId, timestamp, version] = [market.key('appKey'), Math.floor(Date.now() / 1_000), '2.0']
  const base = `${method}?appId=${appId}&timestamp=${timestamp}&version=${version}${market.key('appSecret')}`
  const sign = createHash('md5').update(base).digest('hex')
  const accessToken = method.startsWith('oauth.') ? {} : { accessToken: SAMPLE_TOKENS.accessToken }
  const body = JSON.stringify({ method, appId, sign, timestamp, version, ...accessToken, ...own })
  const headers = { 'content-type': 'application/json;charset=utf-8', 'user-agent': 'fasthttp' }
  return (await (await fetch(url, { method: 'POST', headers, body })).json()) as Answer
}

test('lists, reads, ships, and sets a count', async () => {
  await using shop = await openSampleShop(XIAOHONGSHU_MARKETPLACE)
  const endTime = Math.floor(shop.startedAtMs / 1_000)
  const list = {
    startTime: endTime - 1_800,
    endTime,
    timeType: 2,
    orderType: 0,
    orderStatus: 0,
    pageNo: 1,
    pageSize: 50,
  }
  expect(await post(shop, 'order.getOrderList', list)).toMatchObject({
    success: true,
    error_code: 0,
    data: { total: 4, maxPageNo: 1, orderList: { length: 4 } },
  })
  const [, { tradeId: orderId }] = shop.trades
  expect(await post(shop, 'order.getOrderDetail', { orderId })).toMatchObject({ data: { orderId } })
  const refunds = { pageNo: 1, pageSize: 50, orderId: '', statuses: null, returnTypes: null, timeType: 2 }
  const bounds = { startTime: shop.startedAtMs - 1_800_000, endTime: shop.startedAtMs }
  expect(await post(shop, 'afterSale.listAfterSaleInfos', { ...refunds, ...bounds })).toMatchObject({ success: true })
  const parcel = { orderId, expressNo: 'SF1', expressCompanyCode: 'shunfeng', expressCompanyName: '' }
  const rest = { deliveringTime: 0, unpack: false, skuIdList: null }
  expect(await post(shop, 'order.orderDeliver', { ...parcel, ...rest })).toMatchObject({ success: true })
  const { skuId } = SAMPLE_LISTING
  expect(await post(shop, 'inventory.syncSkuStock', { skuId, qty: 7 })).toMatchObject({
    data: { response: { success: true } },
  })
  expect(shop.shown()).toBe(7)
})

test('tokens for a code, once; a refresh while they last gives them again', async () => {
  await using shop = await openSampleShop(XIAOHONGSHU_MARKETPLACE)
  const code = shop.simulator.market.tokens.authorize(Date.now())
  const created = await post(shop, 'oauth.getAccessToken', { code })
  expect(created.data).toMatchObject({ sellerId: shop.simulator.market.key('sellerId') })
  expect(await post(shop, 'oauth.getAccessToken', { code })).toMatchObject({ success: false })
  const { accessToken, refreshToken } = created.data as Record<string, string>
  expect(await post(shop, 'oauth.refreshToken', { refreshToken })).toMatchObject({ data: { accessToken } })
})
