// The adapter against the simulator: what it reads, and what each refusal and fault becomes.

import { describe, expect, test } from 'vitest'
import type { ChannelError, ListedOrder, ListedRefund, Window } from '../channel.ts'
import { SAMPLE_LISTING, sampleLine } from '../../../../simulators/src/index.ts'
import { collect, failureOf as failure, never, NOON, openShop } from '../testing/open-shop.ts'
import type { AdapterChanges, OpenShop } from '../testing/open-shop.ts'
import { fixedTokens } from '../tokens.ts'
import type { TokenSource } from '../tokens.ts'
import { createTaobaoAdapter } from './adapter.ts'

const LAST_MINUTES: Window = { from: NOON - 600_000, to: NOON }
const session = (accessToken: string): TokenSource => fixedTokens({ accessToken, refreshToken: null, expiresAt: null })

const listing = (shop: OpenShop, options?: AdapterChanges, window = LAST_MINUTES): Promise<ListedOrder[]> =>
  collect(shop.adapter(options).listChangedOrders(window, never))
const listingFailure = (shop: OpenShop, options?: AdapterChanges): Promise<ChannelError> =>
  failure(() => listing(shop, options))

describe('reading', () => {
  test.each(['md5', 'hmac', 'hmac-sha256'] as const)('lists and reads an order, signed by %s', async (signMethod) => {
    await using shop = await openShop('taobao')
    shop.market.ledger.record(shop.trade(7))
    const adapter = shop.adapter({ access: { signMethod } })
    const [listed] = await collect(adapter.listChangedOrders(LAST_MINUTES, never))
    expect(listed).toEqual({ platformOrderId: '3800000000000000007', version: NOON - 60_000 })
    const read = await adapter.readOrder('3800000000000000007', never)
    if (!read.ok) throw new Error(read.problem.field)
    expect(read.snapshot).toMatchObject({
      key: { channel: 'taobao', shop: 'demo', platformOrderId: '3800000000000000007' },
      version: listed?.version,
      payableFen: 1_000,
      lines: [{ platformLineId: '3800000000000000007', skuCode: 'MT01-01', payableFen: 1_000 }],
      receiver: { masked: true, token: '1oaid', province: '浙江省' },
    })
  })

  test('presale: deposit paid, then the balance', async () => {
    await using shop = await openShop('taobao')
    const unpaid = {
      payableFen: 10_000,
      lines: [sampleLine('1', SAMPLE_LISTING, { priceFen: 10_000, payableFen: 10_000 })],
      depositFen: 2_000,
      paidAtMs: null,
    }
    shop.market.ledger.record(shop.trade(1, { ...unpaid, state: 'deposit_paid' }))
    const legs = async (): Promise<number[] | undefined> => {
      const read = await shop.adapter().readOrder('3800000000000000001', never)
      return read.ok ? read.snapshot.legs.map((leg) => leg.paidFen) : undefined
    }
    expect(await legs()).toEqual([2_000, 0])
    shop.market.ledger.record(
      shop.trade(1, { ...unpaid, state: 'paid', createdAtMs: NOON - 60_000, modifiedAtMs: NOON, paidAtMs: NOON }),
    )
    expect(await legs()).toEqual([2_000, 8_000])
  })

  test('refunds, asked and succeeded', async () => {
    await using shop = await openShop('taobao')
    const refund = { refundId: '160000000000000001', amountFen: 1_000, reason: '不想要', createdAtMs: NOON - 60_000 }
    const asked = sampleLine('3800000000000000001', SAMPLE_LISTING, {
      refund: { ...refund, state: 'asked', modifiedAtMs: NOON - 60_000 },
    })
    shop.market.ledger.record(shop.trade(1, { lines: [asked] }))
    const refunds = (): Promise<ListedRefund[]> => collect(shop.adapter().listRefunds(LAST_MINUTES, never))
    const listed = {
      refundId: refund.refundId,
      platformOrderId: '3800000000000000001',
      amountFen: 1_000,
      succeeded: false,
      version: NOON - 60_000,
    }
    expect(await refunds()).toEqual([listed])
    const done = sampleLine('3800000000000000001', SAMPLE_LISTING, {
      refund: { ...refund, state: 'succeeded', modifiedAtMs: NOON - 30_000 },
    })
    shop.market.ledger.record(
      shop.trade(1, {
        state: 'closed_refunded',
        createdAtMs: NOON - 60_000,
        modifiedAtMs: NOON - 30_000,
        lines: [done],
      }),
    )
    expect(await refunds()).toEqual([{ ...listed, succeeded: true, version: NOON - 30_000 }])
    const read = await shop.adapter().readOrder('3800000000000000001', never)
    expect(read).toMatchObject({ ok: true, snapshot: { platformState: 'closed', lines: [{ cancelledQuantity: 1 }] } })
  })

  test('an order the platform does not know', async () => {
    await using shop = await openShop('taobao')
    expect(await failure(() => shop.adapter().readOrder('3800000000000000009', never))).toMatchObject({
      kind: 'not_found',
    })
  })
})

