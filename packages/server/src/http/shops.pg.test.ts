import { expect, test } from 'vitest'
import { PATHS } from '@tidegate/contract'
import { openShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import { openTestApp } from './test-app.ts'

const MERCHANT = 'test'

async function opened(options: Parameters<typeof openTestApp>[0] = {}) {
  const app = await openTestApp(options)
  const shop = await openShop('taobao', { now: () => Date.now() })
  const owner = { cookie: await app.signIn('owner'), 'x-tidegate-csrf': '1' }
  const { accessToken } = shop.market.tokens.current
  const wish = {
    channel: 'taobao',
    shop: 'demo',
    name: 'Demo shop',
    gatewayUrl: shop.url,
    fields: { ...shop.market.access, accessToken },
  }
  return { app, shop, owner, wish }
}

test('a shop is tried, connected, seen and switched; what it was given never comes out again', async () => {
  const { app, shop, owner, wish } = await opened()
  await using _app = app
  await using _shop = shop
  const tried = await app.ask(PATHS.shopTest, { method: 'POST', headers: owner, body: wish })
  expect(tried.json).toEqual({ ok: true, reason: null, problem: null, orders: 0 })
  const wrong = { ...wish, fields: { ...wish.fields, appSecret: 'not-the-secret' } }
  const refused = await app.ask(PATHS.shopTest, { method: 'POST', headers: owner, body: wrong })
  expect(refused.json).toMatchObject({ ok: false, reason: 'bug', orders: null })
  const stale = { ...wish, fields: { ...wish.fields, accessToken: 'not-the-token' } }
  const expired = await app.ask(PATHS.shopTest, { method: 'POST', headers: owner, body: stale })
  expect(expired.json).toMatchObject({ ok: false, reason: 'reauthorise' })

  expect(await app.ask(PATHS.shops, { method: 'POST', headers: owner, body: wish })).toMatchObject({ status: 204 })
  const listed = await app.ask(PATHS.shops, { headers: owner })
  expect(listed.json).toMatchObject({
    shops: expect.arrayContaining([
      expect.objectContaining({
        channel: 'taobao',
        shop: 'demo',
        connected: true,
        switches: { polls: true, publishes: false, confirms: true, promotion: false },
        token: expect.objectContaining({ renewedBy: 'person', renewedAt: null, expiresAt: null, needsPerson: false }),
      }),
    ]),
  })
  for (const secret of Object.values(wish.fields)) expect(listed.text).not.toContain(secret)

  const path = PATHS.shop.replace(':channel', 'taobao').replace(':shop', 'demo')
  expect(await app.ask(path, { method: 'PATCH', headers: owner, body: { polls: false } })).toMatchObject({
    status: 204,
  })
  const resting = await app.ask(PATHS.shops, { headers: owner })
  expect(resting.json).toMatchObject({
    shops: expect.arrayContaining([
      expect.objectContaining({
        shop: 'demo',
        connected: true,
        switches: { polls: false, publishes: false, confirms: true, promotion: false },
        links: [],
      }),
    ]),
  })
  expect(app.logs.join('\n')).not.toContain(wish.fields.accessToken)
})

test('a missing key and one nobody knows are named, and viewers connect nothing', async () => {
  const { app, shop, owner, wish } = await opened()
  await using _app = app
  await using _shop = shop
  const { accessToken: _, appSecret: __, ...fields } = wish.fields as Record<string, string>
  const missing = await app.ask(PATHS.shops, { method: 'POST', headers: owner, body: { ...wish, fields } })
  expect(missing.json).toMatchObject({ code: 'bad_request', field: '/fields/appSecret' })
  const stray = { ...wish, fields: { ...wish.fields, password: 'x' } }
  const unknown = await app.ask(PATHS.shops, { method: 'POST', headers: owner, body: stray })
  expect(unknown.json).toMatchObject({ field: '/fields/password' })
  const viewer = { cookie: await app.signIn('viewer'), 'x-tidegate-csrf': '1' }
  expect(await app.ask(PATHS.shops, { method: 'POST', headers: viewer, body: wish })).toMatchObject({ status: 403 })
})

test('an address that may not be called is named before anything is kept', async () => {
  const { app, shop, owner, wish } = await opened()
  await using _app = app
  await using _shop = shop
  const stray = { ...wish, gatewayUrl: 'https://elsewhere.example' }
  const tried = await app.ask(PATHS.shopTest, { method: 'POST', headers: owner, body: stray })
  expect(tried.json).toMatchObject({ ok: false, reason: 'address' })
  const refused = await app.ask(PATHS.shops, { method: 'POST', headers: owner, body: stray })
  expect(refused.json).toMatchObject({ code: 'bad_request', field: '/gatewayUrl' })
  expect((await app.ask(PATHS.shops, { headers: owner })).text).not.toContain('"demo"')
})

test('a shop whose keys are refused needs a person, and where its platform posts messages is a whole address', async () => {
  const { app, shop, owner, wish } = await opened({ publicOrigin: 'https://oms.example' })
  await using _app = app
  await using _shop = shop
  await using woo = await openShop('woocommerce', { now: () => Date.now() })
  const headers = { ...owner, origin: 'https://oms.example' }
  const connected = { ...wish, channel: 'woocommerce', shop: 'shop', gatewayUrl: woo.url, fields: woo.market.access }
  expect(await app.ask(PATHS.shops, { method: 'POST', headers, body: connected })).toMatchObject({ status: 204 })
  const shopIn = async () => {
    const { shops } = (await app.ask(PATHS.shops, { headers })).json as { shops: { shop: string }[] }
    return shops.find((each) => each.shop === 'shop')
  }
  const path = PATHS.channelMessages.replace(':merchant', MERCHANT).replace(':channel', 'woocommerce')
  expect(await shopIn()).toMatchObject({
    token: { renewedBy: 'none', needsPerson: false },
    pushUrl: `https://oms.example${path.replace(':shop', 'shop')}`,
  })
  const spoilt = { ...connected, fields: { ...connected.fields, consumerSecret: 'cs_gone' } }
  expect(await app.ask(PATHS.shops, { method: 'POST', headers, body: spoilt })).toMatchObject({ status: 204 })
  const failing = expect.objectContaining({ name: 'orders', reason: 'reauthorise' })
  await expect
    .poll(shopIn, { timeout: 10_000 })
    .toMatchObject({ token: { needsPerson: true }, links: expect.arrayContaining([failing]) })
})

test('backfills are asked for, seen and stopped; a range that is none is named', async () => {
  const { app, shop, owner } = await opened()
  await using _app = app
  await using _shop = shop
  const path = PATHS.shopBackfills.replace(':channel', 'taobao').replace(':shop', 'main')
  const body = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' }
  const asked = await app.ask(path, { method: 'POST', headers: owner, body })
  expect(asked.json).toMatchObject({ state: 'running', orders: 0 })
  const { id } = asked.json as { id: string }
  expect(await app.ask(`${path}/${id}`, { method: 'DELETE', headers: owner })).toMatchObject({ status: 204 })
  expect((await app.ask(path, { headers: owner })).json).toMatchObject({ backfills: [{ id, state: 'stopped' }] })
  const reversed = await app.ask(path, { method: 'POST', headers: owner, body: { from: body.to, to: body.from } })
  expect(reversed.json).toMatchObject({ field: '/to' })
})

test('a message for a shop that is not here is not found', async () => {
  const { app, shop } = await opened()
  await using _app = app
  await using _shop = shop
  const path = PATHS.channelMessages
    .replace(':merchant', MERCHANT)
    .replace(':channel', 'taobao')
    .replace(':shop', 'nobody')
  expect(await app.ask(path, { method: 'POST', body: { tid: '1' } })).toMatchObject({ status: 404 })
})

test('a platform sends no header of our pages: its signature is what counts', async () => {
  const { app, shop } = await opened()
  await using _app = app
  await using _shop = shop
  const url = `http://127.0.0.1:${app.port}${PATHS.channelMessages}`
  const path = url.replace(':merchant', MERCHANT).replace(':channel', 'shopify').replace(':shop', 'nobody')
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(path, { method: 'POST', headers, body: '{}' })).status).toBe(404)
})

