// What is Xiaohongshu's own: its signatures, its codes, units that change from call to call, totals that hold what is
// occupied, messages whose body nobody signed.

import { describe, expect, test } from 'vitest'
import type { PushRequest } from '../push.ts'
import { pushOf, toPushRequest } from '../testing/contract-push.ts'
import { collect, failureOf, never, NOON, openShop, UNITS } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'
import { isBusinessError, readXiaohongshuError, toChannelError } from './errors.ts'
import { signCall, signMessage } from './sign.ts'

const LISTING = { platformItemId: '600000000001', platformSkuId: '4500000000001' }

describe('a signature', () => {
  const call = { method: 'order.getOrderList', appId: 'a', timestamp: '1795161600', version: '2.0' }
  test('of a call covers its method, application, time and version', () => {
    for (const change of [{ method: 'x' }, { appId: 'x' }, { timestamp: '1' }, { version: '1.0' }])
      expect(signCall({ ...call, ...change }, 's')).not.toBe(signCall(call, 's'))
  })
  test('of a message covers the path and its parameters, in whatever order they come', () => {
    const message = { path: '/p', appKey: 'a', timestamp: '1' }
    const sign = (query: [string, string][], path = '/p'): string => signMessage({ ...message, path, query }, 's')
    expect(
      sign([
        ['shop', '1'],
        ['b', ''],
      ]),
    ).toBe(
      sign([
        ['b', ''],
        ['shop', '1'],
      ]),
    )
    expect(sign([['shop', '1']])).not.toBe(sign([['shop', '2']]))
    expect(sign([])).not.toBe(sign([], '/q'))
    // Upper case sorts before lower case, and parameters beside the headers.
    expect(
      sign([
        ['z', '1'],
        ['B', '2'],
      ]),
    ).toBe(
      signMessage(
        {
          ...message,
          query: [
            ['B', '2'],
            ['z', '1'],
          ],
        },
        's',
      ),
    )
  })
})

describe('codes', () => {
  test.each([
    [{ success: false, error_code: 401, error_msg: 'x' }, 'reauthorise'],
    [{ success: false, error_code: -9013, error_msg: 'x' }, 'throttled'],
    [{ success: false, error_code: -9028, error_msg: 'x' }, 'retry'],
    [{ success: false, error_code: -2000400, error_msg: 'x' }, 'refused'],
    [{ success: false, error_code: 503 }, 'retry'],
    [{ success: false }, 'refused'],
    [{ success: true, error_code: 401 }, 'reauthorise'],
    [{ success: true, error_code: 0, data: { success: false, code: -9013, msg: 'x' } }, 'throttled'],
  ])('%o is %s', (body, kind) => {
    const error = toChannelError(readXiaohongshuError(body)!)
    expect(error.kind).toBe(kind)
    expect(isBusinessError(error)).toBe(error.code === '-2000400')
    expect(error.retryAfterMs === null).toBe(kind !== 'throttled')
  })
  test('success is none', () => {
    for (const data of [{ orderId: 'P1' }, 'ok', { code: 0, success: true, data: {} }])
      expect(readXiaohongshuError({ success: true, error_code: 0, data })).toBeNull()
  })
})

test('a window too full to be paged asks for a shorter one', async () => {
  await using shop = await openShop('xiaohongshu')
  for (let number = 1; number <= 100; number++) shop.record(number)
  shop.clock.nowMs += 60_000
  shop.market.faults.totalError = 10_000 // A hundred pages and one: the platform shows no page 101.
  const listing = collect(shop.adapter().listChangedOrders({ from: NOON - 600_000, to: NOON }, never))
  expect(await failureOf(() => listing)).toMatchObject({ kind: 'refused', code: 'window_too_full' })
})

test('money that went back is in yuan, and an exchange is none', async () => {
  await using shop = await openShop('xiaohongshu')
  const trade = shop.trade(1)
  const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
  const refund = { refundId: 'R1', state: 'succeeded', amountFen: 1_234, reason: '', ...times } as const
  shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
  const listed = await collect(shop.adapter().listRefunds({ from: NOON - 600_000, to: NOON }, never))
  expect(listed).toMatchObject([{ refundId: 'R1', amountFen: 1_234, succeeded: true }])
})