describe('refusals', () => {
  const cases: [string, AdapterChanges, Partial<ChannelError>][] = [
    ['a wrong app key', { access: { appKey: '1' } }, { kind: 'refused', code: '29' }],
    ['a wrong secret', { access: { appSecret: 'x' } }, { kind: 'bug', code: '25' }],
    ['a wrong session', { tokens: session('x') }, { kind: 'reauthorise', code: '27:invalid-sessionkey' }],
    ['no session', { tokens: session('') }, { kind: 'reauthorise', code: '26' }],
    ['a clock 11 minutes behind', { now: () => NOON - 660_000 }, { kind: 'refused', code: '31' }],
    ['a clock 11 minutes ahead', { now: () => NOON + 660_000 }, { kind: 'refused', code: '31' }],
  ]
  test.each(cases)('%s', async (_name, options, expected) => {
    await using shop = await openShop('taobao')
    expect(await listingFailure(shop, options)).toMatchObject(expected)
  })
  test('nine minutes off is still accepted', async () => {
    await using shop = await openShop('taobao')
    expect(await listing(shop, { now: () => NOON - 540_000 })).toEqual([])
  })
  test('an expired session asks for authorisation', async () => {
    await using shop = await openShop('taobao')
    shop.market.faults.sessionExpired = true
    expect(await listingFailure(shop)).toMatchObject({ kind: 'reauthorise', code: '27:session-expired' })
  })
  test('a window longer than the adapter allows is never sent', async () => {
    await using shop = await openShop('taobao')
    expect(await failure(() => listing(shop, {}, { from: NOON - 86_400_000, to: NOON }))).toMatchObject({ kind: 'bug' })
    expect(await failure(() => listing(shop, {}, { from: NOON, to: NOON }))).toMatchObject({ kind: 'bug' })
  })
})

describe('throttling', () => {
  test('the ban is read from the text and kept without calling again', async () => {
    await using shop = await openShop('taobao')
    shop.market.faults.banSeconds = 17
    const adapter = shop.adapter()
    const call = (): Promise<ChannelError> => failure(() => adapter.readOrder('1', never))
    expect(await call()).toMatchObject({ kind: 'throttled', retryAfterMs: 17_000 })
    shop.market.faults.banSeconds = 0
    const second = await call()
    expect(second).toMatchObject({ kind: 'throttled', code: 'banned' })
    expect(second.retryAfterMs).toBeGreaterThan(15_000)
  })
  test("one shop over the platform's limit is told, and another adapter is not held back", async () => {
    await using shop = await openShop('taobao', { callLimit: { callsPerSecondMax: 5, banMs: 3_000 } })
    const adapter = shop.adapter()
    for (let calls = 0; calls < 5; calls++) await collect(adapter.listChangedOrders(LAST_MINUTES, never))
    expect(await failure(() => collect(adapter.listChangedOrders(LAST_MINUTES, never)))).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 3_000,
    })
    shop.clock.nowMs += 3_001
    expect(await listing(shop)).toEqual([])
  })
  test('429 with Retry-After', async () => {
    await using shop = await openShop('taobao')
    shop.market.faults.httpStatus = 429
    expect(await listingFailure(shop)).toMatchObject({ kind: 'throttled', retryAfterMs: 2_000 })
  })
})

