// What a request's `oauth_signature` must be (RFC 5849, one-legged: no token secret). Written on its own: the adapter
// signs by other code, so one mistake cannot hide in both.

import { createHmac } from 'node:crypto'

export interface SignedRequest {
  method: string
  /** Scheme, host, port and path as the client called them. */
  url: string
  parameters: readonly (readonly [string, string])[]
  /** `sha1` or `sha256`. */
  digest: 'sha1' | 'sha256'
}

export function expectedSignature({ method, url, parameters, digest }: SignedRequest, secret: string): string {
  const pairs = parameters
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => [escape(name), escape(value)] as const)
  // By name, and only where two are the same by value.
  pairs.sort((left, right) => compareBytes(left[0], right[0]) || compareBytes(left[1], right[1]))
  const base = [method.toUpperCase(), url, pairs.map((pair) => pair.join('=')).join('&')].map(escape).join('&')
  return createHmac(digest, `${secret}&`).update(base).digest('base64')
}

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

/** Everything but letters, digits and "-._~". */
function escape(text: string): string {
  let escaped = ''
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte)
    escaped += /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return escaped
}
