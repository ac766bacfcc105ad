// What a refusal of WeChat's means for the caller. Codes: the global list and the pages of each API.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

export interface WechatError {
  code: number
  message: string
}

export const ALREADY_SHIPPED = '109001'

const KIND_BY_CODE = new Map<number, ChannelErrorKind>([
  [-1, 'retry'], // The system is busy.
  [40_001, 'reauthorise'],
  [40_014, 'reauthorise'],
  [41_001, 'reauthorise'],
  [42_001, 'reauthorise'],
  [40_002, 'bug'], // grant_type
  [40_097, 'bug'],
  [47_001, 'bug'],
  [31_042, 'throttled'], // [A] "Too many", of a listing.
  [45_009, 'throttled'],
  [45_011, 'throttled'],
  [100_003, 'throttled'],
  [100_002, 'not_found'],
  [10_020_052, 'not_found'],
  [606_006, 'retry'], // The listing's key is of another query: read from its start.
])

const WAIT_MS = new Map<number, number>([
  [100_003, 5 * SECOND_MS], // [A]
  [45_009, 10 * MINUTE_MS], // A day's quota: asked again now and then, not every minute.
])
const WAIT_DEFAULT_MS = MINUTE_MS // "Retry next minute".

/** Null where the answer is no refusal; a token comes without any code. */
export function readWechatError(body: unknown): WechatError | null {
  if (!isObject(body)) return null
  const { errcode } = body
  if (errcode === undefined || errcode === 0) return null
  return { code: Number(errcode), message: logWords(body['errmsg']) }
}

export function toChannelError({ code, message }: WechatError): ChannelError {
  const kind = KIND_BY_CODE.get(code) ?? 'refused'
  const wait = kind === 'throttled' ? { retryAfterMs: WAIT_MS.get(code) ?? WAIT_DEFAULT_MS } : {}
  return new ChannelError(kind, String(code), { message, ...wait })
}
