// What is WooCommerce's own: two ways to prove a call, words that tell errors apart, bounds that exclude, statuses that
// nobody guards, webhooks whose headers nobody signed.

import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pushOf, toPushRequest } from '../testing/contract-push.ts'
import { collect, failureOf, never, NOON, openShop } from '../testing/open-shop.ts'
import type { OpenShop } from '../testing/open-shop.ts'
import type { PushVerdict } from '../push.ts'
import { readWooError } from './errors.ts'
import { apiUrl, woocommerceSite } from './gateway.ts'
import { signCall, signWebhook } from './sign.ts'

describe('the signature of a call', () => {
  const url = 'http://127.0.0.1:8080/wp-json/wc/v3/orders'
  const parameters = { page: '1', oauth_nonce: 'n', oauth_signature_method: 'HMAC-SHA256' }
  const base = (pairs: string): string => `GET&${encodeURIComponent(url)}&${encodeURIComponent(pairs)}`
  const hmac = (text: string, digest = 'sha256'): string => createHmac(digest, 'cs&').update(text).digest('base64')

  test('sorts by encoded name and leaves itself out', () => {
    const expected = hmac(base('oauth_nonce=n&oauth_signature_method=HMAC-SHA256&page=1'))
    expect(signCall({ method: 'get', url, parameters: { ...parameters, oauth_signature: 'x' } }, 'cs')).toBe(expected)
  })
  test('encodes by RFC 3986, twice', () => {
    const expected = hmac(base('q=%E4%B8%AD%20%2A%27%21%28%29~'))
    expect(signCall({ method: 'GET', url, parameters: { q: "中 *'!()~" } }, 'cs')).toBe(expected)
  })
  test('counts each member of a list', () => {
    expect(signCall({ method: 'GET', url, parameters: { a: ['2', '1'] } }, 'cs')).toBe(hmac(base('a=1&a=2')))
  })
  test('may be of the older digest', () => {
    const sha1 = { oauth_signature_method: 'HMAC-SHA1' }
    expect(signCall({ method: 'GET', url, parameters: sha1 }, 'cs')).toBe(
      hmac(base('oauth_signature_method=HMAC-SHA1'), 'sha1'),
    )
  })
  test('does not see the port of its scheme', () => {
    const at = (text: string): string => signCall({ method: 'GET', url: text, parameters }, 'cs')
    expect(at('http://Shop.example:80/a')).toBe(at('http://shop.example/a'))
    expect(at('http://shop.example:8080/a')).not.toBe(at('http://shop.example/a'))
  })
})

test('the secret of a webhook is what its stored text stands for', () => {
  const plain = signWebhook('x', `a&b<c>"d'`)
  expect(signWebhook('x', 'a&amp;b&lt;c&gt;&quot;d&#039;')).toBe(plain)
  expect(signWebhook('x', 'a&#038;b&#x3C;c&#x3e;&#34;d&#39;')).toBe(plain)
  // Once only: what comes out is not looked at again.
  expect(signWebhook('x', '&amp;amp;')).toBe(createHmac('sha256', '&amp;').update('x').digest('base64'))
  expect(signWebhook('x', '&eacute;')).not.toBe(signWebhook('x', 'é'))
})

describe('the address', () => {
  const site = (gatewayUrl: string) => woocommerceSite({ gatewayUrl, access: {} })
  test('may be a folder of a site', () => {
    expect(apiUrl(site('https://example.com/shop/'), '/orders').href).toBe(
      'https://example.com/shop/wp-json/wc/v3/orders',
    )
    expect(apiUrl(site('https://example.com'), '/orders').href).toBe('https://example.com/wp-json/wc/v3/orders')
  })
  test.each([
    'http://example.com',
    'https://10.0.0.1',
    'https://localhost',
    'https://intranet',
    'https://169.254.169.254',
  ])('is not %s', (bad) => expect(() => site(bad)).toThrow())
})

