// The platform's own client for Node, unchanged: @shopify/admin-api-client 2.0.0. It writes https before any address; its
// documented `customFetchApi` takes that back, since a simulator has no TLS.

import { createAdminApiClient } from '@shopify/admin-api-client'
import { expect, test } from 'vitest'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { SHOPIFY_MARKETPLACE } from './definition.ts'

function connect({ simulator }: SampleShop, accessToken = SAMPLE_TOKENS.accessToken) {
  return createAdminApiClient({
    storeDomain: simulator.url,
    apiVersion: '2026-10',
    accessToken,
    customFetchApi: (url, init) => fetch(url.replace(/^https:/, 'http:'), init as RequestInit),
  })
}

const LIST = `query ($after: String, $query: String) {
  orders(first: 2, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { legacyResourceId displayFinancialStatus lineItems(first: 5) { nodes { sku quantity } } }
    pageInfo { hasNextPage endCursor }
  }
}`

test('lists what changed page by page, with the points it cost', async () => {
  await using shop = await openSampleShop(SHOPIFY_MARKETPLACE)
  const client = connect(shop)
  const ids: string[] = []
  let after: string | null = null
  do {
    const query = `updated_at:>='${new Date(shop.startedAtMs - 3_600_000).toISOString()}'`
    const answer: Awaited<ReturnType<typeof client.request>> = await client.request(LIST, {
      variables: { query, after },
    })
    expect(answer.errors).toBeUndefined()
    expect(answer.extensions).toMatchObject({ cost: { throttleStatus: { restoreRate: 1_000 } } })
    const { nodes, pageInfo } = (answer.data as { orders: Page }).orders
    ids.push(...nodes.map(({ legacyResourceId }) => legacyResourceId))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
  expect(ids).toEqual([...shop.trades, shop.refunded].map(({ tradeId }) => tradeId))
})

interface Page {
  nodes: { legacyResourceId: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

const ORDER = `query ($id: ID!) {
  order(id: $id) {
    displayFulfillmentStatus
    refunds { totalRefundedSet { shopMoney { amount } } }
    fulfillmentOrders(first: 5) { nodes { id status lineItems(first: 5) { nodes { id remainingQuantity } } } }
  }
}`
const SHIP = `mutation ($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { status } userErrors { message } }
}`

test('reads an order and its refunds, and ships it', async () => {
  await using shop = await openSampleShop(SHOPIFY_MARKETPLACE)
  const client = connect(shop)
  const idOf = ({ tradeId }: { tradeId: string }): string => `gid://shopify/Order/${tradeId}`
  const refunded = await client.request(ORDER, { variables: { id: idOf(shop.refunded) } })
  expect(refunded.data).toMatchObject({
    order: { refunds: [{ totalRefundedSet: { shopMoney: { amount: '10.00' } } }] },
  })
  const id = idOf(shop.trades[1])
  const { data } = await client.request(ORDER, { variables: { id } })
  const [open] = (data as { order: { fulfillmentOrders: { nodes: { id: string }[] } } }).order.fulfillmentOrders.nodes
  const fulfillment = {
    lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: open!.id }],
    trackingInfo: { company: 'SF Express', number: 'SF1' },
  }
  const shipped = await client.request(SHIP, { variables: { fulfillment } })
  expect(shipped.data).toMatchObject({ fulfillmentCreate: { fulfillment: { status: 'SUCCESS' }, userErrors: [] } })
  expect((await client.request(ORDER, { variables: { id } })).data).toMatchObject({
    order: { displayFulfillmentStatus: 'FULFILLED' },
  })
})

const SET = `mutation ($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code } }
}`

test('sets a count from the one that stands', async () => {
  await using shop = await openSampleShop(SHOPIFY_MARKETPLACE)
  const quantity = {
    inventoryItemId: `gid://shopify/InventoryItem/7${SAMPLE_LISTING.skuId}`,
    locationId: 'gid://shopify/Location/6600000001',
    quantity: 7,
    changeFromQuantity: shop.shown(),
  }
  const input = { name: 'available', reason: 'correction', quantities: [quantity] }
  const answer = await connect(shop).request(SET, { variables: { input, key: 'k1' } })
  expect(answer.data).toMatchObject({ inventorySetQuantities: { userErrors: [] } })
  expect(shop.shown()).toBe(7)
})

test('hears of a wrong token by its status, of a wrong field by GraphQL’s own words', async () => {
  await using shop = await openSampleShop(SHOPIFY_MARKETPLACE)
  expect((await connect(shop, 'wrong').request(LIST)).errors).toMatchObject({ networkStatusCode: 401 })
  expect((await connect(shop).request('{ shop { colour } }')).errors).toMatchObject({
    networkStatusCode: 200,
    graphQLErrors: [{ message: expect.stringContaining('colour') as string }],
  })
})

test('a code of the page where the seller agreed is exchanged once', async () => {
  await using shop = await openSampleShop(SHOPIFY_MARKETPLACE)
  const { clientId, clientSecret } = shop.simulator.market.access
  const code = shop.simulator.market.tokens.authorize(Date.now())
  // As @shopify/shopify-api 15.0.0 writes it: JSON, with no grant type.
  const body = JSON.stringify({ client_id: clientId, client_secret: clientSecret, code, expiring: '1' })
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const exchange = (): Promise<Response> =>
    fetch(`${shop.simulator.url}/admin/oauth/access_token`, { method: 'POST', headers, body })
  const { access_token: token } = (await (await exchange()).json()) as { access_token: string }
  expect((await connect(shop, token).request('{ shop { name } }')).errors).toBeUndefined()
  expect((await exchange()).status).toBe(400)
})
