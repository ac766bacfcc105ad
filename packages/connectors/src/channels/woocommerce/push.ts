// Webhooks. The signature covers the body and nothing else: topic, site and id are headers that anybody may change on a
// genuine body. So what a message is about is read from the body where it tells, and its id is a digest of it.

import { digestHex, isSameSecret } from '../digests.ts'
import { isObject } from '../fields.ts'
import type { JsonObject } from '../fields.ts'
import { parseLosslessBytes } from '../json.ts'
import { logWords } from '../json-answer.ts'
import { refusePush } from '../push.ts'
import type { PushReceiver, PushReply, PushRequest, PushVerdict } from '../push.ts'
import { signWebhook } from './sign.ts'

const ANSWER_WITHIN_MS = 60_000
const OK: PushReply = { status: 200, contentType: 'text/plain', body: 'ok' }
/** A new address is tried with this, unsigned. */
const PING = /^webhook_id=\d{1,20}$/
const PING_BYTES_MAX = 40

interface WebhookOptions {
  secret: string
  site: URL
}

type ReceiverOptions = WebhookOptions & Pick<PushReceiver, 'subscribe'>

export function webhookReceiver({ subscribe, ...options }: ReceiverOptions): PushReceiver {
  return { answerWithinMs: ANSWER_WITHIN_MS, verify: (request) => verify(request, options), subscribe }
}

function verify({ headers, body }: PushRequest, { secret, site }: WebhookOptions): PushVerdict {
  const signature = headers['x-wc-webhook-signature']
  if (signature === undefined && isPing(body)) return { verdict: 'handshake', reply: OK }
  if (secret === '' || !isSameSecret(signature, signWebhook(body, secret))) return refusePush('signature')
  if (!isSite(headers['x-wc-webhook-source'], site)) return refusePush('wrong_shop')
  const parsed = parseLosslessBytes(body)
  if (!parsed.ok || !isObject(parsed.value)) return refusePush('unreadable')
  const topic = logWords(headers['x-wc-webhook-topic'])
  const base = { messageId: digestHex('sha256', body), topic, at: null }
  const id = digitsOf(parsed.value['id'])
  const resource = resourceOf(parsed.value, topic)
  if (id === null || resource === 'other') return taken({ ...base, kind: 'other' })
  if (resource === 'order') return taken({ ...base, kind: 'order_changed', platformOrderId: id })
  return taken({ ...base, kind: 'listing_changed', platformItemId: id })
}

function taken(notice: Extract<PushVerdict, { verdict: 'notices' }>['notices'][number]): PushVerdict {
  return { verdict: 'notices', notices: [notice], reply: OK }
}

function isPing(body: Uint8Array): boolean {
  return body.byteLength <= PING_BYTES_MAX && PING.test(Buffer.from(body).toString())
}

/** By name and folder: a site may have moved from http to https without its webhooks. */
function isSite(source: string | undefined, site: URL): boolean {
  if (source === undefined || !URL.canParse(source)) return false
  const placeOf = ({ host, pathname }: URL): string => `${host}${pathname.replace(/\/+$/, '')}`
  return placeOf(new URL(source)) === placeOf(site)
}

/** What was deleted is told by its id alone: there the topic has to do, and reading settles it. */
function resourceOf(body: JsonObject, topic: string): 'order' | 'product' | 'other' {
  if ('line_items' in body || 'order_key' in body) return 'order'
  const isBare = Object.keys(body).length === 1
  if (topic.startsWith('product.') && (isBare || 'permalink' in body || 'stock_quantity' in body)) return 'product'
  return isBare && topic.startsWith('order.') ? 'order' : 'other'
}

function digitsOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? text : null
}
