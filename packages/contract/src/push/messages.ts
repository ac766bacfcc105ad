// Every message of the push, both directions, as JSON texts. docs/reference/push.md tells the protocol.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Timestamp } from '../timestamp.ts'
import { PUSH_LIMITS, PUSH_VERSION } from './protocol.ts'
import { TOPIC_VALUES } from './values.ts'

const CLOSED = { additionalProperties: false } as const

const TopicText = Type.String({ minLength: 1, maxLength: PUSH_LIMITS.topicCharactersMax })
const PER_MESSAGE = { minItems: 1, maxItems: PUSH_LIMITS.topicsPerMessageMax } as const

/** The row's own: it rises with each change. −1 stands for a level that was never written. */
const Version = Type.Integer({ minimum: -1 })

const Subscribe = Type.Object(
  {
    type: Type.Literal('subscribe'),
    topics: Type.Array(
      // The version the client holds; left out where it holds none and wants a snapshot.
      Type.Object({ topic: TopicText, version: Type.Optional(Version) }, CLOSED),
      PER_MESSAGE,
    ),
  },
  CLOSED,
)

const Unsubscribe = Type.Object(
  { type: Type.Literal('unsubscribe'), topics: Type.Array(TopicText, PER_MESSAGE) },
  CLOSED,
)

export const ClientMessage = Type.Union([Subscribe, Unsubscribe])
export type ClientMessage = Static<typeof ClientMessage>

const rowOf = <Value extends Parameters<typeof Type.Object>[0][string]>(pattern: string, value: Value) =>
  Type.Object({ topic: Type.String({ pattern }), version: Version, value })

export const PushRow = Type.Union([
  rowOf('^stock/', TOPIC_VALUES.stock),
  rowOf('^location/', TOPIC_VALUES.location),
  rowOf('^shop/', TOPIC_VALUES.shop),
  rowOf('^order/', TOPIC_VALUES.order),
  rowOf('^overview$', TOPIC_VALUES.overview),
  rowOf('^orders$', TOPIC_VALUES.orders),
  rowOf('^quarantine$', TOPIC_VALUES.quarantine),
])
export type PushRow = Static<typeof PushRow>

/** First on every connection. */
const Welcome = Type.Object({ type: Type.Literal('welcome'), protocol: Type.Literal(PUSH_VERSION) })

/** Answers a subscribe: the topics whose version the client did not hold. */
const Snapshot = Type.Object({ type: Type.Literal('snapshot'), rows: Type.Array(PushRow) })

/** Answers a subscribe too: of these the client holds the newest. */
const Current = Type.Object({ type: Type.Literal('current'), topics: Type.Array(Type.String()) })

/** Newer values of subscribed topics. What came in between may have been left out; nothing older ever follows. */
const Changed = Type.Object({ type: Type.Literal('changed'), rows: Type.Array(PushRow) })

/** A topic that was not subscribed, with a code of docs/reference/problems.md; the others of the message were. */
export const TopicRefused = Type.Object({
  type: Type.Literal('refused'),
  topic: Type.String(),
  code: Type.Enum(['bad_request', 'not_allowed', 'not_found', 'too_many_requests', 'overloaded']),
  detail: Type.String(),
})
export type TopicRefused = Static<typeof TopicRefused>

/** Sent at a fixed interval, so that silence means something. */
export const PushAlive = Type.Object({
  type: Type.Literal('alive'),
  now: Timestamp,
  /** Since when what is pushed could not be checked against the database; 0 while all is well. */
  behindMs: Type.Integer(),
})
export type PushAlive = Static<typeof PushAlive>

export const ServerMessage = Type.Union([Welcome, Snapshot, Current, Changed, TopicRefused, PushAlive])
export type ServerMessage = Static<typeof ServerMessage>
