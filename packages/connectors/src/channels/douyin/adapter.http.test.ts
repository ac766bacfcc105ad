// What is Douyin's own: canonical JSON, its codes, amounts of refunds, shipping beside refunds, messages.

import { describe, expect, test } from 'vitest'
import type { PushRequest } from '../push.ts'
import type { Parcel } from '../shipments.ts'
import { pushOf, toPushRequest } from '../testing/contract-push.ts'
import { collect, failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'
import { isBusinessRefusal, readDouyinError, toChannelError } from './errors.ts'
import { methodUrl } from './gateway.ts'
import { canonicalJson, signDouyin, signMessage } from './sign.ts'
import { refreshDouyinTokens } from './tokens.ts'

describe('canonical JSON', () => {
  test.each([
    [{}, '{}'],
    [{ b: 1, a: { d: [3, { z: 1, y: 2 }, 1], c: true } }, '{"a":{"c":true,"d":[3,{"y":2,"z":1},1]},"b":1}'],
    [{ text: '加急 <A&B> "引号" 1/2' }, '{"text":"加急 <A&B> \\"引号\\" 1/2"}'],
    // Names that read as numbers are sorted as text, as the platform does.
    [{ 10: 'x', 9: 'y', B: 1, a: 2 }, '{"10":"x","9":"y","B":1,"a":2}'],
    [{ absent: undefined, none: null }, '{"none":null}'],
  ])('%o', (value, text) => expect(canonicalJson(value)).toBe(text))
})

test('the digest covers the order of five names, whichever it is', () => {
  const call = { appKey: '7', method: 'order.searchList', paramJson: '{}', timestamp: '1781746200' }
  const [hmac, md5] = (['hmac-sha256', 'md5'] as const).map((method) => signDouyin(call, 's', method))
  expect(hmac).toMatch(/^[0-9a-f]{64}$/)
  expect(md5).toMatch(/^[0-9a-f]{32}$/)
  expect(signDouyin({ ...call, paramJson: '{ }' }, 's', 'md5')).not.toBe(md5)
})

test('each method has its own path', () => {
  const url = methodUrl(new URL('https://openapi-fxg.jinritemai.com/'), 'order.searchList')
  expect(url.href).toBe('https://openapi-fxg.jinritemai.com/order/searchList')
})

describe('codes', () => {
  test.each([
    [20_000, 'dop.service-error', 'retry'],
    [30_001, 'isv.app-permissions-insufficient', 'refused'],
    [30_001, 'dop.authorization-closed', 'reauthorise'],
    [40_001, 'isv.parameter-missing', 'bug'],
    [40_001, 'isv.access-token-missing', 'reauthorise'],
    [40_002, 'isv.business-failed:2010001', 'refused'],
    [40_003, 'isv.signature-invalid', 'bug'],
    [40_003, 'isv.access-token-expired', 'reauthorise'],
    [40_003, 'isv.access-token-no-existed', 'reauthorise'],
    [40_003, 'isv.timestamp-invalid', 'refused'],
    [50_001, 'dop.token-generate-failed:token-expired', 'reauthorise'],
    [50_001, 'dop.token-generate-failed:app-secret-invalid', 'refused'],
    [50_001, 'isp.processing-failed', 'retry'],
    [50_002, 'isp.processing-failed', 'retry'],
    [60_000, 'isv.traffic-limited', 'throttled'],
    [70_000, 'isp.api-service-off', 'refused'],
    [90_000, 'dop.unknown-error', 'retry'],
    [99_999, 'isp.something-new', 'retry'],
    [99_999, 'isv.something-new', 'refused'],
  ])('%i %s is %s', (code, sub_code, kind) => {
    const made = toChannelError(readDouyinError({ code, msg: 'x', sub_code, sub_msg: '' })!)
    expect(made.kind).toBe(kind)
    expect(made.retryAfterMs === null).toBe(kind !== 'throttled')
    expect(isBusinessRefusal(made)).toBe(sub_code.startsWith('isv.business'))
  })
  test('are found in the older shape too, and success in both is none', () => {
    expect(readDouyinError({ err_no: 7, message: 'x' })).toMatchObject({ code: 7, message: 'x' })
    for (const body of [{ err_no: 0 }, { code: 10_000 }]) expect(readDouyinError(body)).toBeNull()
    expect(readDouyinError({ code: 0 })).toMatchObject({ code: 0 })
  })
})

const TIMES = { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 60_000 }

function recordRefund(shop: OpenShop, state: 'asked' | 'succeeded', amountFen: number): string {
  const trade = shop.trade(1)
  const refund = { refundId: '7100000000000000001', state, amountFen, reason: '不想要', ...TIMES } as const
  shop.market.ledger.record({ ...trade, lines: trade.lines.map((line) => ({ ...line, refund })) })
  return trade.tradeId
}

test('what went back is read from the case itself: the list tells what was asked for', async () => {
  await using shop = await openShop('douyin')
  recordRefund(shop, 'succeeded', 730)
  const listed = await collect(shop.adapter().listRefunds({ from: NOON - 600_000, to: NOON }, never))
  expect(listed).toMatchObject([{ succeeded: true, amountFen: 730 }])
})

test('an order created long ago is not listed, and still read', async () => {
  await using shop = await openShop('douyin')
  const createdAtMs = NOON - 91 * 86_400_000
  const id = shop.record(1, { createdAtMs })
  shop.clock.nowMs += shop.adapter().limits.lagMs
  expect(await collect(shop.adapter().listChangedOrders({ from: NOON - 600_000, to: NOON }, never))).toEqual([])
  expect(await shop.adapter().readOrder(id, never)).toMatchObject({ ok: true, snapshot: { placedAt: createdAtMs } })
})

describe('shipping', () => {
  const parcel = { carrier: 'sf', trackingNumber: 'SF1', lines: null, key: 'k' } as const
  test('beside an open refund is refused, and the refund is not', async () => {
    await using shop = await openShop('douyin')
    const platformOrderId = recordRefund(shop, 'asked', 1_000)
    const outcome = await shop.adapter().shipments!.confirm({ ...parcel, platformOrderId }, never)
    expect(outcome).toMatchObject({ outcome: 'refused', message: expect.stringContaining('退款') as string })
    expect(shop.market.find(platformOrderId)!.lines[0]!.refund).toMatchObject({ state: 'asked' })
  })
  test('a second part after a first of another line is refused by its own reason, not as shipped', async () => {
    await using shop = await openShop('douyin')
    const trade = shop.trade(1, { lineCount: 2, payableFen: 2_000 })
    const refund = { refundId: '71', state: 'asked', amountFen: 1_000, reason: '', ...TIMES } as const
    const [first, second] = trade.lines as [(typeof trade.lines)[0], (typeof trade.lines)[0]]
    shop.market.ledger.record({ ...trade, lines: [first, { ...second, refund }] })
    const { shipments } = shop.adapter()
    const part = (platformLineId: string, trackingNumber: string): Parcel => {
      const lines = [{ platformLineId, quantity: 1 }]
      return { ...parcel, platformOrderId: trade.tradeId, trackingNumber, key: trackingNumber, lines }
    }
    expect(await shipments!.confirm(part(first.lineId, 'SF1'), never)).toEqual({ outcome: 'confirmed' })
    expect(await shipments!.confirm(part(second.lineId, 'SF2'), never)).toMatchObject({ outcome: 'refused' })
    // Under another key, the platform refuses what has left already.
    const again = { ...part(first.lineId, 'SF3'), key: 'other' }
    expect(await shipments!.confirm(again, never)).toEqual({ outcome: 'already_shipped' })
  })
})

test('a change of stock sent under one key is one change', async () => {
  await using shop = await openShop('douyin')
  const { stock } = shop.adapter()
  const listing = { platformItemId: '600000000001', platformSkuId: '4500000000001' }
  const change = { listing, units: -2, key: 'once', shownBefore: null }
  expect((await stock!.publish([change], 'delta', never))[0]).toMatchObject({ outcome: 'applied' })
  expect((await stock!.publish([change], 'delta', never))[0]).toMatchObject({ outcome: 'already_applied' })
  expect(shop.market.ledger.stock.shown('4500000000001')).toBe(98)
})

describe('a token’s end', () => {
  test.each([
    [604_800, NOON + 604_800_000],
    [1_782_360_000, 1_782_360_000_000],
  ])('of %i is %i: a life, or a date', async (expires_in, expiresAt) => {
    await using shop = await openShop('douyin')
    const { tokens } = shop.market
    const refresh = tokens.refresh.bind(tokens)
    // The simulator tells lives; the page of the platform says dates.
    tokens.refresh = (token, nowMs) => ({ ...refresh(token, nowMs)!, expiresAtMs: nowMs + expires_in * 1_000 })
    const { accessToken, refreshToken } = tokens.current
    const held = { accessToken, refreshToken, expiresAt: null }
    expect(await refreshDouyinTokens(shop.connection, held)).toMatchObject({ expiresAt })
  })
})

describe('messages', () => {
  const signed = (shop: OpenShop, messages: unknown, changes: Record<string, string> = {}): PushRequest => {
    const body = typeof messages === 'string' ? messages : JSON.stringify(messages)
    const sign = signMessage(shop.market.key('appKey'), body, shop.market.key('appSecret'))
    const headers = { 'event-sign': sign, 'app-id': shop.market.key('appKey'), ...changes }
    return { ...toPushRequest(pushOf(shop, 1)), headers, body: Buffer.from(body) }
  }
  const message = (shop: OpenShop, tag: string, data: string): Record<string, unknown> => ({
    tag,
    msg_id: `m${tag}`,
    data: data.replace('SHOP', shop.market.key('shopId')),
  })

  test('name orders of 19 digits exactly, listings, and what nobody acts on', async () => {
    await using shop = await openShop('douyin')
    const rows = [
      message(shop, '101', '{"p_id":6900000000000000001,"shop_id":SHOP}'),
      message(shop, '206', '{"p_id":6900000000000000003,"aftersale_id":7100000000000000001,"shop_id":SHOP}'),
      message(shop, '400', '{"product_id":3600000000000000001,"shop_id":SHOP}'),
      message(shop, '900', '{"shop_id":SHOP}'),
    ]
    const verdict = shop.adapter().push!.verify(signed(shop, rows))
    expect(verdict).toMatchObject({
      verdict: 'notices',
      notices: [
        { kind: 'order_changed', platformOrderId: '6900000000000000001', messageId: 'm101' },
        { kind: 'order_changed', platformOrderId: '6900000000000000003' },
        { kind: 'listing_changed', platformItemId: '3600000000000000001' },
        { kind: 'other' },
      ],
    })
  })
  test('are proven over the bytes as they came, white space and all', async () => {
    await using shop = await openShop('douyin')
    const row = message(shop, '101', '{"p_id":6900000000000000001,"shop_id":SHOP}')
    const spaced = signed(shop, JSON.stringify([row], null, 2))
    const { push } = shop.adapter()
    expect(push!.verify(spaced).verdict).toBe('notices')
    expect(push!.verify({ ...spaced, body: Buffer.from(JSON.stringify([row])) }).verdict).toBe('refused')
  })
  test('of two shops in one list bring only ours', async () => {
    await using shop = await openShop('douyin')
    const ours = message(shop, '101', '{"p_id":6900000000000000001,"shop_id":SHOP}')
    const theirs = message(shop, '102', '{"p_id":6900000000000000002,"shop_id":2}')
    const { push } = shop.adapter()
    const verdict = push!.verify(signed(shop, [theirs, ours]))
    expect(verdict).toMatchObject({ notices: [{ platformOrderId: '6900000000000000001' }] })
    expect(push!.verify(signed(shop, [theirs]))).toMatchObject({ refusal: 'wrong_shop' })
    expect(push!.verify(signed(shop, [ours], { 'app-id': 'x' }))).toMatchObject({ refusal: 'wrong_shop' })
  })
  test.each(['[]', '{}', '[1]', '[{"tag":"101"}]', '[{"msg_id":"1"}]', 'x'])('%s is unreadable', async (body) => {
    await using shop = await openShop('douyin')
    expect(shop.adapter().push!.verify(signed(shop, body))).toMatchObject({ refusal: 'unreadable' })
  })
})

test('a wrong secret is our mistake, not a missing order', async () => {
  await using shop = await openShop('douyin')
  const id = shop.record(1)
  const adapter = shop.adapter({ access: { appSecret: 'wrong' } })
  expect(await failureOf(() => adapter.readOrder(id, never))).toMatchObject({ kind: 'bug' })
})
