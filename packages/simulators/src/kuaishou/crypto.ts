// What a request's `sign` must be, and how this platform encrypts its messages. Written on its own: the adapter signs and
// decrypts by other code, so one mistake cannot hide in both.

import { createCipheriv, createHash, createHmac } from 'node:crypto'

/** The documents' own code signs these and nothing else, an empty one like any other. */
const SIGNED = ['access_token', 'appkey', 'method', 'param', 'signMethod', 'timestamp', 'version'] as const

/** Over the raw text; null where the named digest is not known. */
export function expectedSign(request: ReadonlyMap<string, string>, signSecret: string): string | null {
  const pairs = SIGNED.filter((name) => request.has(name)).map((name) => `${name}=${request.get(name)!}`)
  const text = [...pairs, `signSecret=${signSecret}`].join('&')
  switch (request.get('signMethod') ?? '') {
    case 'MD5':
      return createHash('md5').update(text, 'utf8').digest('hex')
    case 'HMAC_SHA256':
      return createHmac('sha256', signSecret).update(text, 'utf8').digest('base64')
    default:
      return null
  }
}

/** AES in CBC by the Base64-decoded key, a vector of zeros, Base64 around it. */
export function encryptEvent(text: string, privateKey: string): string {
  const key = Buffer.from(privateKey, 'base64')
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, Buffer.alloc(16, 0))
  return cipher.update(text, 'utf8', 'base64') + cipher.final('base64')
}
