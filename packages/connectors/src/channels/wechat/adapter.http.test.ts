// What is WeChat's own: its codes, its tokens, its messages in both forms, its rules of stock and parcels.

import { describe, expect, test } from 'vitest'
import type { PushRequest, PushVerdict } from '../push.ts'
import { pushOf, toPushRequest } from '../testing/contract-push.ts'
import { collect, failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import { readWechatError, toChannelError } from './errors.ts'
import { sealMessage } from './message-cipher.ts'
import { pushReceiver } from './push.ts'
import { signWechat } from './sign.ts'

describe('codes', () => {
  test.each([
    [-1, 'retry'],
    [40_001, 'reauthorise'],
    [40_014, 'reauthorise'],
    [42_001, 'reauthorise'],
    [40_097, 'bug'],
    [47_001, 'bug'],
    [48_001, 'refused'],
    [31_042, 'throttled'],
    [45_009, 'throttled'],
    [100_003, 'throttled'],
    [100_002, 'not_found'],
    [606_006, 'retry'],
    [108_009, 'refused'],
    [99_999_999, 'refused'],
  ])('%i is %s', (errcode, kind) => {
    const error = toChannelError(readWechatError({ errcode, errmsg: 'x' })!)
    expect(error).toMatchObject({ kind, code: String(errcode) })
    expect(error.retryAfterMs === null).toBe(kind !== 'throttled')
  })
  test('0 and none at all are no refusal', () => {
    for (const body of [{ errcode: 0 }, { access_token: 'a', expires_in: 1 }]) expect(readWechatError(body)).toBeNull()
  })
})

describe('a token', () => {
  test('that the platform refuses and hands out again is replaced by force, once', async () => {
    await using shop = await openShop('wechat')
    const id = shop.record(1)
    const held = shop.market.tokens.current.accessToken
    const refused = shop.market.checkToken.bind(shop.market)
    shop.market.checkToken = (token) => (token === held ? 'unknown' : refused(token))
    expect(await shop.adapter().readOrder(id, never)).toMatchObject({ ok: true })
    expect(shop.market.tokens.counts.refreshed).toBe(1)
    expect(shop.market.tokens.current.accessToken).not.toBe(held)
  })
  test('near its end is not forced: the platform renews it by itself', async () => {
    await using shop = await openShop('wechat')
    const id = shop.record(1)
    shop.clock.nowMs += 7_200_000 - 60_000
    expect(await shop.adapter().readOrder(id, never)).toMatchObject({ ok: true })
    expect(shop.market.tokens.counts.refreshed).toBe(1)
  })
  test('cannot be had with a secret that was reset', async () => {
    await using shop = await openShop('wechat')
    const access = { ...shop.connection.access, appSecret: 'old' }
    const none = { accessToken: '', refreshToken: null, expiresAt: null }
    const refreshing = (): Promise<unknown> => shop.definition.refreshTokens!({ ...shop.connection, access }, none)
    expect(await failureOf(refreshing)).toMatchObject({ kind: 'reauthorise', code: '40125' })
  })
})

test('an order that cannot be read is listed all the same', async () => {
  await using shop = await openShop('wechat')
  const id = shop.record(1)
  shop.clock.nowMs += 60_000
  const window = { from: NOON - 600_000, to: NOON }
  shop.market.find = () => undefined // It stands in the index and nowhere else.
  expect(await collect(shop.adapter().listChangedOrders(window, never))).toEqual([
    { platformOrderId: id, version: NOON },
  ])
})

test('refunds of a week are asked for by the day, each once', async () => {
  await using shop = await openShop('wechat')
  const days = [1, 2, 3, 4, 5, 6]
  for (const day of days) {
    const modifiedAtMs = NOON - day * 86_400_000
    const trade = shop.trade(day, { modifiedAtMs })
    const times = { createdAtMs: modifiedAtMs, modifiedAtMs }
    const refund = { refundId: `20${day}`, state: 'succeeded', amountFen: 1_000, reason: '', ...times } as const
    shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
  }
  const listed = await collect(shop.adapter().listRefunds({ from: NOON - 7 * 86_400_000, to: NOON }, never))
  expect(listed.map(({ refundId }) => refundId).toSorted()).toEqual(days.map((day) => `20${day}`))
})

describe('messages', () => {
  const access = { appId: 'wx01', pushToken: 'token', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }
  const receiver = pushReceiver(access)!
  const posted = (message: string, form: 'json' | 'xml' = 'json'): PushRequest => {
    const Encrypt = sealMessage({ message, appId: 'wx01', random: '0123456789abcdef' }, access.encodingAesKey)
    const query = new URLSearchParams({ timestamp: '1', nonce: '2' })
    query.set('msg_signature', signWechat('token', '1', '2', Encrypt))
    const xml = `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${Encrypt}]]></Encrypt></xml>`
    const body = Buffer.from(form === 'xml' ? xml : JSON.stringify({ ToUserName: 'gh_1', Encrypt }))
    return { method: 'POST', path: '/push', query, headers: {}, body }
  }
  const heard = (message: string, form: 'json' | 'xml' = 'json'): PushVerdict => receiver.verify(posted(message, form))
  const at = { CreateTime: 1_795_161_600, MsgType: 'event' }

  test('in XML tell the same as in JSON, to the last digit', () => {
    const xml =
      '<xml><CreateTime>1795161601</CreateTime><Event><![CDATA[channels_ec_order_cancel]]></Event>' +
      '<order_info><order_id>3705115058471208929</order_id><cancel_type>1</cancel_type></order_info></xml>'
    expect(heard(xml, 'xml')).toMatchObject({
      verdict: 'notices',
      notices: [{ topic: 'channels_ec_order_cancel', platformOrderId: '3705115058471208929', at: 1_795_161_601_000 }],
    })
  })
  test.each([
    [
      '{"order_info":{"order_id":3705115058471208929}}',
      { kind: 'order_changed', platformOrderId: '3705115058471208929' },
    ],
    ['{"finder_shop_aftersale_status_update":{"order_id":"37"}}', { kind: 'order_changed', platformOrderId: '37' }],
    ['{"ProductOrderStatusUpdate":{"order_id":37}}', { kind: 'order_changed', platformOrderId: '37' }],
    ['{"ProductSpuListing":{"product_id":41}}', { kind: 'listing_changed', platformItemId: '41' }],
    ['{"coupon":{}}', { kind: 'other' }],
  ])('%s', (members, expected) => {
    const text = `${JSON.stringify({ ...at, Event: 'e' }).slice(0, -1)},${members.slice(1)}`
    expect(heard(text)).toMatchObject({ verdict: 'notices', notices: [expected], reply: { body: 'success' } })
  })
  test.each(['no message', '{}', '[]', `{"Event":"e"}`, '{"Event":"e","CreateTime":1,"order_info":{"order_id":{}}}'])(
    'of a genuine sender that make no sense are refused: %s',
    (message) => expect(heard(message)).toMatchObject({ verdict: 'refused', refusal: 'unreadable' }),
  )
  test('that were sent anew are one, whatever the cipher', async () => {
    await using shop = await openShop('wechat')
    const push = shop.adapter().push!
    const [first, second] = [toPushRequest(pushOf(shop, 1)), toPushRequest(pushOf(shop, 1))]
    expect(Buffer.compare(first.body, second.body)).not.toBe(0)
    const ids = [first, second]
      .map((request) => push.verify(request))
      .map((verdict) => 'notices' in verdict && verdict.notices[0]?.messageId)
    expect(ids[0]).toBe(ids[1])
  })
  test('echo nothing but a plain word, and only to who knows the token', () => {
    const query = new URLSearchParams({ timestamp: '1', nonce: '2', signature: signWechat('token', '1', '2') })
    const ask = (echostr: string): PushVerdict => {
      const with_ = new URLSearchParams(query)
      with_.set('echostr', echostr)
      return receiver.verify({ method: 'GET', path: '/push', query: with_, headers: {}, body: Buffer.alloc(0) })
    }
    expect(ask('1234567890')).toMatchObject({ verdict: 'handshake', reply: { body: '1234567890' } })
    expect(ask('<script>')).toMatchObject({ verdict: 'refused' })
    query.set('signature', signWechat('other', '1', '2'))
    expect(ask('1234567890')).toMatchObject({ verdict: 'refused', refusal: 'signature' })
  })
  test('are not taken where no key was given', () => {
    expect(pushReceiver({ appId: 'wx01' })).toBeNull()
    expect(pushReceiver({ ...access, encodingAesKey: '' })).toBeNull()
  })
})

describe('a change whose answer says nothing', () => {
  test('may have gone through: stock is read back, a parcel looked for', async () => {
    await using shop = await openShop('wechat')
    const platformOrderId = shop.record(1)
    // Only the changing call is answered so; the reading before it is not.
    shop.market.beforeCall = (call) =>
      void (shop.market.faults.body = call === 2 || call === 3 ? 'without_data' : 'normal')
    const parcel = { carrier: 'sf', trackingNumber: 'SF0001', lines: null, key: 'k' } as const
    const confirming = (): Promise<unknown> => shop.adapter().shipments!.confirm({ ...parcel, platformOrderId }, never)
    expect(await failureOf(confirming)).toMatchObject({ kind: 'retry', code: 'no_data' })
    const listing = { platformItemId: '600000000001', platformSkuId: '4500000000001' }
    const change = { listing, units: 5, key: 'k', shownBefore: null }
    const [result] = await shop.adapter().stock!.publish([change], 'delta', never)
    expect(result).toMatchObject({ outcome: 'unknown', error: { code: 'no_data' } })
  })
})

describe('stock', () => {
  test('a change by nothing is not sent', async () => {
    await using shop = await openShop('wechat')
    const listing = { platformItemId: '600000000001', platformSkuId: '4500000000001' }
    const change = { listing, units: 0, key: 'k', shownBefore: null }
    const results = await shop.adapter().stock!.publish([change], 'delta', never)
    expect(results).toEqual([{ outcome: 'applied', shown: null }])
    expect(shop.market.counts.calls).toBe(0)
  })
  test('more than there is cannot be taken off', async () => {
    await using shop = await openShop('wechat')
    const listing = { platformItemId: '600000000001', platformSkuId: '4500000000001' }
    const change = { listing, units: -101, key: 'k', shownBefore: null }
    const results = await shop.adapter().stock!.publish([change], 'delta', never)
    expect(results).toMatchObject([{ outcome: 'refused', error: { code: '10020054' } }])
  })
})

test('a parcel that another has overtaken is told apart', async () => {
  await using shop = await openShop('wechat')
  const platformOrderId = shop.record(1)
  shop.clock.nowMs += 1_000
  shop.market.beforeCall = (call) => {
    // After the order was looked at, before ours is sent.
    if (call === 2) shop.market.ship(platformOrderId, { carrierCode: 'ZTO', trackingNumber: 'ZTO1', lines: null })
  }
  const parcel = { carrier: 'sf', trackingNumber: 'SF0001', lines: null, key: 'k' } as const
  const outcome = await shop.adapter().shipments!.confirm({ ...parcel, platformOrderId }, never)
  expect(outcome).toEqual({ outcome: 'already_shipped' })
})

test('a parcel for an order with an open after-sale is refused by the platform’s code', async () => {
  await using shop = await openShop('wechat')
  const trade = shop.trade(1)
  const times = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }
  const refund = { refundId: '41', state: 'asked', amountFen: 1_000, reason: '不想要', ...times } as const
  shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
  const parcel = { carrier: 'sf', trackingNumber: 'SF0001', lines: null, key: 'k' } as const
  const outcome = await shop.adapter().shipments!.confirm({ ...parcel, platformOrderId: trade.tradeId }, never)
  expect(outcome).toMatchObject({ outcome: 'refused', code: '108009' })
})
