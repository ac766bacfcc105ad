// Messages from the platform. A message only ever says "read this again": its content is never applied, because
// the signatures of several platforms do not stop a replay. Signatures are checked over the raw bytes.

import type { Instant } from '@tidegate/domain'

interface NoticeBase {
  /** The platform's own id; a repeat carries the same one. Where it has none, a digest of the content. */
  messageId: string
  /** The platform's word for what happened. */
  topic: string
  /** When the platform says it happened; null where it does not. */
  at: Instant | null
}

export type PushNotice =
  /** Created, paid, changed, closed, shipped, refund asked or done: read the order again. */
  | (NoticeBase & { kind: 'order_changed'; platformOrderId: string })
  | (NoticeBase & { kind: 'listing_changed'; platformItemId: string })
  /** The seller took our authorisation away. */
  | (NoticeBase & { kind: 'authorisation_ended' })
  /** Genuine, and nothing we act on. */
  | (NoticeBase & { kind: 'other' })

export interface PushRequest {
  method: string
  /** As the platform called it, without the query. */
  path: string
  query: URLSearchParams
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  /** Exactly as received. */
  body: Uint8Array
}

/** What the platform takes for "heard". */
export interface PushReply {
  status: number
  contentType: string
  body: string
}

export type PushRefusal = 'signature' | 'too_old' | 'wrong_shop' | 'unreadable'

export type PushVerdict =
  /** Answer `reply` once the notices are durable; until then answer 503. */
  | { verdict: 'notices'; notices: PushNotice[]; reply: PushReply }
  /** A check of the address or a heartbeat: answer, nothing happened. */
  | { verdict: 'handshake'; reply: PushReply }
  /** Count it, keep nothing of it. */
  | { verdict: 'refused'; refusal: PushRefusal; reply: PushReply }

export interface PushReceiver {
  /** The platform waits this long for the answer. */
  readonly answerWithinMs: number
  verify(request: PushRequest): PushVerdict
  /**
   * Subscribes what is missing: looks what stands for `address`, where the platform is to post, and makes or enables
   * only the rest, which is returned by the platform's names. Null where only a person can subscribe.
   */
  readonly subscribe: ((address: URL, signal: AbortSignal) => Promise<string[]>) | null
}

export interface PushDelivery {
  notice: PushNotice
  /** Tells the platform we have it; call when it is durable. Unconfirmed ones come again. */
  confirm(): Promise<void>
}

export interface PushListener {
  /** Connects, and yields until the signal aborts; throws `retry` when the connection ends: connect again after a while. */
  listen(signal: AbortSignal): AsyncGenerator<PushDelivery>
  /** The same where messages come over a connection of ours; what cannot be looked at is given once more. */
  readonly subscribe: ((signal: AbortSignal) => Promise<string[]>) | null
}

/** One answer to every refusal: a forger learns nothing from it. */
export function refusePush(refusal: PushRefusal): PushVerdict {
  return { verdict: 'refused', refusal, reply: { status: 401, contentType: 'text/plain', body: 'refused' } }
}

export function jsonReply(body: unknown): PushReply {
  return { status: 200, contentType: 'application/json', body: JSON.stringify(body) }
}