test('a listing is mapped by the codes of SKUs, and a code nobody has is named', async () => {
  const { app, shop, owner } = await opened()
  await using _app = app
  await using _shop = shop
  await app.engine.gate.links.listings.record({ channel: 'taobao', shop: 'main' }, [
    { platformItemId: 'I1', platformSkuId: 'L1', skuCode: null, title: 'Gift box', onSale: true },
  ])
  const page = await app.ask(`${PATHS.listings}?unmapped=true`, { headers: owner })
  expect(page.json).toMatchObject({
    listings: [{ title: 'Gift box', mappedBy: null, components: [] }],
    next: null,
    toMap: 1,
  })
  const [{ id } = { id: 0 }] = (page.json as { listings: { id: number }[] }).listings
  const path = PATHS.listing.replace(':id', String(id))
  const ghost = {
    components: [
      { skuCode: 'A', perUnit: 1 },
      { skuCode: 'ghost', perUnit: 1 },
    ],
  }
  expect((await app.ask(path, { method: 'PUT', headers: owner, body: ghost })).json).toMatchObject({
    field: '/components/1/skuCode',
  })
  const body = { components: [{ skuCode: 'A', perUnit: 2 }] }
  expect((await app.ask(path, { method: 'PUT', headers: owner, body })).json).toEqual({
    outcome: 'mapped',
    waitingOrders: 0,
    stillWaitingOrders: 0,
  })
  expect((await app.ask(PATHS.listings, { headers: owner })).json).toMatchObject({
    listings: [{ components: [{ skuCode: 'A', perUnit: 2 }], waiting: null }],
  })
  expect((await app.ask(`${PATHS.listings}?sku=A`, { headers: owner })).json).toMatchObject({ listings: [{ id }] })
  expect((await app.ask(`${PATHS.listings}?sku=B`, { headers: owner })).json).toMatchObject({ listings: [] })
})
