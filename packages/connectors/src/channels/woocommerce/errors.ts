// What a refusal of a shop's means for the caller: `{code, message, data: {status}}` with the HTTP status to match.
// Codes: REST API v3 and the WordPress REST API it stands on.

import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

/** Statuses whose body may be such a refusal; others are judged as everywhere. */
export const REFUSAL_STATUSES: readonly number[] = [400, 401, 403, 404, 409, 410, 422]

/** Null where the body is no refusal of the shop's program: a firewall's page, for one. */
export function readWooError(status: number, body: unknown): ChannelError | null {
  if (!isObject(body)) return null
  const code = logWords(body['code'])
  const message = logWords(body['message'])
  if (code === '') return null
  return new ChannelError(kindOf(status, code, message), code, { message })
}

function kindOf(status: number, code: string, message: string): ChannelErrorKind {
  if (status === 401) return unauthenticatedKind(message)
  // A key that may only read, or a user without the right: for a person, and no new key mends it by itself.
  if (status === 403) return 'refused'
  if (status === 404) return code === 'rest_no_route' ? 'refused' : 'not_found'
  return code === 'rest_invalid_param' || code === 'rest_missing_callback_param' ? 'bug' : 'refused'
}

/** One code covers a wrong key and a wrong clock; only the words differ. */
function unauthenticatedKind(message: string): ChannelErrorKind {
  if (/timestamp/i.test(message)) return 'refused'
  return /nonce/i.test(message) ? 'retry' : 'reauthorise'
}
