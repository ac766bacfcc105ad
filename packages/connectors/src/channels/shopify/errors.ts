// What a refusal of Shopify's means for the caller. Codes: shopify.dev, API response status and error codes. Errors in
// GraphQL come with HTTP 200, some beside a part of the data: then the data is not whole, and none of it is used.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

/** Statuses that say something about the shop rather than about the call. */
export const HTTP_REFUSALS: ReadonlyMap<number, { kind: ChannelErrorKind; message: string }> = new Map([
  [401, { kind: 'reauthorise', message: 'the access token is not valid' }],
  [402, { kind: 'refused', message: 'the shop is frozen until it pays' }],
  [403, { kind: 'refused', message: 'the application lacks an access scope' }],
  [404, { kind: 'refused', message: 'no shop, or no API of this version, at the address' }],
  [423, { kind: 'refused', message: 'the shop is locked' }],
  [430, { kind: 'refused', message: 'refused by the platform for safety' }],
])

export function httpError(status: number): ChannelError {
  const { kind, message } = HTTP_REFUSALS.get(status)!
  return new ChannelError(kind, `http_${status}`, { message })
}

const KIND_BY_CODE = new Map<string, ChannelErrorKind>([
  ['THROTTLED', 'throttled'],
  ['ACCESS_DENIED', 'refused'],
  ['SHOP_INACTIVE', 'refused'],
  ['INTERNAL_SERVER_ERROR', 'retry'],
  ['TIMEOUT', 'retry'],
  ['MAX_COST_EXCEEDED', 'bug'],
])

const WAIT_MS = { min: SECOND_MS, max: 60 * SECOND_MS, unknown: 2 * SECOND_MS } as const

/** The first of an answer's `errors`, or null where it has none. */
export function readShopifyError(body: unknown): ChannelError | null {
  if (!isObject(body) || body['errors'] === undefined || body['errors'] === null) return null
  const { errors } = body
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : [{ message: errors }]
  if (first === undefined) return null
  const error = isObject(first) ? first : {}
  const code = codeOf(error)
  // Without a code it is GraphQL's own: the query is wrong.
  const kind = code === null ? 'bug' : (KIND_BY_CODE.get(code) ?? 'refused')
  const options = { message: logWords(error['message']) }
  if (kind !== 'throttled') return new ChannelError(kind, code ?? 'graphql', options)
  return new ChannelError(kind, 'THROTTLED', { ...options, retryAfterMs: restoredAfterMs(body) })
}

function codeOf(error: Record<string, unknown>): string | null {
  const { extensions } = error
  const code = isObject(extensions) ? logWords(extensions['code']) : ''
  return code === '' ? null : code
}

/** Until the bucket holds what the query may cost. */
function restoredAfterMs(body: Record<string, unknown>): number {
  const { extensions } = body
  const cost = isObject(extensions) && isObject(extensions['cost']) ? extensions['cost'] : {}
  const status = isObject(cost['throttleStatus']) ? cost['throttleStatus'] : {}
  const missing = Number(cost['requestedQueryCost']) - Number(status['currentlyAvailable'])
  const waitMs = Math.ceil((missing / Number(status['restoreRate'])) * SECOND_MS)
  return Number.isFinite(waitMs) ? Math.min(WAIT_MS.max, Math.max(WAIT_MS.min, waitMs)) : WAIT_MS.unknown
}
