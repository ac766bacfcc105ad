// What a refusal of Youzan's means for the caller; each comes with HTTP 200. Three shapes: the gateway's own, a business's
// of today, a business's of before. A business that failed may send its data along, empty: it is not looked at.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelErrorKind } from '../channel.ts'
import { isObject } from '../fields.ts'
import { logWords } from '../json-answer.ts'

const GATEWAY_KINDS = new Map<number, ChannelErrorKind>([
  [4001, 'bug'], // address without a version
  [4005, 'bug'], // unknown API
  [4007, 'bug'], // content type
  [4101, 'throttled'],
  [4201, 'reauthorise'],
  [4202, 'reauthorise'],
  [4203, 'reauthorise'],
  [5001, 'retry'],
])

const BUSINESS_KINDS = new Map<number, ChannelErrorKind>([
  [-100, 'retry'],
  [106_000_001, 'retry'], // timed out on their side
  [106_100_118, 'retry'],
  [102_510_001, 'retry'], // the same shipment is being confirmed just now
  [105_000_016, 'not_found'],
  [122_001_001, 'not_found'], // item
])

// Codes the documentation does not list: those of the gateway above it are its own trouble.
const GATEWAY_TROUBLE_FROM = 5_000
const BAN_MS = 5 * SECOND_MS // [A] A refusal gives no length.
const SUCCESS = 200

/** The error an answer tells of, or null. */
export function readYouzanError(body: unknown): ChannelError | null {
  if (!isObject(body)) return null
  const { gw_err_resp: gateway, error_response: older } = body
  if (isObject(gateway)) return gatewayError(gateway)
  if (isObject(older)) return businessError(older['code'], older['msg'])
  const isRefused = body['success'] === false || (body['code'] !== undefined && Number(body['code']) !== SUCCESS)
  return isRefused ? businessError(body['code'], body['message']) : null
}

function gatewayError({ err_code, err_msg }: Record<string, unknown>): ChannelError {
  const code = Number(err_code)
  const kind = GATEWAY_KINDS.get(code) ?? (code >= GATEWAY_TROUBLE_FROM ? 'retry' : 'refused')
  const wait = kind === 'throttled' ? { retryAfterMs: BAN_MS } : {}
  return new ChannelError(kind, `gw_${code}`, { message: logWords(err_msg), ...wait })
}

function businessError(code: unknown, message: unknown): ChannelError {
  const kind = BUSINESS_KINDS.get(Number(code)) ?? 'refused'
  return new ChannelError(kind, String(Number(code)), { message: logWords(message) })
}

/** A rule of the business, not of the gateway: it understood the call and will not do it. */
export function isBusinessError(error: unknown): error is ChannelError {
  return error instanceof ChannelError && /^-?\d+$/.test(error.code)
}
