// Youzan's signatures of messages, and the cipher of those that the service market sends. Calls are proven by the access
// token alone. Sources: the guide of message pushing; youzan/open-sdk-node.

import { digestHex, encryptAesCbc } from '../digests.ts'
import type { Bytes } from '../digests.ts'

/** `Event-Sign`, over the body as it came. */
export function signMessage(clientId: string, body: Bytes, clientSecret: string): string {
  return digestHex('md5', clientId, body, clientSecret)
}

const IV = '0102030405060708'
const KEY_BYTES = 16

/** AES-128-CBC under the first half of the secret; base64, then URL-encoded. */
export function encryptMessage(plain: string, clientSecret: string): string {
  const key = Buffer.from(clientSecret).subarray(0, KEY_BYTES)
  const encrypted = encryptAesCbc(Buffer.from(plain), { key, iv: Buffer.from(IV), padding: 'pkcs7_16' })
  return encodeURIComponent(Buffer.from(encrypted).toString('base64'))
}
