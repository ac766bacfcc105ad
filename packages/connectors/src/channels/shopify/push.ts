// Webhooks. The signature covers the body and nothing else: topic, shop and id are headers that anybody may change on a
// genuine body. So what a message is about is read from the body, and its id is a digest of it.

import { digestHex, isSameSecret } from '../digests.ts'
import { isObject } from '../fields.ts'
import type { JsonObject } from '../fields.ts'
import { parseLosslessBytes } from '../json.ts'
import { logWords } from '../json-answer.ts'
import { refusePush } from '../push.ts'
import type { PushNotice, PushReceiver, PushReply, PushRequest, PushVerdict } from '../push.ts'
import { signWebhook } from './sign.ts'

const ANSWER_WITHIN_MS = 5_000 // The whole exchange; a second of it to connect.
const OK: PushReply = { status: 200, contentType: 'text/plain', body: 'ok' }
const UNINSTALLED = 'app/uninstalled'

interface WebhookOptions {
  clientSecret: string
  /** name.myshopify.com */
  shopDomain: string
}

type ReceiverOptions = WebhookOptions & Pick<PushReceiver, 'subscribe'>

export function webhookReceiver({ subscribe, ...options }: ReceiverOptions): PushReceiver {
  return { answerWithinMs: ANSWER_WITHIN_MS, verify: (request) => verify(request, options), subscribe }
}

function verify({ headers, body }: PushRequest, { clientSecret, shopDomain }: WebhookOptions): PushVerdict {
  if (clientSecret === '' || !isSameSecret(headers['x-shopify-hmac-sha256'], signWebhook(body, clientSecret))) {
    return refusePush('signature')
  }
  if (headers['x-shopify-shop-domain']?.toLowerCase() !== shopDomain.toLowerCase()) return refusePush('wrong_shop')
  const parsed = parseLosslessBytes(body)
  if (!parsed.ok || !isObject(parsed.value)) return refusePush('unreadable')
  const topic = logWords(headers['x-shopify-topic'])
  // A time nobody signed tells nothing.
  const notice = { messageId: digestHex('sha256', body), topic, at: null }
  return { verdict: 'notices', notices: [{ ...notice, ...subjectOf(parsed.value, { topic, shopDomain }) }], reply: OK }
}

type Subject = PushNotice extends infer Notice
  ? Notice extends PushNotice
    ? Omit<Notice, 'messageId' | 'topic' | 'at'>
    : never
  : never

function subjectOf(body: JsonObject, { topic, shopDomain }: { topic: string; shopDomain: string }): Subject {
  const orderId = orderIdOf(body, topic)
  if (orderId !== null) return { kind: 'order_changed', platformOrderId: orderId }
  const productId = typeOf(body) === 'Product' ? digitsOf(body['id']) : null
  if (productId !== null) return { kind: 'listing_changed', platformItemId: productId }
  // The body of an uninstallation is the shop itself.
  const isEnded = topic === UNINSTALLED && body['myshopify_domain'] === shopDomain
  return { kind: isEnded ? 'authorisation_ended' : 'other' }
}

/** Orders name themselves; refunds, fulfillments, transactions and edits name their order. */
function orderIdOf(body: JsonObject, topic: string): string | null {
  const type = typeOf(body)
  // Some bodies carry no global id (a deleted order is `{ id }`): there the topic has to do, and reading settles it.
  if (type === 'Order' || (type === null && topic.startsWith('orders/'))) {
    const id = digitsOf(body['id'])
    if (id !== null) return id
  }
  const { order_edit: edit } = body
  return digitsOf(body['order_id']) ?? (isObject(edit) ? digitsOf(edit['order_id']) : null)
}

function typeOf(body: JsonObject): string | null {
  const { admin_graphql_api_id: gid } = body
  return typeof gid === 'string' ? (/^gid:\/\/shopify\/(\w+)\/\d+$/.exec(gid)?.[1] ?? null) : null
}

function digitsOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? text : null
}