describe('refusals', () => {
  test.each([
    [401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', 'reauthorise'],
    [401, 'woocommerce_rest_authentication_error', 'Consumer key is invalid.', 'reauthorise'],
    [401, 'woocommerce_rest_authentication_error', 'Invalid timestamp.', 'refused'],
    [401, 'woocommerce_rest_authentication_error', 'Invalid nonce - nonce has already been used.', 'retry'],
    [403, 'woocommerce_rest_cannot_edit', 'Sorry', 'refused'],
    [404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.', 'not_found'],
    [404, 'rest_no_route', 'No route', 'refused'],
    [400, 'rest_invalid_param', 'Invalid parameter(s): per_page', 'bug'],
    [400, 'woocommerce_rest_invalid_coupon', 'x', 'refused'],
  ])('%i %s (%s) is %s', (...[status, code, message, kind]) => {
    expect(readWooError(status, { code, message, data: { status } })).toMatchObject({ kind, code })
  })
  test('of something in front of the shop have no code', () => {
    expect(readWooError(403, '<html>')).toBeNull()
    expect(readWooError(403, {})).toBeNull()
  })
})

test('a change in the very second a window starts is in it, though the shop leaves out its bounds', async () => {
  await using shop = await openShop('woocommerce')
  const at = NOON - 30_000
  const ids = [at, at + 999].map((modifiedAtMs, index) => shop.record(index + 1, { modifiedAtMs }))
  shop.clock.nowMs += 60_000
  const listed = await collect(shop.adapter().listChangedOrders({ from: at, to: at + 1_000 }, never))
  expect(listed.map(({ platformOrderId }) => platformOrderId).toSorted()).toEqual(ids.toSorted())
})

test('a line that was refunded in part has that many fewer to ship', async () => {
  await using shop = await openShop('woocommerce')
  const trade = shop.trade(1, { lineCount: 2 })
  const refund = {
    refundId: '1901',
    state: 'succeeded',
    amountFen: 1_000,
    reason: '',
    createdAtMs: NOON,
    modifiedAtMs: NOON,
  } as const
  const lines = trade.lines.map((line, index) => (index === 0 ? { ...line, refund } : line))
  shop.market.ledger.record({ ...trade, modifiedAtMs: NOON, lines })
  const read = await shop.adapter().readOrder(trade.tradeId, never)
  expect(read.ok && read.snapshot.lines?.map(({ cancelledQuantity }) => cancelledQuantity)).toEqual([1, 0])
})

describe('shipping', () => {
  const parcel = { carrier: 'sf', trackingNumber: 'SF1', lines: null, key: 'k' } as const
  const ship = async (shop: OpenShop, platformOrderId: string, changes = {}) =>
    shop.adapter().shipments!.confirm({ ...parcel, platformOrderId, ...changes }, never)

  test.each(['unpaid', 'paid_shipping_forbidden', 'closed_unpaid', 'closed_refunded'] as const)(
    'what is %s is never completed: the shop itself would',
    async (state) => {
      await using shop = await openShop('woocommerce')
      const id = shop.record(1, { state, paidAtMs: state.startsWith('paid') ? NOON : null })
      expect(await ship(shop, id)).toMatchObject({
        outcome: 'refused',
        code: expect.stringMatching(/^status_/) as string,
      })
      expect(shop.market.counts).toMatchObject({ calls: 1, writes: 0 })
    },
  )
  test('part of an order is never sent as the whole', async () => {
    await using shop = await openShop('woocommerce')
    const id = shop.record(1)
    const outcome = await ship(shop, id, { lines: [{ platformLineId: '1', quantity: 1 }] })
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'split_not_possible' })
    expect(shop.market.counts.calls).toBe(0)
  })
})

test('an id that is no number never becomes a path', async () => {
  await using shop = await openShop('woocommerce')
  for (const id of ['../products/1', '1?force=true', ''])
    expect(await failureOf(() => shop.adapter().readOrder(id, never))).toMatchObject({ kind: 'not_found' })
  expect(shop.market.counts.calls).toBe(0)
})

