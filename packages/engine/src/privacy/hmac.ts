// HMAC-SHA-256 (RFC 2104) over Node's one-shot hash, in two scratch buffers: an order takes four of them,
// and creating an Hmac object and its buffers each time was a tenth of the engine's processor time. The
// test holds it equal to node:crypto's.

import { hash } from 'node:crypto'

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32

export interface HmacKey {
  inner: Buffer
  /** The outer block, with room for the inner digest behind it. */
  outer: Buffer
}

let scratch = Buffer.alloc(16 * 1_024)

/** `key` is at most one block long, as derived keys are. */
export function hmacKey(key: Uint8Array): HmacKey {
  if (key.length > BLOCK_BYTES) throw new RangeError(`an HMAC key here has at most ${BLOCK_BYTES} bytes`)
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES)
  padded(key, 0x5c).copy(outer)
  return { inner: padded(key, 0x36), outer }
}

function padded(key: Uint8Array, mask: number): Buffer {
  return Buffer.from(Array.from({ length: BLOCK_BYTES }, (_, index) => (key[index] ?? 0) ^ mask))
}

/** The message's HMAC in lower-case hex. */
export function hmacSha256(key: HmacKey, message: Uint8Array | string): string {
  const bytes = typeof message === 'string' ? message.length * 3 : message.length
  if (BLOCK_BYTES + bytes > scratch.length) scratch = Buffer.alloc(2 * (BLOCK_BYTES + bytes))
  key.inner.copy(scratch)
  const written = typeof message === 'string' ? scratch.write(message, BLOCK_BYTES, 'utf8') : setBytes(message)
  const inner = hash('sha256', scratch.subarray(0, BLOCK_BYTES + written), 'binary')
  key.outer.write(inner, BLOCK_BYTES, 'binary')
  return hash('sha256', key.outer, 'hex')
}

function setBytes(message: Uint8Array): number {
  scratch.set(message, BLOCK_BYTES)
  return message.length
}
