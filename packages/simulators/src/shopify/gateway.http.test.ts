// The API's own rules over real HTTP: token, version, GraphQL's validation, points, cursors, keys of repeats, counts.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_LISTING, sampleTrade } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { SHOPIFY_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const ITEM = `gid://shopify/InventoryItem/7${SAMPLE_LISTING.skuId}`
const LOCATION = 'gid://shopify/Location/6600000001'

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  const tokens = { accessToken: 'shpat_a', refreshToken: 'r' }
  simulator = await startDefinition(SHOPIFY_MARKETPLACE, { tokens, now: () => nowMs })
  simulator.market.ledger.offer(SAMPLE_LISTING, 100)
})
afterEach(() => simulator.close())

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions?: { code?: string } }[]
  extensions?: {
    cost: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: { currentlyAvailable: number } }
  }
}

async function post(body: unknown, { token = 'shpat_a', version = '2026-10' } = {}): Promise<[number, Answer]> {
  const response = await fetch(`${simulator.url}/admin/api/${version}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify(body),
  })
  return [response.status, (await response.json()) as Answer]
}
const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Answer> =>
  (await post({ query, variables }))[1]

const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: SHOPIFY_MARKETPLACE.ids, number, atMs: NOON - 600_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

test('a wrong token is 401, a version without the compared count 404', async () => {
  const query = '{ shop { name } }'
  expect((await post({ query }, { token: 'x' }))[0]).toBe(401)
  expect((await post({ query }, { version: '2025-10' }))[0]).toBe(404)
  expect((await post({ query }))[1].data).toEqual({ shop: { name: 'Demo' } })
})

test('a token is given for the application’s id and secret, or once for a refresh token', async () => {
  const { clientId, clientSecret } = simulator.market.access as { clientId: string; clientSecret: string }
  const ask = async (form: Record<string, string>): Promise<[number, Record<string, unknown>]> => {
    const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form })
    const response = await fetch(`${simulator.url}/admin/oauth/access_token`, { method: 'POST', body })
    return [response.status, (await response.json()) as Record<string, unknown>]
  }
  const once = { grant_type: 'refresh_token', refresh_token: 'r' }
  expect((await ask(once))[1]).toMatchObject({ expires_in: 86_400, refresh_token: expect.any(String) as string })
  expect((await ask(once))[0]).toBe(400)
  expect((await ask({ grant_type: 'client_credentials', client_secret: 'x' }))[0]).toBe(400)
  const [, { access_token: token }] = await ask({ grant_type: 'client_credentials' })
  expect((await post({ query: '{ shop { name } }' }, { token: String(token) }))[0]).toBe(200)
  nowMs += 86_400_000
  expect((await post({ query: '{ shop { name } }' }, { token: String(token) }))[0]).toBe(401)
})

test('what GraphQL cannot parse or validate comes back with errors and no data', async () => {
  for (const query of ['{ shop {', '{ shop { colour } }', '{ orders { nodes { id } }', 'subscription { x }']) {
    const answer = await ask(query)
    expect(answer.errors?.length).toBeGreaterThan(0)
    expect(answer.data).toBeUndefined()
  }
  expect((await ask('{ orders { nodes { id } } }')).errors?.[0]?.message).toContain('first')
})

test('an unknown order is null, without an error', async () => {
  expect(await ask('{ order(id: "gid://shopify/Order/1") { id } }')).toMatchObject({ data: { order: null } })
})

describe('a listing', () => {
  const LIST = `query ($after: String, $query: String) {
    orders(first: 2, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { legacyResourceId } pageInfo { hasNextPage endCursor } }
  }`
  type Page = {
    orders: { nodes: { legacyResourceId: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  }
  const list = async (after: string | null, query = ''): Promise<Page['orders']> =>
    ((await ask(LIST, { after, query })).data as unknown as Page).orders
  const idsOf = (page: Page['orders']): string[] => page.nodes.map(({ legacyResourceId }) => legacyResourceId)

  test('goes from the oldest change on, and a row that moves shifts no other', async () => {
    const ids = [1, 2, 3, 4].map((number) => record(number))
    const first = await list(null)
    expect(idsOf(first)).toEqual(ids.slice(0, 2))
    record(1, { createdAtMs: NOON - 599_000, modifiedAtMs: NOON - 1_000 })
    const second = await list(first.pageInfo.endCursor)
    expect(idsOf(second)).toEqual(ids.slice(2))
    expect(idsOf(await list(second.pageInfo.endCursor))).toEqual(ids.slice(0, 1))
  })
  test('takes bounds of time', async () => {
    const ids = [1, 2, 3].map((number) => record(number))
    const at = (number: number): string => new Date(NOON - 600_000 + number * 1_000).toISOString()
    expect(idsOf(await list(null, `updated_at:>='${at(2)}'`))).toEqual(ids.slice(1))
    expect(idsOf(await list(null, `updated_at:>='${at(1)}' updated_at:<'${at(2)}'`))).toEqual(ids.slice(0, 1))
  })
  test('hides what is older than sixty days', async () => {
    const days = (count: number): number => NOON - count * 86_400_000
    const [young] = [59, 61].map((age, index) => record(index + 1, { createdAtMs: days(age) }))
    expect(idsOf(await list(null))).toEqual([young])
  })
})

describe('points', () => {
  test('a query of more than a thousand is refused, whatever it would bring', async () => {
    const answer = await ask(
      '{ orders(first: 250) { nodes { totalPriceSet { shopMoney { amount } } refunds { id } shippingAddress { city } } } }',
    )
    expect(answer.errors?.[0]?.extensions?.code).toBe('MAX_COST_EXCEEDED')
  })
  test('are asked for by the size, charged by the answer, and restored', async () => {
    record(1)
    const query = '{ orders(first: 200) { nodes { id totalPriceSet { shopMoney { amount } } } } }'
    const cost = (await ask(query)).extensions!.cost
    expect(cost).toMatchObject({
      requestedQueryCost: 600,
      actualQueryCost: 3,
      throttleStatus: { currentlyAvailable: 19_997 },
    })
    nowMs += 1_000
    expect((await ask('{ shop { id } }')).extensions!.cost.throttleStatus.currentlyAvailable).toBe(19_999)
  })
  test('an empty bucket throttles with HTTP 200', async () => {
    for (let number = 1; number <= 200; number++) record(number)
    const query =
      '{ orders(first: 200) { nodes { id totalPriceSet { shopMoney { amount } } shippingAddress { city } } } }'
    let answer = await ask(query)
    for (let calls = 0; calls < 40 && answer.errors === undefined; calls++) answer = await ask(query)
    expect(answer.errors?.[0]?.extensions?.code).toBe('THROTTLED')
    nowMs += 1_000
    expect((await ask(query)).errors).toBeUndefined()
  })
})

describe('counts', () => {
  const SET = `mutation ($quantity: Int!, $from: Int, $key: String!) {
    inventorySetQuantities(input: { name: "available", reason: "correction", quantities: [
      { inventoryItemId: "${ITEM}", locationId: "${LOCATION}", quantity: $quantity, changeFromQuantity: $from }
    ] }) @idempotent(key: $key) { inventoryAdjustmentGroup { changes { quantityAfterChange } } userErrors { code } }
  }`
  type Set = { inventorySetQuantities: { userErrors: { code: string }[] } }
  const set = async (variables: Record<string, unknown>): Promise<string | null> => {
    const { data } = await ask(SET, variables)
    return (data as unknown as Set).inventorySetQuantities.userErrors[0]?.code ?? null
  }
  const shown = (): number => simulator.market.ledger.stock.shown(SAMPLE_LISTING.skuId)

  test('are set from the count that stands, or from null', async () => {
    expect(await set({ quantity: 7, from: 99, key: 'a' })).toBe('CHANGE_FROM_QUANTITY_STALE')
    expect(shown()).toBe(100)
    expect(await set({ quantity: 7, from: 100, key: 'b' })).toBeNull()
    expect(await set({ quantity: 8, from: null, key: 'c' })).toBeNull()
    expect(await set({ quantity: -1, from: null, key: 'd' })).toBe('INVALID_QUANTITY_NEGATIVE')
    expect(shown()).toBe(8)
  })
  test('are written once under a key, and a key is of one change', async () => {
    for (let time = 0; time < 3; time++) expect(await set({ quantity: 7, from: 100, key: 'a' })).toBeNull()
    expect(simulator.market.counts.writes).toBe(1)
    expect(await set({ quantity: 8, from: 7, key: 'a' })).toBe('IDEMPOTENCY_KEY_PARAMETER_MISMATCH')
  })
  test('without a key, or without the count they start from, are refused', async () => {
    const input = `name: "available", reason: "correction"`
    const change = (more: string): string =>
      `{ inventoryItemId: "${ITEM}", locationId: "${LOCATION}", delta: 1${more} }`
    const without = await ask(
      `mutation { inventoryAdjustQuantities(input: { ${input}, changes: [${change(', changeFromQuantity: null')}] }) { userErrors { code } } }`,
    )
    expect(without.errors?.[0]?.message).toContain('@idempotent')
    const blind = await ask(
      `mutation { inventoryAdjustQuantities(input: { ${input}, changes: [${change('')}] }) @idempotent(key: "x") { userErrors { code } } }`,
    )
    expect(blind.errors?.[0]?.message).toContain('changeFromQuantity')
    expect(shown()).toBe(100)
  })
})

test('a topic is subscribed once at one address, over TLS, and only shown where it stands', async () => {
  const create = async (topic: string, uri: string): Promise<string[]> => {
    const mutation = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
      webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) { userErrors { message } }
    }`
    const { data } = await ask(mutation, { topic, webhook: { uri } })
    const { userErrors } = data!['webhookSubscriptionCreate'] as { userErrors: { message: string }[] }
    return userErrors.map(({ message }) => message)
  }
  expect(await create('ORDERS_CREATE', 'https://oms.example/a')).toEqual([])
  expect(await create('ORDERS_CREATE', 'https://oms.example/b')).toEqual([])
  expect(await create('ORDERS_CREATE', 'https://oms.example/a')).toEqual([
    'Address for this topic has already been taken',
  ])
  expect(await create('ORDERS_PAID', 'http://oms.example/a')).toHaveLength(1)
  const { data } = await ask('{ webhookSubscriptions(first: 5) { nodes { topic uri } } }')
  expect(data).toEqual({
    webhookSubscriptions: {
      nodes: [
        { topic: 'ORDERS_CREATE', uri: 'https://oms.example/a' },
        { topic: 'ORDERS_CREATE', uri: 'https://oms.example/b' },
      ],
    },
  })
})
