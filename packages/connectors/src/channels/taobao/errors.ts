// What a TOP refusal means for the caller. Codes: TOP guide docId=101617 and its public error tables;
// throttling sub-codes from public SDK sources (weaker than the guide).

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

export interface TopError {
  code: number
  msg: string
  subCode: string
  subMsg: string
}

const KIND_BY_CODE = new Map<number, ChannelErrorKind>([
  [3, 'retry'], // Upload Fail
  [7, 'throttled'], // App Call Limited
  [9, 'bug'], // HTTP Action Not Allowed
  [10, 'retry'], // Service Currently Unavailable
  [11, 'refused'], // insufficient permissions: ISV, user, partner
  [12, 'refused'],
  [13, 'refused'],
  [21, 'bug'], // missing or invalid method
  [22, 'bug'],
  [23, 'bug'], // invalid format
  [24, 'bug'], // missing or invalid signature
  [25, 'bug'],
  [26, 'reauthorise'], // missing or invalid session
  [27, 'reauthorise'],
  [28, 'refused'], // missing or invalid app key: a wrong setting, not a wrong program
  [29, 'refused'],
  [30, 'bug'], // missing timestamp
  [31, 'refused'], // invalid timestamp: this machine's clock is off by more than ten minutes
  [32, 'bug'], // version
  [33, 'bug'],
  [34, 'bug'],
  [40, 'bug'], // missing or invalid arguments
  [41, 'bug'],
  [42, 'refused'], // forbidden request
  [43, 'bug'], // parameter error
  [53, 'refused'], // insufficient security level
])

const NOT_FOUND_SUB_CODES = new Set(['isv.trade-not-exist', 'isv.item-not-exist', 'isv.invalid-sku'])
const BAN_SECONDS = /ban will last for (\d{1,6}) more seconds?/i
const BAN_DEFAULT_MS = 5 * SECOND_MS // Where a ban gives no length [A]; the next refusal will.
const DAILY_QUOTA = 'accesscontrol.limited-by-app-access-count'
const SESSION_SUB_CODES = new Set(['invalid-sessionkey', 'session-expired'])

/** The `error_response` of an answer, or null where there is none. It arrives with HTTP 200. */
export function readTopError(body: unknown): TopError | null {
  if (!isObject(body) || body['error_response'] === undefined) return null
  const error = isObject(body['error_response']) ? body['error_response'] : {}
  return {
    code: Number(error['code'] ?? Number.NaN),
    msg: logWords(error['msg']),
    subCode: logWords(error['sub_code']),
    subMsg: logWords(error['sub_msg']),
  }
}

/** `now` serves one case: the daily quota comes back at midnight in China. */
export function toChannelError(error: TopError, now: Instant): ChannelError {
  const kind = kindOf(error)
  const code = error.subCode === '' ? String(error.code) : `${error.code}:${error.subCode}`
  const message = [error.msg, error.subMsg].filter((text) => text !== '').join(': ')
  if (kind !== 'throttled') return new ChannelError(kind, code, { message })
  return new ChannelError(kind, code, { message, retryAfterMs: banMs(error, now) })
}

function kindOf(error: TopError): ChannelErrorKind {
  if (SESSION_SUB_CODES.has(error.subCode)) return 'reauthorise'
  const known = KIND_BY_CODE.get(error.code)
  if (known !== undefined) return known
  // Rule of the platform: isp.* is its own side, isv.* is ours and stays wrong however often it is sent.
  if (error.subCode.startsWith('isp.')) return 'retry'
  if (isNotFound(error.subCode)) return 'not_found'
  return error.subCode.startsWith('isv.') ? 'refused' : 'retry'
}

/** [A] The complete list of isv codes per API is not public; these are the spellings seen. */
function isNotFound(subCode: string): boolean {
  return NOT_FOUND_SUB_CODES.has(subCode) || subCode.endsWith(':ORDER_NOT_FOUND_ERROR')
}

function banMs(error: TopError, now: Instant): number {
  const told = BAN_SECONDS.exec(`${error.subMsg} ${error.msg}`)
  if (told !== null) return Number(told[1]) * SECOND_MS
  return error.subCode === DAILY_QUOTA ? untilChinaMidnight(now) : BAN_DEFAULT_MS
}

function untilChinaMidnight(now: Instant): number {
  const day = 24 * HOUR_MS
  const sinceMidnight = (((now + 8 * HOUR_MS) % day) + day) % day
  return day - sinceMidnight
}
