// What is Youzan's own: three shapes of refusal, carriers by name, tokens without a person, what messages hold.

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { collect, failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'
import type { PushVerdict } from '../push.ts'
import { isBusinessError, readYouzanError } from './errors.ts'
import { youzanGateway, YOUZAN_GATEWAY_URL } from './gateway.ts'
import { refreshYouzanTokens } from './tokens.ts'

describe('refusals', () => {
  test.each([
    [4001, 'bug'],
    [4005, 'bug'],
    [4007, 'bug'],
    [4101, 'throttled'],
    [4201, 'reauthorise'],
    [4202, 'reauthorise'],
    [4203, 'reauthorise'],
    [4999, 'refused'],
    [5001, 'retry'],
    [5999, 'retry'],
  ])('of the gateway: %i is %s', (err_code, kind) => {
    const error = readYouzanError({ gw_err_resp: { err_code, err_msg: 'x', trace_id: 't' } })
    expect(error).toMatchObject({ kind, code: `gw_${err_code}` })
    expect(error!.retryAfterMs === null).toBe(kind !== 'throttled')
    expect(isBusinessError(error)).toBe(false)
  })
  test.each([
    [{ code: 5000, success: false, message: 'x', data: { full_order_info_list: [] } }, 'refused', '5000'],
    [{ code: 106_000_001, success: false }, 'retry', '106000001'],
    [{ code: '102510001', success: false }, 'retry', '102510001'],
    [{ code: -100, success: false }, 'retry', '-100'],
    [{ error_response: { code: 122_001_001, msg: 'x' } }, 'not_found', '122001001'],
    [{ error_response: { code: 50_000, msg: 'x' } }, 'refused', '50000'],
    [{ success: false, code: 1103 }, 'refused', '1103'],
  ])('of a business: %o is %s', (...[body, kind, code]) => {
    const error = readYouzanError(body)
    expect(error).toMatchObject({ kind, code })
    expect(isBusinessError(error)).toBe(true)
  })
  test.each([{ code: 200, success: true, data: {} }, { code: '200', data: {} }, { response: {} }, { success: true }])(
    'not: %o',
    (body) => expect(readYouzanError(body)).toBeNull(),
  )
})

test('the gateway is the platform’s own', () => {
  expect(youzanGateway({ gatewayUrl: YOUZAN_GATEWAY_URL, access: {} }).hostname).toBe('open.youzanyun.com')
  expect(() => youzanGateway({ gatewayUrl: 'https://open.youzanyun.com.evil.example/', access: {} })).toThrow()
})

test('a window of more than a hundred pages asks for a shorter one before it is read', async () => {
  await using shop = await openShop('youzan')
  shop.market.faults.totalError = 10_001
  const window = { from: NOON - 60_000, to: NOON }
  const failure = await failureOf(() => collect(shop.adapter().listChangedOrders(window, never)))
  expect(failure).toMatchObject({ kind: 'refused', code: 'window_too_full' })
  expect(shop.market.counts.calls).toBe(1)
})

describe('tokens', () => {
  test('are given to an application of the seller’s own without a person', async () => {
    await using shop = await openShop('youzan')
    const fresh = await refreshYouzanTokens(shop.connection, { accessToken: '', refreshToken: null, expiresAt: null })
    expect(fresh).toMatchObject({ accessToken: shop.market.tokens.current.accessToken })
    expect(fresh.expiresAt).toBe(NOON + 7 * 86_400_000)
  })
  test('are refused with a wrong secret, another shop, or a refresh token used before', async () => {
    await using shop = await openShop('youzan')
    const none = { accessToken: '', refreshToken: null, expiresAt: null }
    const used = { ...none, refreshToken: shop.market.tokens.current.refreshToken }
    const withAccess = (access: Record<string, string>) => ({
      ...shop.connection,
      access: { ...shop.connection.access, ...access },
    })
    await refreshYouzanTokens(shop.connection, used)
    for (const [options, tokens] of [
      [withAccess({ appSecret: 'wrong' }), none],
      [withAccess({ kdtId: '1' }), none],
      [shop.connection, used],
    ] as const)
      expect(await failureOf(() => refreshYouzanTokens(options, tokens))).toMatchObject({ kind: 'reauthorise' })
  })
})

describe('shipping', () => {
  const parcel = { trackingNumber: 'SF1', lines: null, key: 'k' } as const
  test('names carriers by the platform’s own number, the parcel carrier among namesakes', async () => {
    await using shop = await openShop('youzan')
    const shipped: string[] = []
    for (const [index, carrier] of (['sf', 'zto', 'jtexpress', 'ems'] as const).entries()) {
      const platformOrderId = shop.record(index + 1)
      shop.clock.nowMs += 1_000
      const outcome = await shop.adapter().shipments!.confirm({ ...parcel, carrier, platformOrderId }, never)
      expect(outcome).toEqual({ outcome: 'confirmed' })
      shipped.push(shop.market.find(platformOrderId)!.parcels[0]!.carrierCode)
    }
    expect(shipped).toEqual(['7', '3', '503', '11'])
  })
  test('by SF without the sender’s mobile is refused before the platform does', async () => {
    await using shop = await openShop('youzan')
    const platformOrderId = shop.record(1)
    const adapter = shop.adapter({ access: { senderMobile: '' } })
    const outcome = await adapter.shipments!.confirm({ ...parcel, carrier: 'sf', platformOrderId }, never)
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'sender_mobile_missing' })
    expect(shop.market.counts.calls).toBe(0)
  })
  test('one code stands for shipped and for not to be shipped: the order tells which', async () => {
    await using shop = await openShop('youzan')
    const closed = shop.record(1, { state: 'closed_unpaid', paidAtMs: null })
    const confirm = (platformOrderId: string) =>
      shop.adapter().shipments!.confirm({ ...parcel, carrier: 'yto', platformOrderId }, never)
    expect(await confirm(closed)).toMatchObject({ outcome: 'refused', code: '102570020' })
    const open = shop.record(2)
    shop.clock.nowMs += 1_000
    await confirm(open)
    expect(await confirm(open)).toEqual({ outcome: 'already_shipped' })
  })
})

