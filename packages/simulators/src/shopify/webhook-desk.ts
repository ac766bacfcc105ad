// Subscriptions by API: those of this application and this shop, one topic at one address each. Source: reference of
// webhookSubscriptions and webhookSubscriptionCreate (`uri`, since version 2025-10); the words of refusals are [A].

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { Webhook } from '../marketplace/webhook-book.ts'
import { connectById } from './connection.ts'
import type { PageArguments } from './connection.ts'
import { gid } from './ids.ts'

/** Topics in the API's own writing: the first word is the resource. */
const wireTopic = (topic: string): string => topic.toLowerCase().replace('_', '/')
const apiTopic = (topic: string): string => topic.toUpperCase().replace('/', '_')

export function listWebhooks(market: Marketplace, page: PageArguments & { topics?: string[] | null }): unknown {
  const wanted = page.topics ?? []
  const rows = market.webhooks.all().map(toSubscription)
  return connectById(
    rows.filter(({ topic }) => wanted.length === 0 || wanted.includes(topic)),
    page,
  )
}

export interface WebhookInput {
  uri?: string | null
}

export function createWebhook(market: Marketplace, topic: string, { uri }: WebhookInput): unknown {
  if (uri === undefined || uri === null || !mayPostTo(uri)) return refused('Address is invalid: it must be https')
  const wish = { topic: wireTopic(topic), url: uri, secret: null }
  if (market.webhooks.all().some((each) => each.topic === wish.topic && each.url === wish.url)) {
    return refused('Address for this topic has already been taken')
  }
  market.counts.writes += 1
  return { webhookSubscription: toSubscription(market.webhooks.add(wish)), userErrors: [] }
}

/** TLS only; this machine itself stands in for an address behind it. */
function mayPostTo(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')
}

function toSubscription({ id, topic, url }: Webhook) {
  return { id: gid('WebhookSubscription', String(id)), topic: apiTopic(topic), uri: url, format: 'JSON' }
}

function refused(message: string): unknown {
  return { webhookSubscription: null, userErrors: [{ field: ['webhookSubscription', 'uri'], message }] }
}
