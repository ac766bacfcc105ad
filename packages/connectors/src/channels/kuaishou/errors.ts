// What a refusal of 快手小店's means for the caller. Codes: the official support documents; many are told by words only.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

export interface KuaishouError {
  /** `result`; newer methods tell more in `code` and `sub_code`. */
  code: string
  message: string
}

const SUCCESS = 1
/** "order operation reject": of another seller, or in another state. Shortage of stock has the same code. */
const OPERATION_REJECTED = '21'

const KIND_BY_CODE = new Map<string, ChannelErrorKind>([
  ['11', 'refused'], // The platform's rules of delivery.
  [OPERATION_REJECTED, 'refused'],
  ['24', 'reauthorise'], // AUTHORIZATION_REVOKED
  ['26', 'reauthorise'], // The account is gone.
  ['1017', 'throttled'],
])

/** [A] Where no code is published, words decide. */
const KIND_BY_WORDS: readonly (readonly [RegExp, ChannelErrorKind])[] = [
  [/exceed (qps|quota)|限流|频繁/i, 'throttled'],
  [/验签|签名/, 'bug'],
  [/scope/i, 'refused'],
  [/鉴权失败|token\s*(过期|失效|无效)|AUTHORIZATION_REVOKED/i, 'reauthorise'],
  [/系统|超时|繁忙|稍后|server_error|timeout/i, 'retry'],
]

const BAN_MS = 5 * SECOND_MS // [A] A refusal gives no length; quotas are counted by the second.

/** The error of an answer, or null where it is one of success. It arrives with HTTP 200. */
export function readKuaishouError(body: unknown): KuaishouError | null {
  if (!isObject(body) || body['result'] === undefined || body['result'] === SUCCESS) return null
  const words = ['error_msg', 'msg', 'sub_msg', 'error'].map((name) => logWords(body[name]))
  const codes = [body['result'], body['code'], body['sub_code']].map(codeText)
  return {
    code: codes.filter((code, index) => code !== '' && codes.indexOf(code) === index).join(':'),
    message: words.find((text) => text !== '') ?? '',
  }
}

function codeText(value: unknown): string {
  return logWords(typeof value === 'number' ? String(value) : value)
}

export function toChannelError({ code, message }: KuaishouError): ChannelError {
  const byWords = KIND_BY_WORDS.find(([pattern]) => pattern.test(message))?.[1]
  const kind = KIND_BY_CODE.get(code.split(':')[0]!) ?? byWords ?? 'refused'
  return new ChannelError(kind, code, { message, ...(kind === 'throttled' ? { retryAfterMs: BAN_MS } : {}) })
}

/** The platform understood the call and will not do it to this order. */
export function isOperationRejected(error: unknown): error is ChannelError {
  return error instanceof ChannelError && error.code.split(':')[0] === OPERATION_REJECTED
}
