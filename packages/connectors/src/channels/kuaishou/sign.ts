// 快手小店's signatures and the cipher of its messages. Source: the official development documents; three public clients
// agree. The key of signatures (signSecret) is not the application's secret.

import { decryptAesCbc, digestHex, encryptAesCbc, hmacBase64, signedTexts, sortedText } from '../digests.ts'
import type { AesKey } from '../digests.ts'

export const SIGN_METHODS = ['MD5', 'HMAC_SHA256'] as const
export type SignMethod = (typeof SIGN_METHODS)[number]

/**
 * Over the raw text of every parameter but `sign`, before anything is encoded for a URL; an empty one takes part, as in the
 * documents' own code. The key ends the text either way.
 */
export function signKuaishou(
  parameters: Readonly<Record<string, unknown>>,
  signSecret: string,
  signMethod: SignMethod,
): string {
  const { sign: _, ...signed } = signedTexts(parameters)
  const base = `${sortedText(signed, { between: '=', join: '&', keepEmpty: true })}&signSecret=${signSecret}`
  return signMethod === 'MD5' ? digestHex('md5', base) : hmacBase64('sha256', signSecret, base)
}

const ZERO_VECTOR = Buffer.alloc(16)
const KEY_BYTES = new Set([16, 24, 32])
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Null where the text is not canonical Base64, or not what this key encrypted. */
export function decryptMessage(text: string, privateKey: string): Uint8Array | null {
  const key = keyOf(privateKey)
  const encrypted = Buffer.from(text, 'base64')
  // Decoding is lenient: something behind a genuine text, or the text twice over, must not pass as it.
  if (key === null || !BASE64.test(text) || encrypted.toString('base64') !== text) return null
  return decryptAesCbc(encrypted, key)
}

export function encryptMessage(plain: string, privateKey: string): string | null {
  const key = keyOf(privateKey)
  return key === null ? null : Buffer.from(encryptAesCbc(Buffer.from(plain), key)).toString('base64')
}

function keyOf(privateKey: string): AesKey | null {
  const key = Buffer.from(privateKey, 'base64')
  return KEY_BYTES.has(key.byteLength) ? { key, iv: ZERO_VECTOR, padding: 'pkcs7_16' } : null
}
