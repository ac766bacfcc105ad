import { PATHS } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { openTestApp } from './test-app.ts'
import type { TestApp } from './test-app.ts'

const HOUR_MS = 60 * 60_000

async function opened() {
  const app = await openTestApp()
  const owner = { cookie: await app.signIn('owner'), 'x-tidegate-csrf': '1' }
  const put = (body: unknown, headers = owner) => app.ask(PATHS.promotionNight, { method: 'PUT', headers, body })
  return { app, owner, put }
}

async function nights({ app, owner }: { app: TestApp; owner: Record<string, string> }) {
  const { json } = await app.ask(PATHS.shops, { headers: owner })
  const { shops } = json as { shops: { switches: { promotion: boolean }; promotionUntil: string | null }[] }
  return shops.map(({ switches, promotionUntil }) => ({ on: switches.promotion, until: promotionUntil }))
}

const TOKENS = { accessToken: 'opens', refreshToken: null, expiresAt: null }

test('all shops are switched on at once until a time, which is shown, and off again', async () => {
  const { app, owner, put } = await opened()
  await using _app = app
  const until = new Date(Date.now() + HOUR_MS).toISOString()
  expect(await put({ on: true, until })).toMatchObject({ status: 204 })
  const on = await nights({ app, owner })
  expect(on.length).toBeGreaterThan(1)
  expect(new Set(on.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify({ on: true, until })]))
  expect(await put({ on: false })).toMatchObject({ status: 204 })
  expect(new Set((await nights({ app, owner })).map(({ on: isOn }) => isOn))).toEqual(new Set([false]))
})

test('it switches itself off when its time has come', async () => {
  const { app, owner, put } = await opened()
  await using _app = app
  await put({ on: true, until: new Date(Date.now() + HOUR_MS).toISOString() })
  await app.engine.gate.database`update shops set promotion_until = promotion_until - interval '1 hour'`
  expect(new Set((await nights({ app, owner })).map(({ on }) => on))).toEqual(new Set([false]))
})

test('an end that is past or months away is named, and only owner and operations may', async () => {
  const { app, owner, put } = await opened()
  await using _app = app
  for (const awayMs of [-HOUR_MS, 60 * 24 * HOUR_MS]) {
    const until = new Date(Date.now() + awayMs).toISOString()
    expect((await put({ on: true, until })).json).toMatchObject({ code: 'bad_request', field: '/until' })
  }
  const service = { cookie: await app.signIn('service'), 'x-tidegate-csrf': '1' }
  expect(await put({ on: true }, service)).toMatchObject({ status: 403 })
  expect(new Set((await nights({ app, owner })).map(({ on }) => on))).toEqual(new Set([false]))
})

test('one connected shop is switched without touching its other switches or its links', async () => {
  const { app, owner } = await opened()
  await using _app = app
  const shop = { channel: 'taobao', shop: 'main' } as const
  const access = { name: 'Main', gatewayUrl: null, fields: {}, tokens: JSON.stringify(TOKENS), by: 'user:1' }
  await app.engine.gate.links.access.connect({ ...shop, ...access, polls: false })
  const path = PATHS.shop.replace(':channel', shop.channel).replace(':shop', shop.shop)
  const patch = (body: unknown) => app.ask(path, { method: 'PATCH', headers: owner, body })
  expect(await patch({ promotion: true })).toMatchObject({ status: 204 })
  expect(await app.engine.gate.links.promotions.endsAt(shop)).toBe(Infinity)
  const { json } = await app.ask(PATHS.shops, { headers: owner })
  const seen = (json as { shops: { shop: string; channel: string; switches: unknown; promotionUntil: unknown }[] })
    .shops
  expect(seen.find((each) => each.channel === shop.channel && each.shop === shop.shop)).toMatchObject({
    switches: { polls: false, publishes: false, confirms: true, promotion: true },
    promotionUntil: null,
  })
  expect((await nights({ app, owner })).filter(({ on }) => on)).toHaveLength(1)
  expect(await patch({ promotion: false })).toMatchObject({ status: 204 })
  expect((await nights({ app, owner })).filter(({ on }) => on)).toHaveLength(0)
})
