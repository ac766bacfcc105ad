// Refusals as the WordPress REST API words them: a code, a message, the HTTP status again in the body.

import type { FastifyReply } from 'fastify'

export interface WooRefusal {
  code: string
  message: string
  status: number
  params?: Record<string, string>
}

export type WooResult =
  | { ok: true; body: unknown; status?: number; headers?: Record<string, string> }
  | { ok: false; refusal: WooRefusal }

const unauthenticated = (message: string): WooRefusal => ({
  code: 'woocommerce_rest_authentication_error',
  message,
  status: 401,
})

export const refusals = {
  cannotView: { code: 'woocommerce_rest_cannot_view', message: 'Sorry, you cannot list resources.', status: 401 },
  consumerKey: unauthenticated('Consumer key is invalid.'),
  consumerSecret: unauthenticated('Consumer secret is invalid.'),
  signature: unauthenticated('Invalid signature - provided signature does not match.'),
  signatureMethod: unauthenticated('Invalid signature - signature method is invalid.'),
  timestamp: unauthenticated('Invalid timestamp.'),
  nonce: unauthenticated('Invalid nonce - nonce has already been used.'),
  order: { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.', status: 404 },
  product: { code: 'woocommerce_rest_product_invalid_id', message: 'Invalid ID.', status: 404 },
  variation: { code: 'woocommerce_rest_product_variation_invalid_id', message: 'Invalid ID.', status: 404 },
  batchLimit: {
    code: 'woocommerce_rest_request_entity_too_large',
    message: 'Unable to accept more than 100 items for this request.',
    status: 413,
  },
  webhook: { code: 'woocommerce_rest_shop_webhook_invalid_id', message: 'ID is invalid.', status: 400 },
  webhookTopic: {
    code: 'woocommerce_rest_shop_webhook_invalid_topic',
    message: 'Webhook topic is required and must be valid.',
    status: 400,
  },
  webhookUrl: {
    code: 'woocommerce_rest_shop_webhook_invalid_delivery_url',
    message: 'Webhook delivery URL must be a valid URL starting with http:// or https://.',
    status: 400,
  },
  webhookStatus: {
    code: 'woocommerce_rest_shop_webhook_invalid_status',
    message: 'Webhook status must be valid.',
    status: 400,
  },
  noRoute: {
    code: 'rest_no_route',
    message: 'No route was found matching the URL and request method.',
    status: 404,
  },
} as const satisfies Record<string, WooRefusal>

export function missingParameter(name: string): WooRefusal {
  return { ...unauthenticated(`${name} parameter is missing`) }
}

export function invalidParameter(name: string, why: string): WooRefusal {
  return { code: 'rest_invalid_param', message: `Invalid parameter(s): ${name}`, status: 400, params: { [name]: why } }
}

export function refuse(refusal: WooRefusal): WooResult {
  return { ok: false, refusal }
}

export function send(reply: FastifyReply, result: WooResult): FastifyReply {
  void reply.type('application/json; charset=UTF-8')
  if (result.ok) {
    const { status = 200, headers = {}, body } = result
    return reply.code(status).headers(headers).send(JSON.stringify(body))
  }
  const { code, message, status, params } = result.refusal
  const data = params === undefined ? { status } : { status, params }
  return reply.code(status).send(JSON.stringify({ code, message, data }))
}
