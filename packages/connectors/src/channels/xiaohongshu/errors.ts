// What a refusal of Xiaohongshu's means for the caller. No table of its codes is public: three are told of, and those of the
// -2000xxx family are taken for its business.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

export interface XiaohongshuError {
  code: number
  message: string
}

const KIND_BY_CODE = new Map<number, ChannelErrorKind>([
  [401, 'reauthorise'],
  [-9_013, 'throttled'],
  // "Stock was synchronised, what is occupied was not taken off": it may show something else than was sent, so it is read.
  [-9_028, 'retry'],
])
const BUSINESS_CODES = { from: -2_000_999, to: -2_000_000 } as const // [A]
const SERVER_CODES = { from: 500, to: 599 } as const // [A]
const BAN_MS = 5 * SECOND_MS // [A] A refusal gives no length.

/** Null where the answer is no refusal; the answer within an answer counts too. */
export function readXiaohongshuError(body: unknown): XiaohongshuError | null {
  if (!isObject(body)) return null
  const code = body['error_code'] ?? body['code']
  const isRefused = body['success'] === false || (typeof code === 'number' && code !== 0)
  if (isRefused) return { code: Number(code ?? Number.NaN), message: logWords(body['error_msg'] ?? body['msg']) }
  const { data } = body
  return isObject(data) && data['success'] === false ? readXiaohongshuError(data) : null
}

export function toChannelError({ code, message }: XiaohongshuError): ChannelError {
  const kind = kindOf(code)
  return new ChannelError(kind, String(code), { message, ...(kind === 'throttled' ? { retryAfterMs: BAN_MS } : {}) })
}

function kindOf(code: number): ChannelErrorKind {
  const isServers = code >= SERVER_CODES.from && code <= SERVER_CODES.to
  return KIND_BY_CODE.get(code) ?? (isServers ? 'retry' : 'refused')
}

/** The platform understood the call and will not do it: a rule of its business, not of its gateway. */
export function isBusinessError(error: unknown): error is ChannelError {
  if (!(error instanceof ChannelError) || error.kind !== 'refused') return false
  const code = Number(error.code)
  return code >= BUSINESS_CODES.from && code <= BUSINESS_CODES.to
}