describe('a token', () => {
  test('with half an hour left comes back as it is', async () => {
    await using shop = await openShop('xiaohongshu')
    const { accessToken, refreshToken, expiresAtMs } = shop.market.tokens.current
    const held = { accessToken, refreshToken, expiresAt: expiresAtMs }
    expect(await shop.definition.refreshTokens!(shop.connection, held)).toEqual(held)
    expect(shop.market.tokens.counts.refreshed).toBe(0)
  })
  test('whose refresh token was used is for a person', async () => {
    await using shop = await openShop('xiaohongshu')
    const used = { accessToken: 'a', refreshToken: 'used', expiresAt: null }
    const refreshing = (): Promise<unknown> => shop.definition.refreshTokens!(shop.connection, used)
    expect(await failureOf(refreshing)).toMatchObject({ kind: 'reauthorise' })
  })
})

describe('stock', () => {
  const publish = async (shop: OpenShop, units: number, mode: 'delta' | 'absolute'): Promise<unknown> =>
    (await shop.adapter().stock!.publish([{ listing: LISTING, units, key: 'k', shownBefore: null }], mode, never))[0]
  test('an absolute value counts what unpaid orders occupy', async () => {
    await using shop = await openShop('xiaohongshu')
    for (const number of [1, 2, 3]) shop.market.sell(shop.trade(number, { state: 'unpaid', paidAtMs: null }))
    expect(shop.market.ledger.stock.shown(LISTING.platformSkuId)).toBe(UNITS - 3)
    expect(await publish(shop, 50, 'absolute')).toEqual({ outcome: 'applied', shown: 50 })
    expect(shop.market.ledger.stock.shown(LISTING.platformSkuId)).toBe(50)
  })
  test('a refusal inside an answer of success is one', async () => {
    await using shop = await openShop('xiaohongshu')
    expect(await publish(shop, -UNITS - 1, 'delta')).toMatchObject({ outcome: 'refused', error: { code: '-1' } })
  })
})

describe('messages', () => {
  const verdictOf = async (change: (request: PushRequest, shop: OpenShop) => PushRequest | void): Promise<object> => {
    await using shop = await openShop('xiaohongshu')
    const request = toPushRequest(pushOf(shop, 1))
    return shop.adapter().push!.verify(change(request, shop) ?? request)
  }
  test('are taken for ten minutes, either way', async () => {
    const at = (ms: number): Promise<object> => verdictOf((_request, shop) => void (shop.clock.nowMs += ms))
    for (const ms of [-599_000, 599_000]) expect(await at(ms)).toMatchObject({ verdict: 'notices' })
    for (const ms of [-601_000, 601_000]) expect(await at(ms)).toMatchObject({ verdict: 'refused', refusal: 'too_old' })
  })
  test('of another address are refused', async () => {
    expect(await verdictOf((request) => ({ ...request, path: '/push/there' }))).toMatchObject({ refusal: 'signature' })
    const query = new URLSearchParams({ shop: '2' })
    expect(await verdictOf((request) => ({ ...request, query }))).toMatchObject({ refusal: 'signature' })
    expect(
      await verdictOf((request) => ({ ...request, headers: { ...request.headers, 'app-key': 'other' } })),
    ).toMatchObject({ refusal: 'signature' })
  })
  test.each(['', '{}', '[]', '[1]', '[{"msgTag":"x"}]', '{"test":false}', 'no'])(
    'with a body of %o under a good signature change nothing',
    async (body) => {
      expect(await verdictOf((request) => ({ ...request, body: Buffer.from(body) }))).toMatchObject({
        verdict: 'refused',
      })
    },
  )
  test.each([
    [
      'msg_fulfillment_status_change',
      '{"orderId":"P1","orderStatus":4,"updateTime":1795161600000}',
      { platformOrderId: 'P1', at: 1_795_161_600_000 },
    ],
    ['msg_fulfillment_status_change', '{"packageId":"P2","packageStatus":4}', { platformOrderId: 'P2', at: null }],
    ['msg_after_sale_create', '{"returnsId":"R1","orderId":"P3"}', { kind: 'order_changed', platformOrderId: 'P3' }],
    ['msg_item_update', '{"itemId":"I1"}', { kind: 'listing_changed', platformItemId: 'I1' }],
    ['msg_sku_buyable', '{"skuId":"S1"}', { kind: 'other' }],
    ['msg_new_kind', 'no JSON', { kind: 'other' }],
  ])('%s %s', async (msgTag, data, expected) => {
    const verdict = await verdictOf((request, shop) => {
      const body = JSON.stringify([{ msgTag, sellerId: shop.market.key('sellerId'), data }])
      return { ...request, body: Buffer.from(body) }
    })
    expect(verdict).toMatchObject({ verdict: 'notices', notices: [{ topic: msgTag, ...expected }] })
  })
})

