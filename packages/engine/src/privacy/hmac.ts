// HMAC-SHA-256 (RFC 2104) over Node's one-shot hash: an order takes four of them, and creating an Hmac
// object each time was a tenth of the engine's processor time. The test holds it equal to node:crypto's.

import { hash } from 'node:crypto'

const BLOCK_BYTES = 64

export interface HmacKey {
  inner: Buffer
  outer: Buffer
}

/** `key` is at most one block long, as derived keys are. */
export function hmacKey(key: Uint8Array): HmacKey {
  if (key.length > BLOCK_BYTES) throw new RangeError(`an HMAC key here has at most ${BLOCK_BYTES} bytes`)
  const pad = (mask: number) => Buffer.alloc(BLOCK_BYTES).map((_, index) => (key[index] ?? 0) ^ mask) as Buffer
  return { inner: pad(0x36), outer: pad(0x5c) }
}

export function hmacSha256(key: HmacKey, message: Uint8Array | string): Buffer {
  const bytes = typeof message === 'string' ? Buffer.from(message, 'utf8') : message
  const inner = hash('sha256', Buffer.concat([key.inner, bytes]), 'buffer')
  return hash('sha256', Buffer.concat([key.outer, inner]), 'buffer')
}
