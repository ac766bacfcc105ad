// The gateway's own rules over real HTTP: signature, seconds, windows, pages, stock totals, whole SKUs, its messages.

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_LISTING, sampleTrade } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { XIAOHONGSHU_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const NOON_SECONDS = NOON / 1_000
const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(XIAOHONGSHU_MARKETPLACE, {
    access: { appKey: 'app', appSecret: 's', sellerId: 'me' },
    tokens: { accessToken: 'a', refreshToken: 'r' },
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 4, banMs: 5_000 },
  })
  simulator.market.ledger.offer(SAMPLE_LISTING, 10)
})
afterEach(() => simulator.close())

interface Answer {
  success: boolean
  error_code: number
  data: Record<string, unknown> | null
}

async function call(method: string, fields: Record<string, unknown> = {}): Promise<Answer> {
  const system = { method, appId: 'app', version: '2.0', timestamp: String(Math.floor(nowMs / 1_000)) }
  const { appId, version, timestamp } = { ...system, ...fields }
  const sign = md5(`${method}?appId=${appId}&timestamp=${timestamp}&version=${version}s`)
  const body = JSON.stringify({ ...system, accessToken: 'a', sign, ...fields })
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  return (await (await fetch(simulator.url, init)).json()) as Answer
}
const code = async (method: string, fields?: Record<string, unknown>): Promise<number> =>
  (await call(method, fields)).error_code

const record = (number: number, changes = {}): string => {
  const ids = XIAOHONGSHU_MARKETPLACE.ids
  const made = sampleTrade({ ids, number, atMs: NOON - 60_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}
const window = { startTime: NOON_SECONDS - 600, endTime: NOON_SECONDS, timeType: 2 }

test.each([
  [{ sign: 'x' }, 401],
  [{ appId: 'other' }, 401],
  [{ version: '1.0' }, 401],
  [{ timestamp: String(NOON) }, 401], // Milliseconds.
  [{ accessToken: 'b' }, 401],
  [{ startTime: NOON_SECONDS - 1_801 }, -2_000_400], // Longer than half an hour.
  [{ startTime: NOON - 600_000, endTime: NOON }, -2_000_400], // Milliseconds.
  [{ timeType: 1, startTime: NOON_SECONDS - 86_401 }, -2_000_400],
  [{ pageSize: 101 }, -2_000_400],
  [{ pageNo: 101 }, -2_000_400],
])('%o is refused with %i', async (fields, expected) =>
  expect(await code('order.getOrderList', { ...window, ...fields })).toBe(expected),
)

test('a signature covers no business field', async () => {
  expect(await code('order.getOrderList', { ...window, pageNo: 7 })).toBe(0)
  expect(await code('order.unknown')).toBe(-2_000_101)
})

test('pages hold the newest first, in milliseconds', async () => {
  const ids = [1, 2, 3].map((number) => record(number))
  const { data } = await call('order.getOrderList', { ...window, pageSize: 2 })
  expect(data).toMatchObject({ total: 3, maxPageNo: 2, orderList: [{ orderId: ids[2] }, { orderId: ids[1] }] })
  expect(data).toMatchObject({ orderList: [{ updateTime: NOON - 57_000, deliveryTime: 0 }, {}] })
})

test('each method has its limit', async () => {
  for (let calls = 0; calls < 4; calls++) expect(await code('order.getOrderList', window)).toBe(0)
  expect(await code('order.getOrderList', window)).toBe(-9_013)
  expect(await code('product.getDetailSkuList')).toBe(0)
  nowMs += 5_001
  expect(await code('order.getOrderList', window)).toBe(0)
})

describe('stock', () => {
  const { skuId } = SAMPLE_LISTING
  const stock = async (): Promise<unknown> => (await call('inventory.getSkuStock', { skuId })).data?.['skuStock']
  test('that unpaid orders hold is part of the total and not available', async () => {
    record(1, { state: 'unpaid', paidAtMs: null })
    expect(await stock()).toMatchObject({ available: 9, occupiedQuantity: 1, total: 10 })
    await call('inventory.syncSkuStock', { skuId, qty: 5 })
    expect(await stock()).toMatchObject({ available: 4, total: 5 })
    await call('inventory.incSkuStock', { skuId, qty: -4 })
    expect(await stock()).toMatchObject({ available: 0, total: 1 })
  })
  test('refusals stand inside an answer of success', async () => {
    const refused = { success: true, data: { response: { success: false } } }
    expect(await call('inventory.incSkuStock', { skuId, qty: -11 })).toMatchObject(refused)
    expect(await call('inventory.getSkuStock', { skuId: '9' })).toMatchObject(refused)
  })
})

test('a parcel holds whole SKUs', async () => {
  const orderId = record(1)
  const fields = { orderId, expressNo: 'SF1', expressCompanyCode: 'shunfeng' }
  expect(await code('order.orderDeliver', { ...fields, expressCompanyCode: 'x' })).toBe(-2_000_400)
  expect(await code('order.orderDeliver', { ...fields, unpack: true })).toBe(-2_000_400)
  expect(await code('order.orderDeliver', { ...fields, unpack: true, skuIdList: ['9'] })).toBe(-2_000_400)
  expect(await code('order.orderDeliver', fields)).toBe(0)
  nowMs += 1_000
  expect(await code('order.orderDeliver', fields)).toBe(-2_000_400)
})

test('after-sales are asked for in milliseconds and told in yuan, wrapped once more', async () => {
  const trade = sampleTrade({ ids: XIAOHONGSHU_MARKETPLACE.ids, number: 1, atMs: NOON - 60_000 })
  const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
  const refund = { refundId: 'R1', state: 'succeeded', amountFen: 1_234, reason: '', ...times } as const
  simulator.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
  const fields = { startTime: NOON - 600_000, endTime: NOON, timeType: 2, pageNo: 1, pageSize: 50 }
  const { data } = await call('afterSale.listAfterSaleInfos', fields)
  const rows = [{ returnsId: 'R1', status: 4, expectedRefundAmountYuan: 12.34 }]
  expect(data).toMatchObject({ success: true, data: { totalCount: 1, afterSaleBasicInfos: rows } })
})

test('what it posts is signed over the address and not over the body', () => {
  const trade = sampleTrade({ ids: XIAOHONGSHU_MARKETPLACE.ids, number: 1, atMs: NOON })
  const event = { id: '5000000000000000001', kind: 'paid', atMs: NOON, trade } as const
  const { headers, body } = XIAOHONGSHU_MARKETPLACE.push!.request(event, simulator.market, '/push?shop=9&b=1')!
  expect(headers['sign']).toBe(md5(`/push?app-key=app&b=1&shop=9&timestamp=${NOON_SECONDS}s`))
  expect(JSON.parse(body)).toMatchObject([{ msgTag: 'msg_fulfillment_status_change', sellerId: 'me' }])
})