describe('a message', () => {
  const post = (
    shop: OpenShop,
    changes: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): PushVerdict => {
    const [clientId, secret] = [shop.market.key('appKey'), shop.market.key('appSecret')]
    const kdtId = Number(shop.market.key('kdtId'))
    const text = JSON.stringify({
      client_id: clientId,
      kdt_id: kdtId,
      msg_id: 'm1',
      type: 'trade_TradeClose',
      ...changes,
    })
    const sign = createHash('md5')
      .update(clientId + text + secret)
      .digest('hex')
    const request = {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'event-sign': sign, ...headers },
      body: Buffer.from(text),
    }
    return shop.adapter().push!.verify(request)
  }
  const noticeOf = (verdict: PushVerdict) => (verdict.verdict === 'notices' ? verdict.notices[0] : verdict)
  const tid = 'E20261120160000000000001'
  const order = { kind: 'order_changed', platformOrderId: tid }

  test.each([
    ['URL-encoded', { msg: encodeURIComponent(JSON.stringify({ tid })) }, order],
    [
      'with blanks as "+"',
      { msg: encodeURIComponent(JSON.stringify({ tid, a: 'b c' })).replaceAll('%20', '+') },
      order,
    ],
    ['an object', { type: 'youzan_trade_RefundSuccess', msg: { tid, refund_id: '1' } }, order],
    [
      'the whole order',
      { msg: encodeURIComponent(JSON.stringify({ full_order_info: { order_info: { tid } } })) },
      order,
    ],
    ['unreadable, but named', { msg: '%', id: tid }, order],
    ['unreadable', { msg: '%E4%B8' }, { kind: 'other' }],
    [
      'of an item',
      { type: 'ITEM_STATE', id: '365112687', msg: '%7B%7D' },
      { kind: 'listing_changed', platformItemId: '365112687' },
    ],
    [
      'of a count',
      { type: 'youzan_item_SkuStockChanged', msg: { item_id: 7 } },
      { kind: 'listing_changed', platformItemId: '7' },
    ],
    ['of a customer', { type: 'SCRM_CUSTOMER_EVENT', id: '5' }, { kind: 'other' }],
  ])('%s', async (...[, changes, notice]) => {
    await using shop = await openShop('youzan')
    expect(noticeOf(post(shop, changes))).toMatchObject(notice)
  })
  test('is of one shop and one application, whatever its headers say', async () => {
    await using shop = await openShop('youzan')
    const claimed = { 'client-id': shop.market.key('appKey') }
    expect(post(shop, { kdt_id: 1 }, claimed)).toMatchObject({ refusal: 'wrong_shop' })
    expect(post(shop, { client_id: 'other' }, claimed)).toMatchObject({ refusal: 'wrong_shop' })
    expect(post(shop, { kdt_id: shop.market.key('kdtId') }).verdict).toBe('notices') // As text.
  })
  test('without an id of its own is known by its content', async () => {
    await using shop = await openShop('youzan')
    const idOf = (changes: Record<string, unknown>) => {
      const notice = noticeOf(post(shop, { msg_id: undefined, ...changes }))
      return 'messageId' in notice! ? notice.messageId : ''
    }
    expect(idOf({ version: 1 })).toBe(idOf({ version: 1 }))
    expect(idOf({ version: 1 })).not.toBe(idOf({ version: 2 }))
  })
  test('is answered so that the platform takes it for heard, a forged one never', async () => {
    await using shop = await openShop('youzan')
    expect(post(shop, {}).reply.body).toContain('success')
    expect(post(shop, {}, { 'event-sign': 'x' }).reply.body).not.toContain('success')
  })
})
