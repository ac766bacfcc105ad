// Messages that 抖店 posts. Sources: two public receivers that accept one signature; the official page could not be read.
// The signature holds no time, so a replay passes it: a message only says what to read again.

import type { AccessValues } from '../definition.ts'
import { isSameSecret } from '../digests.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { parseLossless, parseLosslessBytes } from '../json.ts'
import { jsonReply, refusePush } from '../push.ts'
import type { PushNotice, PushReceiver, PushRequest, PushVerdict } from '../push.ts'
import { signMessage } from './sign.ts'

const ANSWER_MS = 5_000
const ADDRESS_CHECK = '0'
const MESSAGES_MAX = 1_000
const HEARD = { code: 0, msg: 'success' } as const
const ORDER_TAG = /^[12]\d\d$/ // 1xx of orders, 2xx of after-sales.
const PRODUCT_TAG = /^4(00|17)$/

export function douyinPush(access: AccessValues): PushReceiver {
  return { answerWithinMs: ANSWER_MS, verify: (request) => verify(request, access), subscribe: null }
}

function verify({ headers, body }: PushRequest, access: AccessValues): PushVerdict {
  const appKey = access['appKey'] ?? ''
  const expected = signMessage(appKey, body, access['appSecret'] ?? '')
  if (!isSameSecret(headers['event-sign'], expected)) return refusePush('signature')
  if (headers['app-id'] !== undefined && headers['app-id'] !== appKey) return refusePush('wrong_shop')
  const messages = readMessages(body)
  if (messages === null) return refusePush('unreadable')
  const reply = jsonReply(HEARD)
  const told = messages.filter(({ tag }) => tag !== ADDRESS_CHECK)
  if (told.length === 0) return { verdict: 'handshake', reply }
  // One address hears all shops of an application. What names no shop is taken: it says nothing of an order either.
  const own = told.filter(({ shopId }) => shopId === null || shopId === access['shopId'])
  if (own.length === 0) return refusePush('wrong_shop')
  return { verdict: 'notices', notices: own.map(({ notice }) => notice), reply }
}

interface Message {
  tag: string
  shopId: string | null
  notice: PushNotice
}

/** Null where it is no list of messages. */
function readMessages(body: Uint8Array): Message[] | null {
  const parsed = parseLosslessBytes(body)
  if (!parsed.ok || !Array.isArray(parsed.value)) return null
  const rows = parsed.value
  if (rows.length === 0 || rows.length > MESSAGES_MAX) return null
  const messages = decodeFields(() => rows.map((row) => readMessage(new ObjectReader(row, 'message'))))
  return messages.ok ? messages.value : null
}

function readMessage(message: ObjectReader): Message {
  const tag = message.optionalIdentifier('tag') ?? failField('tag', 'a tag', undefined)
  const messageId = message.optionalIdentifier('msg_id') ?? failField('msg_id', 'an id', undefined)
  const base = { messageId, topic: tag, at: null }
  const data = dataOf(message)
  if (data === null) return { tag, shopId: null, notice: { ...base, kind: 'other' } }
  const shopId = data.optionalIdentifier('shop_id')
  const platformOrderId = ORDER_TAG.test(tag) ? data.optionalIdentifier('p_id') : null
  if (platformOrderId !== null) return { tag, shopId, notice: { ...base, kind: 'order_changed', platformOrderId } }
  const platformItemId = PRODUCT_TAG.test(tag) ? data.optionalIdentifier('product_id') : null
  if (platformItemId !== null) return { tag, shopId, notice: { ...base, kind: 'listing_changed', platformItemId } }
  return { tag, shopId, notice: { ...base, kind: 'other' } }
}

/** JSON within JSON; ids in it are numbers of 19 digits. Null where it is plain text, as in the check of an address. */
function dataOf(message: ObjectReader): ObjectReader | null {
  const parsed = parseLossless(message.text('data'))
  if (!parsed.ok) return null
  const data = decodeFields(() => new ObjectReader(parsed.value, 'data'))
  return data.ok ? data.value : null
}
