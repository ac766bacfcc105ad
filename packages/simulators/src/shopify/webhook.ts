// Webhooks: a resource as JSON, signed over its bytes. Topics, headers and retries: shopify.dev, webhooks over HTTPS.

import { createHmac } from 'node:crypto'
import type { PushFormat } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent, MarketEventKind } from '../marketplace/push-outbox.ts'
import { gid } from './ids.ts'
import { toIso } from './to-line-item.ts'
import { financialStatus } from './to-shopify-order.ts'

const MINUTE_MS = 60_000

const TOPICS: Partial<Record<MarketEventKind, string>> = {
  created: 'orders/create',
  deposit_paid: 'orders/updated',
  paid: 'orders/paid',
  partly_shipped: 'orders/partially_fulfilled',
  shipped: 'orders/fulfilled',
  completed: 'orders/updated',
  closed: 'orders/cancelled',
  refund_succeeded: 'refunds/create',
  changed: 'orders/updated',
}

export const SHOPIFY_PUSH: PushFormat = {
  request: (event, market, targetPath) => {
    const topic = topicOf(event)
    if (topic === null) return null
    const body = JSON.stringify(topic === 'refunds/create' ? toRefund(event) : toOrder(event))
    return { method: 'POST', path: targetPath, headers: headersOf(event, { topic, body }, market), body }
  },
  handshake: null,
  webhooks: { topicOf, failuresMax: 1, endsAs: 'removed' },
  isAcknowledged: (status) => status >= 200 && status < 300,
  // Eight times within four hours; the steps are [A].
  retryDelaysMs: [1, 2, 5, 10, 30, 60, 60, 60].map((minutes) => minutes * MINUTE_MS),
}

function topicOf({ kind }: MarketEvent): string | null {
  return TOPICS[kind] ?? null
}

function headersOf(
  { id, atMs }: MarketEvent,
  { topic, body }: { topic: string; body: string },
  market: Marketplace,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': createHmac('sha256', market.key('clientSecret')).update(body).digest('base64'),
    'x-shopify-shop-domain': market.key('shopDomain'),
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': id,
    'x-shopify-event-id': id,
    'x-shopify-triggered-at': toIso(atMs),
  }
}

function toOrder({ trade }: MarketEvent): Record<string, unknown> {
  return {
    id: Number(trade.tradeId),
    admin_graphql_api_id: gid('Order', trade.tradeId),
    name: `#${trade.tradeId.slice(-5)}`,
    created_at: toIso(trade.createdAtMs),
    updated_at: toIso(trade.modifiedAtMs),
    financial_status: financialStatus(trade).toLowerCase(),
    line_items: trade.lines.map(({ lineId, skuCode, quantity }) => ({ id: Number(lineId), sku: skuCode, quantity })),
  }
}

function toRefund({ trade, atMs }: MarketEvent): Record<string, unknown> {
  const refund = trade.lines.find(({ refund: each }) => each !== null)?.refund
  const id = refund?.refundId ?? '0'
  return {
    id: Number(id),
    admin_graphql_api_id: gid('Refund', id),
    order_id: Number(trade.tradeId),
    created_at: toIso(atMs),
  }
}
