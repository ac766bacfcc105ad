// Messages Xiaohongshu posts to us. The signature covers address, application and time, and nothing of the body: whoever has
// seen one message could send any other under it. So a message only says what to read, and is taken for ten minutes: the
// platform itself repeats once, after five. What is lost is found by polling.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { AccessValues } from '../definition.ts'
import { digestHex, isSameSecret } from '../digests.ts'
import { decodeFields, failField, isObject, ObjectReader } from '../fields.ts'
import { parseLossless, parseLosslessBytes } from '../json.ts'
import { jsonReply, refusePush } from '../push.ts'
import type { PushNotice, PushReceiver, PushRequest, PushVerdict } from '../push.ts'
import { signMessage } from './sign.ts'

const ANSWER_WITHIN_MS = 3 * SECOND_MS // [A] Not told of.
const AGE_MS_MAX = 10 * MINUTE_MS
const MESSAGES_MAX = 1_000
const HEARD = { success: true, error_code: 0, error_msg: '' } as const
const LISTING_TAG = /^msg_(item|sku)_/

export function pushReceiver(access: AccessValues, now: () => Instant): PushReceiver {
  return {
    answerWithinMs: ANSWER_WITHIN_MS,
    verify: (request) => verify(request, { access, now: now() }),
    subscribe: null,
  }
}

function verify(request: PushRequest, { access, now }: { access: AccessValues; now: Instant }): PushVerdict {
  const { path, query, headers, body } = request
  const [appKey, timestamp] = [headers['app-key'] ?? '', headers['timestamp'] ?? '']
  const expected = signMessage({ path, query, appKey, timestamp }, access['appSecret'] ?? '')
  if (appKey !== access['appKey'] || !isSameSecret(headers['sign'], expected)) return refusePush('signature')
  if (!isRecent(timestamp, now)) return refusePush('too_old')
  const parsed = parseLosslessBytes(body)
  if (!parsed.ok) return refusePush('unreadable')
  const reply = jsonReply(HEARD)
  if (isObject(parsed.value) && parsed.value['test'] === true) return { verdict: 'handshake', reply }
  const messages = readMessages(parsed.value)
  if (messages === null) return refusePush('unreadable')
  const own = messages.filter(({ sellerId }) => sellerId === access['sellerId'])
  if (own.length === 0) return refusePush('wrong_shop')
  return { verdict: 'notices', notices: own.map(({ notice }) => notice), reply }
}

/** Seconds, by the official sample; milliseconds are taken too [A]. */
function isRecent(timestamp: string, now: Instant): boolean {
  if (!/^\d{10}(\d{3})?$/.test(timestamp)) return false
  const at = Number(timestamp) * (timestamp.length === 10 ? SECOND_MS : 1)
  return Math.abs(now - at) <= AGE_MS_MAX
}

interface Message {
  sellerId: string
  notice: PushNotice
}

/** Null where it is no list of messages. */
function readMessages(value: unknown): Message[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > MESSAGES_MAX) return null
  const messages = decodeFields(() => value.map((row) => readMessage(new ObjectReader(row, 'message'))))
  return messages.ok ? messages.value : null
}

function readMessage(message: ObjectReader): Message {
  const topic = message.optionalIdentifier('msgTag') ?? failField('msgTag', 'a tag', undefined)
  const sellerId = message.optionalIdentifier('sellerId') ?? failField('sellerId', 'an id', undefined)
  const text = message.text('data')
  // Messages carry no id: repeats of one are the same text.
  const messageId = digestHex('sha256', JSON.stringify([topic, sellerId, text]))
  return { sellerId, notice: toNotice({ messageId, topic }, text) }
}

/** JSON within JSON. */
function toNotice({ messageId, topic }: { messageId: string; topic: string }, text: string): PushNotice {
  const parsed = parseLossless(text)
  const read = decodeFields(() => {
    const data = new ObjectReader(parsed.ok ? parsed.value : null, 'data')
    return {
      at: data.optionalEpoch('updateTime', 'ms'),
      // An older form tells of a parcel, whose id is the order's.
      orderId: data.optionalIdentifier('orderId') ?? data.optionalIdentifier('packageId'),
      itemId: LISTING_TAG.test(topic) ? data.optionalIdentifier('itemId') : null,
    }
  })
  if (!read.ok) return { messageId, topic, at: null, kind: 'other' }
  const { at, orderId, itemId } = read.value
  if (orderId !== null) return { messageId, topic, at, kind: 'order_changed', platformOrderId: orderId }
  if (itemId !== null) return { messageId, topic, at, kind: 'listing_changed', platformItemId: itemId }
  return { messageId, topic, at, kind: 'other' }
}