describe('a webhook', () => {
  const post = (shop: OpenShop, body: unknown, headers: Record<string, string>): PushVerdict => {
    const text = JSON.stringify(body)
    const sign = createHmac('sha256', shop.market.key('webhookSecret')).update(text).digest('base64')
    const all = { 'x-wc-webhook-signature': sign, 'x-wc-webhook-source': shop.market.key('siteUrl'), ...headers }
    const request = { method: 'POST', path: '/', query: new URLSearchParams(), headers: all, body: Buffer.from(text) }
    return shop.adapter().push!.verify(request)
  }
  const noticeOf = (verdict: PushVerdict) => (verdict.verdict === 'notices' ? verdict.notices[0] : verdict)

  test.each([
    ['order.updated', { id: 727, line_items: [] }, { kind: 'order_changed', platformOrderId: '727' }],
    ['order.deleted', { id: 727 }, { kind: 'order_changed', platformOrderId: '727' }],
    ['product.updated', { id: 93, permalink: 'x' }, { kind: 'listing_changed', platformItemId: '93' }],
    ['product.updated', { id: 727, order_key: 'x' }, { kind: 'order_changed' }], // Somebody renamed it on the way.
    ['order.updated', { id: 93, permalink: 'x' }, { kind: 'other' }],
    ['customer.created', { id: 5, email: 'x' }, { kind: 'other' }],
    ['order.updated', { id: 'x', line_items: [] }, { kind: 'other' }],
  ])('%s %o', async (topic, body, notice) => {
    await using shop = await openShop('woocommerce')
    expect(noticeOf(post(shop, body, { 'x-wc-webhook-topic': topic }))).toMatchObject(notice)
  })
  test('of a site that moved to https is still its own', async () => {
    await using shop = await openShop('woocommerce')
    const source = shop.market.key('siteUrl').replace('https:', 'http:').replace(/\/$/, '')
    expect(noticeOf(post(shop, { id: 1, line_items: [] }, { 'x-wc-webhook-source': source }))).toMatchObject({
      kind: 'order_changed',
    })
    expect(post(shop, { id: 1, line_items: [] }, { 'x-wc-webhook-source': `${source}/other` })).toMatchObject({
      refusal: 'wrong_shop',
    })
    expect(post(shop, { id: 1, line_items: [] }, { 'x-wc-webhook-source': 'x' })).toMatchObject({
      refusal: 'wrong_shop',
    })
  })
  test('replayed under another delivery is the same message', async () => {
    await using shop = await openShop('woocommerce')
    const genuine = toPushRequest(pushOf(shop, 1))
    const again = { ...genuine, headers: { ...genuine.headers, 'x-wc-webhook-delivery-id': 'new' } }
    const [first, second] = [genuine, again].map((request) => noticeOf(shop.adapter().push!.verify(request)))
    expect(second).toEqual(first)
  })
  test('that only tries the address says nothing, and a signature does not make it say more', async () => {
    await using shop = await openShop('woocommerce')
    const ping = (body: string, headers = {}) =>
      shop
        .adapter()
        .push!.verify({ method: 'POST', path: '/', query: new URLSearchParams(), headers, body: Buffer.from(body) })
    expect(ping('webhook_id=12').verdict).toBe('handshake')
    expect(ping('webhook_id=12', { 'x-wc-webhook-signature': 'x' }).verdict).toBe('refused')
    expect(ping('webhook_id=12&x=1').verdict).toBe('refused')
  })
  test('without a secret of ours is refused', async () => {
    await using shop = await openShop('woocommerce')
    const empty = shop.adapter({ access: { webhookSecret: '' } })
    expect(empty.push!.verify(toPushRequest(pushOf(shop, 1))).verdict).toBe('refused')
  })
})

describe('subscribing', () => {
  const ADDRESS = new URL('http://127.0.0.1:9/push')
  const subscribe = (shop: OpenShop, access: Record<string, string> = {}): Promise<string[]> =>
    shop.adapter({ access }).push!.subscribe!(ADDRESS, never)

  test('what failed deliveries switched off is switched on again, not made once more', async () => {
    await using shop = await openShop('woocommerce')
    await subscribe(shop)
    const { webhooks } = shop.market
    const count = webhooks.all().length
    // Nobody listens at the address.
    for (let number = 1; number <= 7; number++) shop.record(number)
    await expect.poll(() => webhooks.all().filter(({ status }) => status === 'disabled').length).toBe(1)
    expect(await subscribe(shop)).toEqual(['order.updated'])
    expect(webhooks.all()).toHaveLength(count)
    expect(webhooks.all().every(({ status }) => status === 'active')).toBe(true)
  })

  test('what a person paused stays paused, and is told', async () => {
    await using shop = await openShop('woocommerce')
    await subscribe(shop)
    const [first] = shop.market.webhooks.all()
    shop.market.webhooks.setStatus(first!, 'paused')
    expect(await failureOf(() => subscribe(shop))).toMatchObject({ kind: 'refused', code: 'webhook_paused' })
    expect(first!.status).toBe('paused')
  })

  test('without a secret nothing is subscribed: its messages would be refused', async () => {
    await using shop = await openShop('woocommerce')
    const error = await failureOf(() => subscribe(shop, { webhookSecret: '' }))
    expect(error).toMatchObject({ kind: 'refused', code: 'no_webhook_secret' })
    expect(shop.market.webhooks.all()).toEqual([])
  })

  test('webhooks of other addresses are nobody of ours', async () => {
    await using shop = await openShop('woocommerce')
    shop.market.webhooks.add({ topic: 'order.updated', url: 'https://other.example/', secret: null })
    expect(await subscribe(shop)).toContain('order.updated')
  })
})
