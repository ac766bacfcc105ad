// Messages. The signature covers the whole body, so shop, id and order in it can be trusted to be Youzan's; a replay
// carries the id it had. The content lies within as JSON again: URL-encoded text, or an object in newer types.

import { digestHex, isSameSecret } from '../digests.ts'
import { isObject } from '../fields.ts'
import type { JsonObject } from '../fields.ts'
import { parseLossless, parseLosslessBytes } from '../json.ts'
import { logWords } from '../json-answer.ts'
import { jsonReply, refusePush } from '../push.ts'
import type { PushNotice, PushReceiver, PushRequest, PushVerdict } from '../push.ts'
import { signMessage } from './sign.ts'

const ANSWER_WITHIN_MS = 5_000
/** Any body that contains "success". */
const HEARD = jsonReply({ code: 0, msg: 'success' })
const ORDER_ID = /^[EC]\d{6,40}$/ // "C" is a part of a gift.
const ITEM_ID = /^\d{1,20}$/

export interface MessageOptions {
  clientId: string
  clientSecret: string
  kdtId: string
}

export function messageReceiver(options: MessageOptions): PushReceiver {
  return { answerWithinMs: ANSWER_WITHIN_MS, verify: (request) => verify(request, options), subscribe: null }
}

function verify({ headers, body }: PushRequest, { clientId, clientSecret, kdtId }: MessageOptions): PushVerdict {
  const expected = signMessage(clientId, body, clientSecret)
  if (clientSecret === '' || !isSameSecret(headers['event-sign'], expected)) return refusePush('signature')
  const parsed = parseLosslessBytes(body)
  if (!parsed.ok || !isObject(parsed.value)) return refusePush('unreadable')
  const message = parsed.value
  // All shops of an application share its secret and its address: the number of the shop tells them apart.
  if (textOf(message, 'kdt_id') !== kdtId || textOf(message, 'client_id') !== clientId) return refusePush('wrong_shop')
  const messageId = textOf(message, 'msg_id') || digestHex('sha256', body)
  const notice = { messageId, topic: logWords(message['type']), at: null }
  return { verdict: 'notices', notices: [toNotice(message, notice)], reply: HEARD }
}

function toNotice(message: JsonObject, base: { messageId: string; topic: string; at: null }): PushNotice {
  const content = contentOf(message)
  const orderId = [...orderIdsIn(content), textOf(message, 'id')].find((id) => ORDER_ID.test(id))
  if (orderId !== undefined) return { ...base, kind: 'order_changed', platformOrderId: orderId }
  const isItem = /^(ITEM_|youzan_item_)/i.test(base.topic)
  const itemId = [textOf(content, 'item_id'), textOf(content, 'itemId'), textOf(message, 'id')].find((id) =>
    ITEM_ID.test(id),
  )
  if (isItem && itemId !== undefined) return { ...base, kind: 'listing_changed', platformItemId: itemId }
  return { ...base, kind: 'other' }
}

/** Where messages of orders name theirs; some bring the order whole. */
function orderIdsIn(content: JsonObject): string[] {
  const { full_order_info: order } = content
  const info = isObject(order) ? order['order_info'] : null
  return [textOf(content, 'tid'), isObject(info) ? textOf(info, 'tid') : '']
}

function contentOf({ msg }: JsonObject): JsonObject {
  if (isObject(msg)) return msg
  if (typeof msg !== 'string') return {}
  for (const text of [msg, msg.replaceAll('+', '%20')]) {
    const parsed = parseLossless(decoded(text))
    if (parsed.ok && isObject(parsed.value)) return parsed.value
  }
  return {}
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return '' // A lone "%": nothing of it can be read.
  }
}

function textOf(object: JsonObject, name: string): string {
  const value = object[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
