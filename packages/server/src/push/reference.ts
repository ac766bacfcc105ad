// docs/reference/push.md, made from the contract. Run as a program, this file writes it; its test holds it
// current, and its examples to the schemas.

import { writeFile } from 'node:fs/promises'
import {
  PATHS,
  PUSH_CLOSE_CODES,
  PUSH_LIMITS,
  PUSH_PROTOCOL,
  TOPIC_KINDS,
  TOPIC_PARTS,
  TOPIC_VALUES,
} from '@tidegate/contract'
import type { ClientMessage, PushCloseReason, ServerMessage, TopicKind } from '@tidegate/contract'
import { peopleOf, scopeOf } from '../http/access.ts'
import { TOPIC_ACCESS } from './topic-access.ts'

export const PUSH_REFERENCE = new URL('../../../../docs/reference/push.md', import.meta.url)

const TOPIC_SENTENCES: Record<TopicKind, string> = {
  stock: 'A SKU’s pool: what may be promised over all locations. Version: the pool’s.',
  location: 'A SKU’s level at one location. Version: the level’s, −1 before it was ever written.',
  shop: 'What a shop may still sell of a SKU. Until shops have shares of their own that is the pool’s, and `basis` says so. Version: the pool’s.',
  order: 'An order changed: read it again. Version: the count of its events.',
  overview: 'The first page. Version: the database’s time in milliseconds, as of every page.',
  orders: 'The newest orders, and how many are in each stage.',
  quarantine: 'How much is in quarantine, and since when.',
}

const CLOSE_SENTENCES: Record<PushCloseReason, string> = {
  stopping: 'The server stops or restarts. Come back.',
  too_large: 'A message was larger than allowed.',
  bad_message: 'A message was not understood; the reason says what was expected.',
  session_ended: 'Signed out, expired or revoked. Do not come back with the same session or key.',
  access_changed: 'The role or the scopes changed. Come back; what may be seen is decided anew.',
  too_many_messages: 'More messages or pings than allowed, or answers left unread.',
}

const ROW = {
  topic: 'stock/MZ-01',
  version: 42,
  value: { onHand: 30, unavailable: 0, safety: 2, allocated: 5, reserved: 3, short: 0, available: 20 },
}

export const CLIENT_EXAMPLES: readonly [string, ClientMessage][] = [
  [
    'Subscribes. With a version where you hold a row already, without one where you want a snapshot. Once more for a topic you have is answered once more.',
    { type: 'subscribe', topics: [{ topic: 'stock/MZ-01', version: 41 }, { topic: 'overview' }] },
  ],
  ['Lets go.', { type: 'unsubscribe', topics: ['stock/MZ-01'] }],
]

export const SERVER_EXAMPLES: readonly [string, ServerMessage][] = [
  ['First on every connection.', { type: 'welcome', protocol: 1 }],
  ['Answers a subscribe: rows newer than what you said you hold.', { type: 'snapshot', rows: [ROW] }],
  ['Answers a subscribe: of these you hold the newest.', { type: 'current', topics: ['stock/MZ-02'] }],
  ['Newer rows of topics you subscribed to.', { type: 'changed', rows: [{ ...ROW, version: 43 }] }],
  [
    'A topic that was not subscribed, with a code of [the problems](problems.md); the others of the message were.',
    { type: 'refused', topic: 'stock/none', code: 'not_found', detail: 'There is no such thing here' },
  ],
  [
    'At a fixed interval. `behindMs`: for how long the server could not check what it pushes against the database.',
    { type: 'alive', now: '2026-11-11T00:00:00.000Z', behindMs: 0 },
  ],
]

export function pushReference(): string {
  return [...HEAD, ...topics(), ...messages(), ...RULES, ...limits(), ...closing()].join('\n')
}

const HEAD = [
  '# The push',
  '',
  'This page is made from `packages/contract/src/push`; the test of `packages/server/src/push/reference.ts` keeps it',
  'current. How changes are found: [0014](../adr/0014-how-changes-are-found.md).',
  '',
  `A WebSocket at \`${PATHS.push}\`, subprotocol \`${PUSH_PROTOCOL}\`. Every message is one JSON text.`,
  '',
  '- A browser comes with its session’s cookie, and from a page of ours: `Origin` must be our own.',
  '- A program comes with `Authorization: Bearer tg_…`. A topic asks for the scope in the table below.',
  '- The merchant is the session’s or the key’s. Another merchant’s SKU or order is `not_found`.',
  '- A handshake without these is refused by HTTP, with a [problem](problems.md); 429 and 503 may be tried again later.',
  '',
]

