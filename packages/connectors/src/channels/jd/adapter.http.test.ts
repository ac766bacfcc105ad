// What is JD's own: its signature's edges, its codes, refusals inside an answer, its rules of shipping and refunds.

import { describe, expect, test } from 'vitest'
import { ObjectReader } from '../fields.ts'
import { collect, failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import type { OpenShop, TradeChanges } from '../testing/open-shop.ts'
import { readJdError, requireApiResult, toChannelError } from './errors.ts'
import { refreshAddress } from './gateway.ts'
import { signJd } from './sign.ts'

describe('a signature', () => {
  const base = { method: 'jingdong.pop.order.search', app_key: '1', '360buy_param_json': '{"a": 1}' }
  test('covers every parameter but itself, in whatever order they come', () => {
    const reversed = Object.fromEntries(Object.entries(base).toReversed())
    expect(signJd({ ...reversed, sign: 'x' }, 's')).toBe(signJd(base, 's'))
    expect(signJd({ ...base, format: 'json' }, 's')).not.toBe(signJd(base, 's'))
  })
  test('covers the business JSON byte for byte', () => {
    expect(signJd({ ...base, '360buy_param_json': '{"a":1}' }, 's')).not.toBe(signJd(base, 's'))
  })
  test('leaves out what has no value', () => {
    expect(signJd({ ...base, none: null, empty: '' }, 's')).toBe(signJd(base, 's'))
  })
})

describe('codes', () => {
  test.each([
    ['1', 'retry'],
    ['2', 'throttled'],
    ['3', 'refused'],
    ['8', 'refused'],
    ['12', 'bug'],
    ['19', 'reauthorise'],
    ['21', 'refused'],
    ['43', 'retry'],
    ['61', 'bug'],
    ['65', 'retry'],
    ['66', 'retry'],
    ['67', 'retry'],
    ['68', 'bug'],
    ['70', 'retry'],
    ['71', 'refused'],
    ['80', 'refused'],
    ['9999', 'refused'],
  ])('%s is %s', (code, kind) => {
    const made = toChannelError(readJdError({ error_response: { code, zh_desc: '无效', en_desc: 'Invalid' } })!)
    expect(made).toMatchObject({ kind, code, message: '无效' })
    expect(made.retryAfterMs === null).toBe(kind !== 'throttled')
  })
  test('are found in each of the three shapes, and only there', () => {
    expect(readJdError({ code: '19', errorMessage: 'token', requestId: 'r' })).toEqual({ code: '19', message: 'token' })
    expect(readJdError({ jingdong_x_responce: { code: '66', zh_desc: '不可用' } })).toMatchObject({ code: '66' })
    for (const code of ['0', 0]) expect(readJdError({ jingdong_x_responce: { code } })).toBeNull()
    expect(readJdError({ access_token: 'a', code: 0 })).toBeNull()
  })
  test.each([
    [{ success: true }, null],
    [{ success: 'true' }, null],
    [{ success: false, numberCode: '1', chineseErrCode: '订单不存在' }, 'not_found'],
    [{ success: 'false', numberCode: '999999', chineseErrCode: '系统异常' }, 'retry'],
    [{ success: false, numberCode: '1', chineseErrCode: '参数错误' }, 'refused'],
    [{ numberCode: '1' }, 'refused'],
  ])('inside an answer: %o is %s', async (apiResult, kind) => {
    const check = async (): Promise<void> => requireApiResult(new ObjectReader({ apiResult }, ''))
    if (kind === null) await check()
    else expect(await failureOf(check)).toMatchObject({ kind })
  })
})

test('tokens are renewed at the OAuth server over TLS', () => {
  const url = refreshAddress(new URL('https://api.jd.com/routerjson'))
  expect(url.href).toBe('https://open-oauth.jd.com/oauth2/refresh_token')
})

/** An order in each state the simulated platform shows. */
function recordStates(shop: OpenShop): string[] {
  const states: TradeChanges[] = [
    { state: 'paid' },
    { state: 'paid_shipping_forbidden' },
    { state: 'shipped' },
    { state: 'completed' },
    { state: 'closed_refunded' },
  ]
  return states.map((changes, index) => shop.record(index + 1, changes))
}

test('orders of every state are listed', async () => {
  await using shop = await openShop('jd')
  const ids = recordStates(shop)
  const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
  const refund = { refundId: '71', state: 'asked', amountFen: 1_000, reason: '', ...times } as const
  const locked = shop.trade(9)
  const lines = locked.lines.map((line) => ({ ...line, refund }))
  shop.market.ledger.record({ ...locked, lines })
  shop.clock.nowMs += shop.adapter().limits.lagMs
  const listed = await collect(shop.adapter().listChangedOrders({ from: NOON - 600_000, to: NOON }, never))
  expect(new Set(listed.map(({ platformOrderId }) => platformOrderId))).toEqual(new Set([...ids, locked.tradeId]))
})

describe('a refund', () => {
  const refunded = (shop: OpenShop, times: { createdAtMs: number; modifiedAtMs: number }): void => {
    const trade = shop.trade(1, { modifiedAtMs: times.modifiedAtMs })
    const refund = { refundId: '7000000001', state: 'succeeded', amountFen: 19_800, reason: '', ...times } as const
    const lines = trade.lines.map((line) => ({ ...line, refund }))
    shop.market.ledger.record({ ...trade, lines, state: 'closed_refunded' })
  }
  const listed = (shop: OpenShop, from: number): ReturnType<typeof collect> =>
    collect(shop.adapter().listRefunds({ from, to: from + 60_000 }, never))

  test('is in fen already', async () => {
    await using shop = await openShop('jd')
    refunded(shop, { createdAtMs: NOON - 50_000, modifiedAtMs: NOON - 40_000 })
    expect(await listed(shop, NOON - 60_000)).toMatchObject([{ refundId: '7000000001', amountFen: 19_800 }])
  })
  test('asked for days ago is found when it is checked, and once', async () => {
    await using shop = await openShop('jd')
    refunded(shop, { createdAtMs: NOON - 86_400_000, modifiedAtMs: NOON - 30_000 })
    expect(await listed(shop, NOON - 86_400_000)).toEqual([])
    expect(await listed(shop, NOON - 60_000)).toMatchObject([{ succeeded: true, version: NOON - 30_000 }])
  })
})

describe('shipping', () => {
  const parcel = { carrier: 'sf', trackingNumber: 'SF1', lines: null, key: 'k' } as const
  test('a locked order is refused by a person’s words', async () => {
    await using shop = await openShop('jd')
    const trade = shop.trade(1)
    const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
    const refund = { refundId: '71', state: 'asked', amountFen: 1_000, reason: '不想要', ...times } as const
    shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
    const outcome = await shop.adapter().shipments!.confirm({ ...parcel, platformOrderId: trade.tradeId }, never)
    expect(outcome).toMatchObject({ outcome: 'refused', message: expect.stringContaining('锁定') as string })
  })
  test('a part of an order, or a number that reads as two, is never sent', async () => {
    await using shop = await openShop('jd')
    const platformOrderId = shop.record(1)
    const { shipments } = shop.adapter()
    const lines = [{ platformLineId: `${platformOrderId}:1:1`, quantity: 1 }]
    const part = await shipments!.confirm({ ...parcel, platformOrderId, lines }, never)
    expect(part).toMatchObject({ outcome: 'refused', code: 'split_not_possible' })
    const two = await shipments!.confirm({ ...parcel, platformOrderId, trackingNumber: 'SF1,SF2' }, never)
    expect(two).toMatchObject({ outcome: 'refused', code: 'tracking_number' })
    expect(shop.market.counts.calls).toBe(0)
  })
  test('every parcel of an order is read, of each carrier', async () => {
    await using shop = await openShop('jd')
    const parcels = ['467', '463', '463'].map((carrierCode, index) => ({
      parcelId: String(index),
      carrierCode,
      trackingNumber: `N${index}`,
      shippedAtMs: NOON,
      lines: [],
    }))
    const id = shop.record(1, { state: 'shipped', parcels })
    const read = await shop.adapter().shipments!.read(id, never)
    expect(read.map(({ trackingNumber, carrierCode }) => [trackingNumber, carrierCode])).toEqual([
      ['N0', '467'],
      ['N1', '463'],
      ['N2', '463'],
    ])
  })
})

test('a change of stock sent under one key is one change', async () => {
  await using shop = await openShop('jd')
  const { stock } = shop.adapter()
  const listing = { platformItemId: '600000000001', platformSkuId: '4500000000001' }
  const change = { listing, units: -2, key: 'once', shownBefore: null }
  expect((await stock!.publish([change], 'delta', never))[0]).toMatchObject({ outcome: 'applied' })
  expect((await stock!.publish([change], 'delta', never))[0]).toMatchObject({ outcome: 'already_applied' })
  expect(shop.market.ledger.stock.shown('4500000000001')).toBe(98)
})