describe('a parcel', () => {
  const parcel = { carrier: 'sf', trackingNumber: 'SF0001', key: 'k' } as const
  test('that another has overtaken is told apart', async () => {
    await using shop = await openShop('xiaohongshu')
    const platformOrderId = shop.record(1)
    shop.clock.nowMs += 1_000
    shop.market.beforeCall = (call) => {
      // After the order was looked at, before ours is sent.
      if (call === 2) shop.market.ship(platformOrderId, { carrierCode: 'zto', trackingNumber: 'Z1', lines: null })
    }
    const confirming = shop.adapter().shipments!.confirm({ ...parcel, platformOrderId, lines: null }, never)
    expect(await confirming).toEqual({ outcome: 'already_shipped' })
  })
  test('whose answer says nothing may have gone through', async () => {
    await using shop = await openShop('xiaohongshu')
    const platformOrderId = shop.record(1)
    shop.market.beforeCall = (call) => void (shop.market.faults.body = call === 2 ? 'without_data' : 'normal')
    const confirming = (): Promise<unknown> =>
      shop.adapter().shipments!.confirm({ ...parcel, platformOrderId, lines: null }, never)
    expect(await failureOf(confirming)).toMatchObject({ kind: 'retry', code: 'no_data' })
  })
  test('of some units of a SKU is never sent as all of them', async () => {
    await using shop = await openShop('xiaohongshu')
    const trade = shop.trade(1, { payableFen: 2_000 })
    shop.market.ledger.record({
      ...trade,
      lines: trade.lines.map((line) => ({ ...line, quantity: 2, payableFen: 2_000 })),
    })
    const lines = [{ platformLineId: `${trade.tradeId}:${LISTING.platformSkuId}:1`, quantity: 1 }]
    const confirm = shop.adapter().shipments!.confirm({ ...parcel, platformOrderId: trade.tradeId, lines }, never)
    expect(await confirm).toMatchObject({ outcome: 'refused', code: 'split_not_possible' })
    expect(shop.market.counts.writes).toBe(0)
  })
  test('of what is left is sent as a part, once one has left', async () => {
    await using shop = await openShop('xiaohongshu')
    const platformOrderId = shop.record(1, { lineCount: 2 })
    const { shipments } = shop.adapter()
    const lines = [{ platformLineId: `${platformOrderId}:${LISTING.platformSkuId}:1`, quantity: 1 }]
    shop.clock.nowMs += 1_000
    expect(await shipments!.confirm({ ...parcel, platformOrderId, lines }, never)).toEqual({ outcome: 'confirmed' })
    shop.clock.nowMs += 1_000
    const rest = { ...parcel, trackingNumber: 'SF0002', platformOrderId, lines: null }
    expect(await shipments!.confirm(rest, never)).toEqual({ outcome: 'confirmed' })
    expect(shop.market.find(platformOrderId)).toMatchObject({ state: 'shipped', parcels: [{}, {}] })
  })
})