function topics(): string[] {
  const rows = TOPIC_KINDS.map((kind) => {
    const name = [kind, ...TOPIC_PARTS[kind].map((part) => `<${part}>`)].join('/')
    return `| \`${name}\` | ${peopleText(kind)} | ${scopeText(kind)} | ${TOPIC_SENTENCES[kind]} | ${valueText(kind)} |`
  })
  return [
    '## Topics',
    '',
    'A topic is one text. Each part is percent-encoded (as `encodeURIComponent` does), so a code with a slash stays one part.',
    '',
    '| Topic | People | Scope of a key | What it tells | Value |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ]
}

function peopleText(kind: TopicKind): string {
  const people = peopleOf(TOPIC_ACCESS[kind])
  return typeof people === 'string' ? 'anyone signed in' : people.join(', ')
}

function scopeText(kind: TopicKind): string {
  const scope = scopeOf(TOPIC_ACCESS[kind])
  return scope === null ? 'none' : `\`${scope}\``
}

function valueText(kind: TopicKind): string {
  const schema = TOPIC_VALUES[kind]
  return 'properties' in schema
    ? Object.keys(schema.properties)
        .map((name) => `\`${name}\``)
        .join(', ')
    : '`null`'
}

function messages(): string[] {
  const shown = (examples: readonly [string, object][]) =>
    examples.flatMap(([sentence, message]) => [sentence, '', '```json', JSON.stringify(message), '```', ''])
  return [
    '## What a client says',
    '',
    ...shown(CLIENT_EXAMPLES),
    '## What the server says',
    '',
    ...shown(SERVER_EXAMPLES),
  ]
}

const RULES = [
  '## What holds',
  '',
  '- A row is the whole value, never a difference. So a newer row replaces an older one, and no gap can arise: what came in',
  '  between was left out, and nothing is missing.',
  '- Within a connection a topic’s version only rises. A client that keeps the highest version over reconnections never',
  '  goes back; it says that version when it subscribes again, and is told only what is newer.',
  '- After a cut of more than ten minutes subscribe without versions: a restored backup would number anew.',
  '- Who reads slowly gets fewer and newer rows; one message at most is under way to a client.',
  '- Within one process a change is sent some milliseconds after its commit; from another it takes about 25 ms more, and',
  '  up to a second and a half where the hint about it was lost.',
  '',
]

function limits(): string[] {
  const { messageBytesMax, topicsPerMessageMax, topicsPerConnectionMax, topicCharactersMax } = PUSH_LIMITS
  const { messagesPerSecondMax, aliveIntervalMs, deadAfterMs } = PUSH_LIMITS
  return [
    '## Limits',
    '',
    '| Limit | Value | Beyond it |',
    '|---|---|---|',
    `| Bytes in a message | ${messageBytesMax} | closed, \`too_large\` |`,
    `| Topics in a message | ${topicsPerMessageMax} | closed, \`bad_message\` |`,
    `| Characters in a topic | ${topicCharactersMax} | closed, \`bad_message\` |`,
    `| Topics of a connection | ${topicsPerConnectionMax} | \`refused\`, \`too_many_requests\` |`,
    `| Messages and pings a second | ${messagesPerSecondMax} | closed, \`too_many_messages\` |`,
    `| Between two \`alive\` | ${aliveIntervalMs} ms | |`,
    `| Silence, on either side | ${deadAfterMs} ms | the connection is given up |`,
    '',
  ]
}

function closing(): string[] {
  const rows = (Object.keys(PUSH_CLOSE_CODES) as PushCloseReason[]).map(
    (reason) => `| ${PUSH_CLOSE_CODES[reason]} | \`${reason}\` | ${CLOSE_SENTENCES[reason]} |`,
  )
  return [
    '## Why the server closes',
    '',
    '| Code | Reason | What it means |',
    '|---|---|---|',
    ...rows,
    '',
    'Come back after a random wait that doubles with each attempt, from half a second to twenty: after a restart everybody does.',
    '',
  ]
}

if (import.meta.main) await writeFile(PUSH_REFERENCE, pushReference())
