// 抖店's signatures: of our calls, of calls the platform makes to us, of its messages. Source: the official generated SDK.

import { digestHex, hmacHex } from '../digests.ts'

/** `md5` is on its way out, and is what the platform assumes where no method is named. */
export const SIGN_METHODS = ['hmac-sha256', 'md5'] as const
export type SignMethod = (typeof SIGN_METHODS)[number]

export interface SignedCall {
  appKey: string
  method: string
  /** The body, byte for byte as it is sent. */
  paramJson: string
  timestamp: string
}

/** A fixed order of five names; neither the token nor the name of the digest takes part. */
export function signDouyin(call: SignedCall, secret: string, signMethod: SignMethod): string {
  const { appKey, method, paramJson, timestamp } = call
  const base = `app_key${appKey}method${method}param_json${paramJson}timestamp${timestamp}v2`
  return digestOf(`${secret}${base}${secret}`, secret, signMethod)
}

/** Of a call that the platform makes to us (SPI): it names no method and no version. */
export function signSpi(call: Omit<SignedCall, 'method'>, secret: string, signMethod: SignMethod): string {
  const { appKey, paramJson, timestamp } = call
  const base = `app_key${appKey}param_json${paramJson}timestamp${timestamp}`
  return digestOf(`${secret}${base}${secret}`, secret, signMethod)
}

function digestOf(text: string, secret: string, signMethod: SignMethod): string {
  return signMethod === 'md5' ? digestHex('md5', text) : hmacHex('sha256', secret, text)
}

/** The `event-sign` of a message: over the body as received, white space and all. */
export function signMessage(appKey: string, body: string | Uint8Array, secret: string): string {
  return digestHex('md5', appKey, body, secret)
}

// In the language since 2025 and in Node 24; the compiler's library for our target does not list it.
const { isRawJSON: isRawJson } = JSON as unknown as { isRawJSON: (value: unknown) => boolean }

/**
 * Business parameters as the platform wants them: compact, names sorted at every level, lists as they are, nothing
 * escaped that JSON does not ask for. No parameters are `{}`.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  // Text that stands for a number of 19 digits has no members to sort.
  if (typeof value !== 'object' || value === null || isRawJson(value)) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const sorted = members.toSorted(([left], [right]) => (left < right ? -1 : 1))
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}
