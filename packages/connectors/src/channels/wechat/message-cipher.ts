// The cipher around messages: AES-256-CBC over sixteen random bytes, a length, the message and the application's id,
// padded to blocks of 32.

import { decryptAesCbc, encryptAesCbc } from '../digests.ts'
import type { AesKey } from '../digests.ts'

const PAD_BLOCK_BYTES = 32
const RANDOM_BYTES = 16
const HEAD_BYTES = RANDOM_BYTES + 4

export interface OpenedMessage {
  message: Uint8Array
  /** Whose message it is. */
  appId: string
}

/** Null where the text is not what this key encrypted. */
export function openMessage(encrypted: string, encodingAesKey: string): OpenedMessage | null {
  const plain = decryptAesCbc(Buffer.from(encrypted, 'base64'), aesKeyOf(encodingAesKey))
  const content = plain === null ? null : withoutPadding(plain)
  if (content === null || content.length < HEAD_BYTES) return null
  const end = HEAD_BYTES + content.readUInt32BE(RANDOM_BYTES)
  if (end > content.length) return null
  return { message: content.subarray(HEAD_BYTES, end), appId: content.subarray(end).toString() }
}

/** As the platform does it; `random` are the sixteen bytes. */
export function sealMessage(
  { message, appId, random }: { message: string; appId: string; random: string },
  encodingAesKey: string,
): string {
  const bytes = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  const content = Buffer.concat([Buffer.from(random), length, bytes, Buffer.from(appId)])
  const pad = PAD_BLOCK_BYTES - (content.length % PAD_BLOCK_BYTES)
  const padded = Buffer.concat([content, Buffer.alloc(pad, pad)])
  return Buffer.from(encryptAesCbc(padded, aesKeyOf(encodingAesKey))).toString('base64')
}

function aesKeyOf(encodingAesKey: string): AesKey {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  return { key, iv: key.subarray(0, 16), padding: 'none' }
}

function withoutPadding(plain: Uint8Array): Buffer | null {
  const bytes = Buffer.from(plain)
  const pad = bytes.at(-1) ?? 0
  if (pad < 1 || pad > PAD_BLOCK_BYTES || pad > bytes.length) return null
  const isPadded = bytes.subarray(bytes.length - pad).every((byte) => byte === pad)
  return isPadded ? bytes.subarray(0, bytes.length - pad) : null
}
