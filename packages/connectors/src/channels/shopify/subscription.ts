// Subscriptions of webhooks: one topic at one address each, and the platform removes one whose messages failed for four
// hours. Only those made by this application are listed. Source: reference of webhookSubscriptions and
// webhookSubscriptionCreate; `uri` is of version 2025-10.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { logWords, requireFields } from '../json-answer.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { CursorPage } from '../read-by-cursor.ts'
import { dataReader } from './client.ts'
import type { ShopifyClient } from './client.ts'
import { nextCursor } from './listing.ts'

/** What changes an order, what changes a listing, and the end of it all. Needs no scope that orders and stock do not. */
const TOPICS = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_PAID',
  'ORDERS_CANCELLED',
  'ORDERS_PARTIALLY_FULFILLED',
  'ORDERS_FULFILLED',
  'ORDERS_DELETE',
  'REFUNDS_CREATE',
  'PRODUCTS_UPDATE',
  'APP_UNINSTALLED',
] as const
const PAGE_SIZE = 100
const ERRORS_MAX = 50
/** Somebody was quicker: it stands. [A] Its words are those of a documented code that this mutation does not give. */
const TAKEN = /already been taken/i

const STANDING_QUERY = `query Webhooks($first: Int!, $after: String) {
  webhookSubscriptions(first: $first, after: $after) { nodes { topic uri } pageInfo { hasNextPage endCursor } }
}`

const SUBSCRIBE = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`

export async function subscribeWebhooks(client: ShopifyClient, address: URL, signal: AbortSignal): Promise<string[]> {
  const standing = await standingTopics(client, address, signal)
  const made: string[] = []
  let refusal: ChannelError | null = null
  for (const topic of TOPICS) {
    if (standing.has(topic)) continue
    const error = await subscribe(client, { topic, address }, signal)
    if (error === null) made.push(topic)
    // One that is refused for want of a scope must not keep the others from being made.
    else refusal ??= new ChannelError('refused', 'user_error', { message: `${topic}: ${error}` })
  }
  if (refusal !== null) throw refusal
  return made
}

async function standingTopics(client: ShopifyClient, address: URL, signal: AbortSignal): Promise<Set<string>> {
  const topics = new Set<string>()
  for await (const page of readByCursor((after) => readPage(client, after, signal))) {
    for (const { topic, uri } of page) if (uri === address.href) topics.add(topic)
  }
  return topics
}

interface Standing {
  topic: string
  uri: string
}

async function readPage(
  client: ShopifyClient,
  after: string | null,
  signal: AbortSignal,
): Promise<CursorPage<Standing>> {
  const data = await client.data(STANDING_QUERY, { first: PAGE_SIZE, after }, signal)
  return requireFields(() => {
    const list = dataReader(data).object('webhookSubscriptions')
    const rows = list.optionalList('nodes', PAGE_SIZE) ?? failField('webhookSubscriptions.nodes', 'a list', undefined)
    return { rows: rows.map(toStanding), next: nextCursor(list) }
  })
}

function toStanding(row: unknown): Standing {
  const subscription = new ObjectReader(row, 'webhookSubscription')
  return { topic: subscription.text('topic'), uri: subscription.text('uri') }
}

/** The platform's words where it refuses, or null. */
async function subscribe(
  client: ShopifyClient,
  { topic, address }: { topic: string; address: URL },
  signal: AbortSignal,
): Promise<string | null> {
  const data = await client.data(SUBSCRIBE, { topic, webhook: { uri: address.href, format: 'JSON' } }, signal)
  const message = requireFields(() => {
    const payload = dataReader(data).object('webhookSubscriptionCreate')
    const [error] = payload.optionalList('userErrors', ERRORS_MAX) ?? failField('userErrors', 'a list', undefined)
    if (error !== undefined) return logWords(new ObjectReader(error, 'userErrors').value('message'))
    payload.object('webhookSubscription')
    return null
  })
  return message !== null && TAKEN.test(message) ? null : message
}
