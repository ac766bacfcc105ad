// What a refusal of 抖店's means for the caller. Codes: the platform's constants as public SDKs carry them.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

export interface DouyinError {
  code: number
  message: string
  subCode: string
  subMessage: string
}

const SUCCESS = 10_000
const OLD_SUCCESS = 0

const KIND_BY_CODE = new Map<number, ChannelErrorKind>([
  [20_000, 'retry'],
  [30_001, 'refused'],
  [40_001, 'bug'],
  [40_002, 'refused'],
  [40_003, 'refused'],
  [50_001, 'retry'],
  [50_002, 'retry'],
  [60_000, 'throttled'],
  [70_000, 'refused'],
  [90_000, 'retry'],
])

/** Where the sub-code says more than the code. */
const KIND_BY_SUB_CODE: readonly (readonly [RegExp, ChannelErrorKind])[] = [
  [/^isv\.access-token-/, 'reauthorise'],
  [/^dop\.authorization-/, 'reauthorise'], // The seller took it back.
  [/^dop\.token-generate-failed:(token|code|no-authorization)/, 'reauthorise'],
  [/^dop\.token-generate-failed/, 'refused'], // The application's keys.
  [/^isv\.signature-/, 'bug'],
  [/^isv\.parameter-(missing|format)/, 'bug'],
  [/^isv\.traffic-limited/, 'throttled'],
]

const BAN_MS = 5 * SECOND_MS // [A] A refusal gives no length; quotas are counted by the second.

/** The error of an answer, or null where it is one of success. It arrives with HTTP 200. */
export function readDouyinError(body: unknown): DouyinError | null {
  if (!isObject(body)) return null
  // An older shape for applications that do not ask for the newer one.
  const isOld = body['code'] === undefined && body['err_no'] !== undefined
  const code = Number(isOld ? body['err_no'] : body['code'])
  if (body['code'] === undefined && !isOld) return null // No envelope at all: its data is missed later.
  if (code === (isOld ? OLD_SUCCESS : SUCCESS)) return null
  return {
    code,
    message: logWords(body['msg'] ?? body['message']),
    subCode: logWords(body['sub_code']),
    subMessage: logWords(body['sub_msg']),
  }
}

export function toChannelError(error: DouyinError): ChannelError {
  const kind = kindOf(error)
  const code = error.subCode === '' ? String(error.code) : `${error.code}:${error.subCode}`
  const message = [error.message, error.subMessage].filter((text) => text !== '').join(': ')
  return new ChannelError(kind, code, { message, ...(kind === 'throttled' ? { retryAfterMs: BAN_MS } : {}) })
}

/** An unknown code is judged by whose fault it says it is: `isv` ours, `isp` and `dop` the platform's. */
function kindOf({ code, subCode }: DouyinError): ChannelErrorKind {
  const bySubCode = KIND_BY_SUB_CODE.find(([pattern]) => pattern.test(subCode))?.[1]
  return bySubCode ?? KIND_BY_CODE.get(code) ?? (/^(isp|dop)\./.test(subCode) ? 'retry' : 'refused')
}

/** The platform knows the idempotency key of an earlier attempt. */
export function isRepeat(error: ChannelError): boolean {
  return error.code.endsWith(':isv.idempotent-id-existed')
}

const BUSINESS_CODE = /^4000[23](:isv\.(?!timestamp-|app-|idempotent-)|$)/

/** The platform understood the call and will not do it: a rule of its business, not of its gateway. */
export function isBusinessRefusal(error: unknown): error is ChannelError {
  return error instanceof ChannelError && error.kind === 'refused' && BUSINESS_CODE.test(error.code)
}
