// What is Kuaishou's own: its signatures, its codes and words, differences of stock, parcels before shipping, messages.

import { describe, expect, test } from 'vitest'
import { ObjectReader } from '../fields.ts'
import type { PushRequest } from '../push.ts'
import { pushOf, toPushRequest } from '../testing/contract-push.ts'
import { collect, failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'
import { isOperationRejected, readKuaishouError, toChannelError } from './errors.ts'
import { methodUrl, refreshUrl } from './gateway.ts'
import { decryptMessage, encryptMessage, signKuaishou } from './sign.ts'
import { isMoneyBack } from './statuses.ts'

describe('a signature', () => {
  const base = { method: 'open.order.detail', appkey: 'ks1', param: '{"oid":1}', signMethod: 'MD5', version: '1' }
  test('covers every parameter but itself, in whatever order they come', () => {
    const reversed = Object.fromEntries(Object.entries(base).toReversed())
    expect(signKuaishou({ ...reversed, sign: 'x' }, 's', 'MD5')).toBe(signKuaishou(base, 's', 'MD5'))
    expect(signKuaishou({ ...base, param: '{"oid": 1}' }, 's', 'MD5')).not.toBe(signKuaishou(base, 's', 'MD5'))
  })
  test('is lower-case hex by one digest and Base64 by the other', () => {
    expect(signKuaishou(base, 's', 'MD5')).toMatch(/^[0-9a-f]{32}$/)
    expect(signKuaishou(base, 's', 'HMAC_SHA256')).toMatch(/^[A-Za-z0-9+/]{43}=$/)
  })
})

test('each method has its own path, and tokens one beside them', () => {
  const gateway = new URL('https://openapi.kwaixiaodian.com/')
  expect(methodUrl(gateway, 'open.order.cursor.list').pathname).toBe('/open/order/cursor/list')
  expect(refreshUrl(gateway).href).toBe('https://openapi.kwaixiaodian.com/oauth2/refresh_token')
})

describe('refusals', () => {
  test.each([
    [{ result: 21, error_msg: 'order operation reject' }, 'refused'],
    [{ result: 24, error_msg: 'AUTHORIZATION_REVOKED' }, 'reauthorise'],
    [{ result: 26, error_msg: '主账号不存在' }, 'reauthorise'],
    [{ result: 11, error_msg: '系统拦截发货' }, 'refused'], // The code wins over words.
    [{ result: 1017, error_msg: 'Exceed quota limit, KEY [appkey:ks1]' }, 'throttled'],
    [{ result: 9, error_msg: 'Exceed qps limit, KEY [apiId:1;appkey:ks1], MAX_QPS [300.0]' }, 'throttled'],
    [{ result: 9, error_msg: '验签失败' }, 'bug'],
    [{ result: 9, error_msg: '签名校验失败' }, 'bug'],
    [{ result: 9, error_msg: '鉴权失败' }, 'reauthorise'],
    [{ result: 9, error_msg: 'TOKEN过期' }, 'reauthorise'],
    [{ result: 9, error_msg: 'token中无scope权限' }, 'refused'],
    [{ result: 9, error_msg: '系统繁忙' }, 'retry'],
    [{ result: 300_004, error_msg: '时间范围过大' }, 'refused'],
    [{ result: 0, error_msg: '' }, 'refused'],
  ])('%o is %s', (body, kind) => {
    const made = toChannelError(readKuaishouError(body)!)
    expect(made.kind).toBe(kind)
    expect(made.retryAfterMs === null).toBe(kind !== 'throttled')
    expect(isOperationRejected(made)).toBe(body.result === 21)
  })
  test('only 1 is success', () => {
    expect(readKuaishouError({ result: 1, error_msg: 'SUCCESS' })).toBeNull()
    expect(readKuaishouError({ result: '1' })).not.toBeNull()
  })
})

describe('stock', () => {
  const listing = { platformItemId: '600000000001', platformSkuId: '4500000000001' }
  const change = (units: number): { listing: typeof listing; units: number; key: string; shownBefore: null } => ({
    listing,
    units,
    key: 'k',
    shownBefore: null,
  })
  test('is never set, and a change of nothing is not sent', async () => {
    await using shop = await openShop('kuaishou')
    const { stock } = shop.adapter()
    expect(stock!.modes).toEqual(['delta'])
    expect(await stock!.publish([change(0)], 'delta', never)).toEqual([{ outcome: 'applied', shown: null }])
    expect(shop.market.counts.calls).toBe(0)
  })
  test('beyond what one change may carry is refused unsent; below nothing by the platform', async () => {
    await using shop = await openShop('kuaishou')
    const { stock } = shop.adapter()
    const [far, below] = await stock!.publish([change(9_999_999), change(-101)], 'delta', never)
    expect(far).toMatchObject({ outcome: 'refused', error: { code: 'units_beyond' } })
    expect(below).toMatchObject({ outcome: 'refused', error: { code: '21' } })
    expect(shop.market.counts.writes).toBe(0)
  })
})

describe('shipping', () => {
  const parcel = { carrier: 'sf', trackingNumber: 'SF1', lines: null, key: 'k' } as const
  const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
  test('beside an open refund is refused', async () => {
    await using shop = await openShop('kuaishou')
    const trade = shop.trade(1)
    const refund = { refundId: '7100000000000000001', state: 'asked', amountFen: 1_000, reason: '', ...times } as const
    shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
    const outcome = await shop.adapter().shipments!.confirm({ ...parcel, platformOrderId: trade.tradeId }, never)
    expect(outcome).toMatchObject({ outcome: 'refused', code: '21' })
  })
  test('a parcel that only waits to leave is none yet', async () => {
    await using shop = await openShop('kuaishou')
    const trade = shop.trade(1)
    const { lineId } = trade.lines[0]!
    const waiting = { parcelId: '1', carrierCode: '4', trackingNumber: 'SF1', shippedAtMs: NOON, lines: [] }
    shop.market.ledger.record({ ...trade, parcels: [{ ...waiting, lines: [{ lineId, quantity: 1 }] }] })
    expect(await shop.adapter().shipments!.read(trade.tradeId, never)).toEqual([])
  })
  test('what was bought together is several orders, each shipped on its own', async () => {
    await using shop = await openShop('kuaishou')
    const id = shop.record(1, { lineCount: 2, payableFen: 2_000 })
    shop.clock.nowMs += shop.adapter().limits.lagMs
    const listed = await collect(shop.adapter().listChangedOrders({ from: NOON - 600_000, to: NOON }, never))
    const other = `${id.slice(0, -2)}01`
    expect(listed.map(({ platformOrderId }) => platformOrderId).toSorted()).toEqual([id, other])
    const { shipments } = shop.adapter()
    for (const platformOrderId of [id, other]) {
      shop.clock.nowMs += 1_000
      const trackingNumber = `SF-${platformOrderId}`
      expect(await shipments!.confirm({ ...parcel, platformOrderId, trackingNumber }, never)).toEqual({
        outcome: 'confirmed',
      })
      expect(await shipments!.read(platformOrderId, never)).toMatchObject([{ trackingNumber, carrierCode: '4' }])
    }
    expect(shop.market.find(id)).toMatchObject({ state: 'shipped' })
  })
})

describe('messages', () => {
  const encrypted = (shop: OpenShop, event: unknown): PushRequest => {
    const body = encryptMessage(JSON.stringify(event), shop.market.key('messageKey'))!
    return { ...toPushRequest(pushOf(shop, 1)), body: Buffer.from(body) }
  }
  const event = (shop: OpenShop, changes: Record<string, unknown>): Record<string, unknown> => ({
    eventId: 'evt-1',
    openId: shop.market.key('openId'),
    appKey: shop.market.key('appKey'),
    createTime: NOON,
    test: false,
    ...changes,
  })
  test.each([
    ['kwaishop_order_paySuccess', '{"oid":2632500000000000001}', 'order_changed', '2632500000000000001'],
    [
      'kwaishop_aftersales_addRefund',
      '{"orderId":2632500000000000003,"refundId":1}',
      'order_changed',
      '2632500000000000003',
    ],
    ['kwaishop_order_paySuccess', 'x', 'other', undefined],
    ['kwaishop_item_addItem', '{"itemId":20260001000001}', 'listing_changed', undefined],
    ['kwaishop_comment_add', '{"oid":1}', 'other', undefined],
  ])('%s of %s is %s', async (...[name, info, kind, platformOrderId]) => {
    await using shop = await openShop('kuaishou')
    const verdict = shop.adapter().push!.verify(encrypted(shop, event(shop, { event: name, info })))
    expect(verdict).toMatchObject({ verdict: 'notices', notices: [{ kind, messageId: 'evt-1', at: NOON }] })
    if (platformOrderId !== undefined) expect(verdict).toMatchObject({ notices: [{ platformOrderId }] })
  })
  test('of another application, or without what they need, are refused', async () => {
    await using shop = await openShop('kuaishou')
    const { push } = shop.adapter()
    const foreign = event(shop, { event: 'kwaishop_order_addOrder', info: '{}', appKey: 'ks2' })
    expect(push!.verify(encrypted(shop, foreign))).toMatchObject({ refusal: 'wrong_shop' })
    for (const bad of [{}, [], 'x', event(shop, {}), { test: 'true' }])
      expect(push!.verify(encrypted(shop, bad))).toMatchObject({ verdict: 'refused' })
  })
  test('are only taken where there is a key to read them by', async () => {
    await using shop = await openShop('kuaishou')
    expect(shop.adapter({ access: { messageKey: '' } }).push).toBeNull()
  })
  test('are read from canonical text alone', () => {
    const key = Buffer.alloc(16, 1).toString('base64')
    const text = encryptMessage('{"test":true}', key)!
    expect(Buffer.from(decryptMessage(text, key)!).toString()).toBe('{"test":true}')
    for (const spoiled of [`${text}A`, `${text}\n`, ` ${text}`, text + text, text.replace('=', ''), ''])
      expect(decryptMessage(spoiled, key)).toBeNull()
    expect(decryptMessage(text, 'AAAA')).toBeNull()
  })
})

describe('what money went back', () => {
  test.each([
    [{ handlingWay: 10 }, true],
    [{ handlingWay: 1 }, true],
    [{}, true],
    [{ handlingWay: 3 }, false], // An exchange ends by the same status.
    [{ handlingWay: 4 }, false],
    [{ handlingWay: 5 }, false],
  ])('of %o: %s', (refund, expected) => expect(isMoneyBack(new ObjectReader(refund, 'refund'))).toBe(expected))
})

test('a wrong sign secret is our mistake, not a missing order', async () => {
  await using shop = await openShop('kuaishou')
  const id = shop.record(1)
  const wrong = shop.adapter({ access: { signSecret: 'wrong' } })
  expect(await failureOf(() => wrong.readOrder(id, never))).toMatchObject({ kind: 'bug' })
})
