// Digests, ciphers and comparisons the platforms' rules are made of. Text is UTF-8; hex is lower case.

import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type DigestName = 'md5' | 'sha1' | 'sha256'
export type Bytes = string | Uint8Array

export function digestHex(name: DigestName, ...parts: readonly Bytes[]): string {
  const hash = createHash(name)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

export function hmacHex(name: DigestName, key: Bytes, text: Bytes): string {
  return createHmac(name, key).update(text).digest('hex')
}

export function hmacBase64(name: DigestName, key: Bytes, text: Bytes): string {
  return createHmac(name, key).update(text).digest('base64')
}

/**
 * Parameters as the texts that are signed, which must be what is sent: text as it is, everything else as JSON writes it
 * (`true`, never 1). What has no value is left out.
 */
export function signedTexts(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === null) continue
    texts[name] = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  }
  return texts
}

export interface SortedText {
  /** Between a key and its value. */
  between?: string
  /** Between one pair and the next. */
  join?: string
  /** Whether pairs with an empty value take part. */
  keepEmpty?: boolean
}

/** Pairs sorted by key in ASCII order (never a locale's) and written one after the other. */
export function sortedText(
  parameters: Readonly<Record<string, string>>,
  { between = '', join = '', keepEmpty = false }: SortedText = {},
): string {
  const keys = Object.keys(parameters).filter((key) => key !== '' && (keepEmpty || parameters[key] !== ''))
  return keys
    .toSorted()
    .map((key) => `${key}${between}${parameters[key]}`)
    .join(join)
}

/** Compares in constant time; digests have one length, so neither content nor length shows. */
export function isSameSecret(given: string | undefined, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(expected)) && given !== undefined
}

export interface AesKey {
  key: Uint8Array
  iv: Uint8Array
  /** Platforms that pad to blocks of 32 do it themselves: then the cipher's own padding is off. */
  padding: 'pkcs7_16' | 'none'
}

/** Null where the bytes are not what this key encrypted. */
export function decryptAesCbc(encrypted: Uint8Array, { key, iv, padding }: AesKey): Uint8Array | null {
  if (encrypted.byteLength === 0 || encrypted.byteLength % 16 !== 0) return null
  try {
    const cipher = createDecipheriv(`aes-${key.byteLength * 8}-cbc`, key, iv)
    cipher.setAutoPadding(padding === 'pkcs7_16')
    return Buffer.concat([cipher.update(encrypted), cipher.final()])
  } catch {
    return null
  }
}

export function encryptAesCbc(plain: Uint8Array, { key, iv, padding }: AesKey): Uint8Array {
  const cipher = createCipheriv(`aes-${key.byteLength * 8}-cbc`, key, iv)
  cipher.setAutoPadding(padding === 'pkcs7_16')
  return Buffer.concat([cipher.update(plain), cipher.final()])
}
