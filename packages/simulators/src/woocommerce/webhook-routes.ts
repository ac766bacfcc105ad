// Webhooks as the REST API makes and changes them. Source: the published controller of webhooks. A secret is taken and
// never shown; a status that is set back leaves the count of failures as it is.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { Webhook } from '../marketplace/webhook-book.ts'
import { toPage } from './paging.ts'
import type { Query } from './paging.ts'
import { refusals, refuse } from './woo-error.ts'
import type { WooResult } from './woo-error.ts'

interface WebhookChange {
  topic?: string
  delivery_url?: string
  secret?: string
  status?: string
}

const TOPIC = /^(coupon|customer|order|product)\.(created|updated|deleted|restored)$/
const STATUSES = ['active', 'paused', 'disabled'] as const

export function listWebhooks(query: Query, market: Marketplace): WooResult {
  const { status = 'all', order, orderby } = query
  const rows = market.webhooks.all().filter((webhook) => status === 'all' || webhook.status === status)
  const isAscending = order === 'asc' && orderby === 'id'
  return toPage(isAscending ? rows : rows.toReversed(), query, { toRow, faults: market.faults })
}

export function createWebhook(wish: WebhookChange, market: Marketplace): WooResult {
  const { topic = '', delivery_url: url = '', secret = 'drawn by the shop' } = wish
  if (!TOPIC.test(topic)) return refuse(refusals.webhookTopic)
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return refuse(refusals.webhookUrl)
  market.counts.writes += 1
  return { ok: true, status: 201, body: toRow(market.webhooks.add({ topic, url, secret })) }
}

export function changeWebhook(id: string, change: WebhookChange, market: Marketplace): WooResult {
  const webhook = market.webhooks.find(Number(id))
  if (webhook === undefined) return refuse(refusals.webhook)
  const status = STATUSES.find((each) => each === (change.status ?? webhook.status))
  if (status === undefined) return refuse(refusals.webhookStatus)
  market.counts.writes += 1
  webhook.secret = change.secret ?? webhook.secret
  market.webhooks.setStatus(webhook, status)
  return { ok: true, body: toRow(webhook) }
}

function toRow({ id, topic, url, status }: Webhook): Record<string, unknown> {
  const [resource, event] = topic.split('.')
  return { id, name: `Webhook ${id}`, status, topic, resource, event, delivery_url: url }
}
