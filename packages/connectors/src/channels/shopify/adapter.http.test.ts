// What is Shopify's own: errors beside data, points, idempotency, several pages of lines, webhooks whose headers nobody
// signed.

import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pushOf, toPushRequest } from '../testing/contract-push.ts'
import { failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'
import type { PushRequest, PushVerdict } from '../push.ts'
import { HTTP_REFUSALS, httpError, readShopifyError } from './errors.ts'
import { pickWork } from './fulfillment-work.ts'
import type { Work } from './fulfillment-work.ts'
import { shopifyGateway } from './gateway.ts'
import { signCallback } from './sign.ts'
import { refreshShopifyTokens } from './tokens.ts'

describe('errors', () => {
  const errorOf = (extensions: unknown, rest: Record<string, unknown> = {}) =>
    readShopifyError({ errors: [{ message: 'x', extensions }], ...rest })
  test.each([
    ['THROTTLED', 'throttled'],
    ['ACCESS_DENIED', 'refused'],
    ['SHOP_INACTIVE', 'refused'],
    ['INTERNAL_SERVER_ERROR', 'retry'],
    ['MAX_COST_EXCEEDED', 'bug'],
    ['SOMETHING_NEW', 'refused'],
  ])('%s is %s', (code, kind) => expect(errorOf({ code })).toMatchObject({ kind, code }))

  test('of a wrong query have no code and are ours', () => {
    expect(errorOf(undefined)).toMatchObject({ kind: 'bug', code: 'graphql' })
  })
  test('beside data count all the same: a part of an order is no order', () => {
    expect(errorOf({ code: 'ACCESS_DENIED' }, { data: { order: { id: 'gid://shopify/Order/1' } } })).not.toBeNull()
    expect(readShopifyError({ data: {}, errors: [] })).toBeNull()
  })
  test('may be plain text', () => {
    expect(readShopifyError({ errors: 'Not Found' })).toMatchObject({ kind: 'bug', message: 'Not Found' })
  })
  test.each([
    [2_000, 100, 19_000],
    [50, 1_000, 1_000], // Never less than a second: others use the bucket too.
    [1_000_000, 1, 60_000],
  ])('of %i points against 100 at %i a second wait %i ms', (requestedQueryCost, restoreRate, waitMs) => {
    const cost = { requestedQueryCost, throttleStatus: { currentlyAvailable: 100, restoreRate } }
    expect(errorOf({ code: 'THROTTLED' }, { extensions: { cost } })).toMatchObject({ retryAfterMs: waitMs })
  })
  test('of HTTP say whether a person must act', () => {
    expect([...HTTP_REFUSALS.keys()].map((status) => httpError(status).kind)).toEqual([
      'reauthorise',
      'refused',
      'refused',
      'refused',
      'refused',
      'refused',
    ])
  })
})

test('the address is the shop’s own, below one name', () => {
  const gatewayUrl = 'https://demo.myshopify.com'
  expect(shopifyGateway({ gatewayUrl, access: {} }).href).toBe(`${gatewayUrl}/admin/api/2026-10/graphql.json`)
  for (const bad of ['https://myshopify.com', 'https://demo.myshopify.com.evil.example', 'https://a.b.myshopify.com'])
    expect(() => shopifyGateway({ gatewayUrl: bad, access: {} })).toThrow()
})

describe('a token', () => {
  const none = { accessToken: '', refreshToken: null, expiresAt: null }
  test('is given to the seller’s own application without a person, for a day', async () => {
    await using shop = await openShop('shopify')
    const fresh = await refreshShopifyTokens(shop.connection, none)
    const { accessToken } = shop.market.tokens.current
    expect(fresh).toEqual({ accessToken, refreshToken: null, expiresAt: NOON + 86_400_000 })
  })
  test('is not renewed by a wrong secret, a refresh token used before, or nothing at all', async () => {
    await using shop = await openShop('shopify')
    const used = { ...none, refreshToken: shop.market.tokens.current.refreshToken }
    await refreshShopifyTokens(shop.connection, used)
    const withAccess = (access: Record<string, string>) => ({
      ...shop.connection,
      access: { ...shop.connection.access, ...access },
    })
    for (const [options, tokens] of [
      [withAccess({ clientSecret: 'wrong' }), none],
      [withAccess({ clientId: '' }), none],
      [shop.connection, used],
    ] as const)
      expect(await failureOf(() => refreshShopifyTokens(options, tokens))).toMatchObject({ kind: 'reauthorise' })
  })
})

test('an order of 90 lines is read whole, and not where it changed between its pages', async () => {
  await using shop = await openShop('shopify')
  const id = shop.record(1, { lineCount: 90, payableFen: 90_000 })
  const read = await shop.adapter().readOrder(id, never)
  expect(read.ok && read.snapshot.lines).toHaveLength(90)
  const { calls } = shop.market.counts
  shop.market.beforeCall = (call) => {
    if (call === calls + 2) shop.record(1, { lineCount: 90, modifiedAtMs: NOON + 1_000, createdAtMs: NOON - 60_000 })
  }
  shop.clock.nowMs += 2_000
  expect(await failureOf(() => shop.adapter().readOrder(id, never))).toMatchObject({
    kind: 'retry',
    code: 'changed_meanwhile',
  })
})

test('a refund is found though its order changed again before anybody looked', async () => {
  await using shop = await openShop('shopify')
  const trade = shop.trade(1, { lineCount: 2 })
  const at = NOON - 50_000
  const refund = { refundId: '901', amountFen: 1_000, reason: '', createdAtMs: at, modifiedAtMs: at } as const
  const lines = trade.lines.map((line, index) =>
    index === 0 ? { ...line, refund: { ...refund, state: 'succeeded' as const } } : line,
  )
  shop.market.ledger.record({ ...trade, modifiedAtMs: at, lines })
  shop.market.ledger.record({ ...trade, modifiedAtMs: NOON - 10_000, lines, sellerMemo: 'x' })
  shop.clock.nowMs += 20_000
  const seen: unknown[] = []
  for (const [from, to] of [
    [NOON - 60_000, NOON - 30_000],
    [NOON - 30_000, NOON],
  ] as const)
    for await (const page of shop.adapter().listRefunds({ from, to }, never)) seen.push(...page)
  expect(seen).toEqual([
    { refundId: '901', platformOrderId: trade.tradeId, amountFen: 1_000, succeeded: true, version: at },
  ])
})

describe('stock', () => {
  const change = async (shop: OpenShop) => {
    const [listing] = (await shop.adapter().listings!.list(never).next()).value as {
      platformItemId: string
      platformSkuId: string
    }[]
    return { listing: listing!, units: 5, key: 'k1', shownBefore: null }
  }
  test('set from another count than the shop shows is stale, not written', async () => {
    await using shop = await openShop('shopify')
    const stale = { ...(await change(shop)), shownBefore: 99 }
    expect(await shop.adapter().stock!.publish([stale], 'absolute', never)).toEqual([{ outcome: 'stale' }])
    expect(shop.market.counts.writes).toBe(0)
  })
  test('under a key of another change is refused', async () => {
    await using shop = await openShop('shopify')
    const first = await change(shop)
    const results = await shop.adapter().stock!.publish([first, { ...first, units: 6 }], 'delta', never)
    expect(results).toMatchObject([{ outcome: 'applied', shown: 105 }, { outcome: 'refused' }])
  })
  test('of a location the seller named goes there', async () => {
    await using shop = await openShop('shopify')
    const first = await change(shop)
    const elsewhere = shop.adapter({ access: { locationId: '7' } }).stock!
    expect(await elsewhere.publish([first], 'delta', never)).toMatchObject([{ outcome: 'refused' }])
    expect(await elsewhere.read([first.listing], never)).toMatchObject([{ shown: null }])
    expect(
      await shop.adapter({ access: { locationId: '6600000001' } }).stock!.read([first.listing], never),
    ).toMatchObject([{ shown: 100 }])
  })
})

describe('what a parcel takes of the open work', () => {
  const line = (id: string, left: number) => ({ id: `f${id}`, platformLineId: id, left })
  const order = (id: string, lines: Work['orders'][0]['lines'], changes = {}) => ({
    id,
    status: 'OPEN',
    locationId: 'here',
    lines,
    ...changes,
  })
  const work = (orders: Work['orders'], changes = {}): Work => ({
    isCancelled: false,
    isCut: false,
    orders,
    ...changes,
  })
  const outcome = (given: Work, lines: { platformLineId: string; quantity: number }[] | null = null) => {
    const picked = pickWork(given, { lines })
    return picked.ok ? picked.work : picked.outcome
  }
  test('is only what is left, over as many fulfillment orders as it takes', () => {
    const given = work([order('A', [line('1', 1), line('2', 0)]), order('B', [line('1', 2)])])
    expect(outcome(given, [{ platformLineId: '1', quantity: 2 }])).toEqual([
      { fulfillmentOrderId: 'A', fulfillmentOrderLineItems: [{ id: 'f1', quantity: 1 }] },
      { fulfillmentOrderId: 'B', fulfillmentOrderLineItems: [{ id: 'f1', quantity: 1 }] },
    ])
  })
  test.each([
    [
      'more than is left',
      work([order('A', [line('1', 1)])]),
      [{ platformLineId: '1', quantity: 2 }],
      'already_shipped',
    ],
    ['nothing', work([order('A', [line('1', 0)], { status: 'CLOSED' })]), null, 'already_shipped'],
    ['what is held', work([order('A', [line('1', 1)], { status: 'ON_HOLD' })]), null, 'on_hold'],
    ['a cancelled order', work([], { isCancelled: true }), null, 'order_cancelled'],
    ['an order cut off', work([], { isCut: true }), null, 'too_many_lines'],
    [
      'two locations at once',
      work([order('A', [line('1', 1)]), order('B', [line('2', 1)], { locationId: 'there' })]),
      null,
      'several_locations',
    ],
  ] as const)('is not %s', (...[, given, lines, code]) => {
    expect(Object.values(outcome(given, lines === null ? null : [...lines]))).toContain(code)
  })
})

describe('a webhook', () => {
  const post = (shop: OpenShop, body: unknown, headers: Record<string, string>): PushVerdict => {
    const text = JSON.stringify(body)
    const sign = createHmac('sha256', shop.market.key('clientSecret')).update(text).digest('base64')
    const all = { 'x-shopify-hmac-sha256': sign, 'x-shopify-shop-domain': shop.market.key('shopDomain'), ...headers }
    const request: PushRequest = {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: all,
      body: Buffer.from(text),
    }
    return shop.adapter().push!.verify(request)
  }
  const noticeOf = (verdict: PushVerdict) => (verdict.verdict === 'notices' ? verdict.notices[0] : null)

  test.each([
    [
      'refunds/create',
      { id: 9, admin_graphql_api_id: 'gid://shopify/Refund/9', order_id: 58 },
      { platformOrderId: '58' },
    ],
    ['fulfillments/update', { id: 9, order_id: 58 }, { platformOrderId: '58' }],
    ['orders/edited', { order_edit: { id: 9, order_id: 58 } }, { platformOrderId: '58' }],
    ['orders/delete', { id: 58 }, { platformOrderId: '58' }],
    ['products/update', { id: 7, admin_graphql_api_id: 'gid://shopify/Product/7' }, { kind: 'listing_changed' }],
    ['customers/redact', { id: 7 }, { kind: 'other' }],
  ])('%s', async (topic, body, notice) => {
    await using shop = await openShop('shopify')
    expect(noticeOf(post(shop, body, { 'x-shopify-topic': topic }))).toMatchObject(notice)
  })
  test('ends the authorisation only where its body is this shop', async () => {
    await using shop = await openShop('shopify')
    const topic = { 'x-shopify-topic': 'app/uninstalled' }
    const ended = post(shop, { id: 1, myshopify_domain: shop.market.key('shopDomain') }, topic)
    expect(noticeOf(ended)).toMatchObject({ kind: 'authorisation_ended' })
    const genuine = toPushRequest(pushOf(shop, 1))
    const renamed = shop.adapter().push!.verify({ ...genuine, headers: { ...genuine.headers, ...topic } })
    expect(noticeOf(renamed)).toMatchObject({ kind: 'order_changed' })
  })
  test('replayed under another id is the same message', async () => {
    await using shop = await openShop('shopify')
    const genuine = toPushRequest(pushOf(shop, 1))
    const again = { ...genuine, headers: { ...genuine.headers, 'x-shopify-webhook-id': 'new' } }
    const [first, second] = [genuine, again].map((request) => noticeOf(shop.adapter().push!.verify(request)))
    expect(second!.messageId).toBe(first!.messageId)
  })
  test('is signed over bytes, not over JSON', async () => {
    await using shop = await openShop('shopify')
    const text = '{ "b":"\\u4e2d",  "id": 58, "admin_graphql_api_id":"gid://shopify/Order/9007199254740993" }'
    const sign = createHmac('sha256', shop.market.key('clientSecret')).update(text).digest('base64')
    const headers = { 'x-shopify-hmac-sha256': sign, 'x-shopify-shop-domain': shop.market.key('shopDomain') }
    const request = { method: 'POST', path: '/', query: new URLSearchParams(), headers, body: Buffer.from(text) }
    expect(shop.adapter().push!.verify(request).verdict).toBe('notices')
  })
  test('without a secret of ours is refused', async () => {
    await using shop = await openShop('shopify')
    const empty = shop.adapter({ access: { clientSecret: '' } })
    expect(empty.push!.verify(toPushRequest(pushOf(shop, 1))).verdict).toBe('refused')
  })
})

test('the callback of an installation leaves its signatures out, sorts, and names lists', () => {
  const query = { b: '1', a: 'x y', ids: ['1', '2'] }
  const expected = createHmac('sha256', 's').update('a=x%20y&b=1&ids%5B%5D=1&ids%5B%5D=2').digest('hex')
  expect(signCallback({ ...query, hmac: 'h', signature: 's' }, 's')).toBe(expected)
})

describe('subscribing', () => {
  const subscribe = (shop: OpenShop, address: string): Promise<string[]> =>
    shop.adapter().push!.subscribe!(new URL(address), never)

  test('only what the platform removed is made again', async () => {
    await using shop = await openShop('shopify')
    await subscribe(shop, 'https://oms.example/push')
    const { webhooks } = shop.market
    const count = webhooks.all().length
    const paid = webhooks.of('orders/paid')[0]!
    webhooks.answered(paid, false) // Its eight repeats failed.
    expect(webhooks.all()).toHaveLength(count - 1)
    expect(await subscribe(shop, 'https://oms.example/push')).toEqual(['ORDERS_PAID'])
  })

  test('at another address of ours all is made: the earlier one may be another program of the seller', async () => {
    await using shop = await openShop('shopify')
    const made = await subscribe(shop, 'https://old.example/push')
    expect(await subscribe(shop, 'https://new.example/push')).toEqual(made)
  })

  test('an address the platform does not take is refused in its words', async () => {
    await using shop = await openShop('shopify')
    const error = await failureOf(() => subscribe(shop, 'http://oms.example/push'))
    expect(error).toMatchObject({ kind: 'refused', message: 'ORDERS_CREATE: Address is invalid: it must be https' })
  })
})
