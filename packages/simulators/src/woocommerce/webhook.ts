// Webhooks: a resource as JSON, signed over its bytes; a new address is tried with an unsigned form. Source: the class
// WC_Webhook. A delivery that fails is not repeated; after more than five failures the webhook is switched off (not here).

import { createHmac } from 'node:crypto'
import type { PushFormat } from '../marketplace/definition.ts'
import type { MarketEvent } from '../marketplace/push-outbox.ts'
import { toWooOrder } from './to-woo-order.ts'

export const WOOCOMMERCE_PUSH: PushFormat = {
  request: (event, market, targetPath) => {
    const body = JSON.stringify(toWooOrder(event.trade, { isThin: false, listings: market.ledger.listings }))
    const happened = event.kind === 'created' ? 'created' : 'updated'
    const signature = createHmac('sha256', market.key('webhookSecret')).update(body).digest('base64')
    const headers = {
      'content-type': 'application/json',
      'x-wc-webhook-source': market.key('siteUrl'),
      'x-wc-webhook-topic': `order.${happened}`,
      'x-wc-webhook-resource': 'order',
      'x-wc-webhook-event': happened,
      'x-wc-webhook-signature': signature,
      'x-wc-webhook-id': '1',
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
}

function deliveryId({ id }: MarketEvent): string {
  return createHmac('md5', 'delivery').update(id).digest('hex')
}