describe('faults of the wire', () => {
  test.each([500, 502, 503, 504])('HTTP %i is tried again', async (status) => {
    await using shop = await openShop('taobao')
    shop.market.faults.httpStatus = status
    expect(await listingFailure(shop)).toMatchObject({ kind: 'retry', code: `http_${status}` })
  })
  test('a redirect is not followed', async () => {
    await using shop = await openShop('taobao')
    shop.market.faults.httpStatus = 302
    expect(await listingFailure(shop)).toMatchObject({ kind: 'refused', code: 'http_302' })
  })
  test.each([
    ['html', 'not_json'],
    ['truncated', 'not_json'],
    ['empty', 'empty_body'],
    ['invalid_utf8', 'invalid_utf8'],
    ['without_data', 'no_data'],
  ] as const)('a body that is %s', async (body, code) => {
    await using shop = await openShop('taobao')
    shop.market.faults.body = body
    expect(await listingFailure(shop)).toMatchObject({ kind: 'retry', code })
  })
  test('a detail of invalid UTF-8 is set aside with its bytes; one without data names the field', async () => {
    await using shop = await openShop('taobao')
    shop.market.ledger.record(shop.trade(1))
    shop.market.faults.body = 'invalid_utf8'
    const read = await shop.adapter().readOrder('3800000000000000001', never)
    expect(read).toMatchObject({ ok: false, problem: { found: expect.stringMatching(/^invalid_utf8/) as string } })
    expect(read.raw.byteLength).toBeGreaterThan(100)
    shop.market.faults.body = 'without_data'
    expect(await shop.adapter().readOrder('3800000000000000001', never)).toMatchObject({
      ok: false,
      problem: { field: 'trade_fullinfo_get_response' },
    })
  })
  test('a slow drip ends at the deadline', async () => {
    await using shop = await openShop('taobao')
    shop.market.faults.drip = true
    const start = performance.now()
    expect(await listingFailure(shop, { deadlineMs: 300 })).toMatchObject({ kind: 'retry', code: 'deadline' })
    expect(performance.now() - start).toBeLessThan(2_000)
  })
  test('nobody listening', async () => {
    const shop = await openShop('taobao')
    await shop.running.close()
    expect(await listingFailure(shop)).toMatchObject({ kind: 'retry', code: 'network' })
  })
  test('a caller who gives up gets its own reason, not a channel error', async () => {
    await using shop = await openShop('taobao')
    shop.market.faults.drip = true
    const controller = new AbortController()
    const reading = shop.adapter().readOrder('1', controller.signal)
    setTimeout(() => controller.abort(new Error('shutting down')), 50)
    await expect(reading).rejects.toThrow('shutting down')
  })
})

describe('a promotion night', () => {
  test('thin lists change nothing: the detail is read', async () => {
    await using shop = await openShop('taobao')
    shop.market.ledger.record(shop.trade(1))
    shop.market.faults.promotionNight = true
    expect(await listing(shop)).toHaveLength(1)
    expect(await shop.adapter().readOrder('3800000000000000001', never)).toMatchObject({
      ok: true,
      snapshot: { lines: [{}], receiver: { token: '1oaid' } },
    })
  })
  test('a thin detail has missing parts, not empty ones', async () => {
    await using shop = await openShop('taobao')
    shop.market.ledger.record(shop.trade(1))
    shop.market.faults.thinDetail = true
    expect(await shop.adapter().readOrder('3800000000000000001', never)).toMatchObject({
      ok: true,
      snapshot: { lines: null, receiver: null },
    })
  })
  test('a lagging list shows late what the detail shows at once', async () => {
    await using shop = await openShop('taobao')
    shop.market.ledger.record(shop.trade(1))
    shop.market.faults.lagMs = 600_000
    expect(await listing(shop)).toEqual([])
    expect(await shop.adapter().readOrder('3800000000000000001', never)).toMatchObject({ ok: true })
    shop.market.faults.lagMs = 0
    expect(await listing(shop)).toHaveLength(1)
  })
})

test("the gateway must be Taobao's, or a simulator that is allowed", () => {
  const options = { shop: 'demo', access: { appKey: '1', appSecret: 's' }, tokens: session('t') }
  expect(() => createTaobaoAdapter({ ...options, gatewayUrl: 'https://gw.api.taobao.com/router/rest' })).not.toThrow()
  expect(() => createTaobaoAdapter({ ...options, gatewayUrl: 'http://127.0.0.1:1/router/rest' })).toThrow(/not allowed/)
  expect(() =>
    createTaobaoAdapter({ ...options, gatewayUrl: 'https://taobao.example/router/rest', allowLoopback: true }),
  ).toThrow(/not a host/)
})
