// Messages that 快手小店 posts: encrypted, and proven by nothing else. Source: the official documents of its message service.

import type { AccessValues } from '../definition.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { parseLossless, parseLosslessBytes } from '../json.ts'
import { jsonReply, refusePush } from '../push.ts'
import type { PushNotice, PushReceiver, PushRequest, PushVerdict } from '../push.ts'
import { decryptMessage } from './sign.ts'

const ANSWER_MS = 3_000
const HEARD = { result: 1 } as const
const BODY_CHARACTERS_MAX = 1_000_000

/** Null where the seller gave no key: nothing could be read. */
export function kuaishouPush(access: AccessValues): PushReceiver | null {
  if ((access['messageKey'] ?? '') === '') return null
  return { answerWithinMs: ANSWER_MS, verify: (request) => verify(request, access), subscribe: null }
}

function verify({ body }: PushRequest, access: AccessValues): PushVerdict {
  if (body.byteLength > BODY_CHARACTERS_MAX) return refusePush('unreadable')
  const plain = decryptMessage(Buffer.from(body).toString('latin1'), access['messageKey'] ?? '')
  if (plain === null) return refusePush('signature')
  const parsed = parseLosslessBytes(plain)
  if (!parsed.ok) return refusePush('unreadable')
  const read = decodeFields(() => readEvent(new ObjectReader(parsed.value, 'event')))
  if (!read.ok) return refusePush('unreadable')
  const event = read.value
  if (event === 'heartbeat') return { verdict: 'handshake', reply: jsonReply(HEARD) }
  // One key reads the messages of every shop of an application.
  if (event.appKey !== access['appKey'] || event.openId !== access['openId']) return refusePush('wrong_shop')
  return { verdict: 'notices', notices: [event.notice], reply: jsonReply(HEARD) }
}

interface Event {
  appKey: string
  openId: string
  notice: PushNotice
}

function readEvent(event: ObjectReader): Event | 'heartbeat' {
  if (event.value('test') === true) return 'heartbeat'
  const topic = event.optionalIdentifier('event') ?? failField('event.event', 'a topic', undefined)
  const messageId = event.optionalIdentifier('eventId') ?? failField('event.eventId', 'an id', undefined)
  const at = decodeFields(() => event.optionalEpoch('createTime', 'ms'))
  return {
    appKey: event.text('appKey'),
    openId: event.text('openId'),
    notice: { messageId, topic, at: at.ok ? at.value : null, ...subjectOf(event, topic) },
  }
}

type Subject =
  | { kind: 'order_changed'; platformOrderId: string }
  | { kind: 'listing_changed'; platformItemId: string }
  | { kind: 'other' }

/** `info` is JSON within JSON; ids in it are numbers of up to 19 digits. */
function subjectOf(event: ObjectReader, topic: string): Subject {
  const parsed = parseLossless(event.text('info'))
  const info = decodeFields(() => new ObjectReader(parsed.ok ? parsed.value : null, 'info'))
  if (!info.ok) return { kind: 'other' }
  const idOf = (...names: string[]): string | null =>
    names.map((name) => info.value.optionalIdentifier(name)).find((id) => id !== null) ?? null
  if (/^kwaishop_(order|aftersales)_/.test(topic)) {
    const platformOrderId = idOf('oid', 'orderId')
    if (platformOrderId !== null) return { kind: 'order_changed', platformOrderId }
  }
  if (topic.startsWith('kwaishop_item_')) {
    const platformItemId = idOf('kwaiItemId', 'itemId')
    if (platformItemId !== null) return { kind: 'listing_changed', platformItemId }
  }
  return { kind: 'other' }
}
