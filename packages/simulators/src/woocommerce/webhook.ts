// Webhooks: a resource as JSON, signed over its bytes; a new address is tried with an unsigned form. Source: the class
// WC_Webhook. A delivery that fails is not repeated; with more than five failures in its count the next one switches the
// webhook off.

import { createHmac } from 'node:crypto'
import type { PushFormat } from '../marketplace/definition.ts'
import type { MarketEvent } from '../marketplace/push-outbox.ts'
import { toWooOrder } from './to-woo-order.ts'

export const WOOCOMMERCE_PUSH: PushFormat = {
  request: (event, market, targetPath) => {
    const body = JSON.stringify(toWooOrder(event.trade, { isThin: false, listings: market.ledger.listings }))
    const topic = topicOf(event)
    const webhook = market.webhooks.of(topic).find(({ url }) => pathOf(url) === targetPath)
    const secret = webhook?.secret ?? market.key('webhookSecret')
    const signature = createHmac('sha256', secret).update(body).digest('base64')
    const headers = {
      'content-type': 'application/json',
      'x-wc-webhook-source': market.key('siteUrl'),
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-resource': 'order',
      'x-wc-webhook-event': topic.slice('order.'.length),
      'x-wc-webhook-signature': signature,
      'x-wc-webhook-id': String(webhook?.id ?? 1),
      'x-wc-webhook-delivery-id': deliveryId(event),
    }
    return { method: 'POST', path: targetPath, headers, body }
  },
  handshake: (_market, targetPath) => ({
    method: 'POST',
    path: targetPath,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'webhook_id=1',
  }),
  isAcknowledged: (status) => (status >= 200 && status < 300) || status === 301 || status === 302,
  retryDelaysMs: [],
  // The count is looked at before it is raised, so the seventh in a row ends it.
  webhooks: { topicOf, failuresMax: 7, endsAs: 'disabled' },
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

function topicOf({ kind }: MarketEvent): string {
  return kind === 'created' ? 'order.created' : 'order.updated'
}

function deliveryId({ id }: MarketEvent): string {
  return createHmac('md5', 'delivery').update(id).digest('hex')
}
