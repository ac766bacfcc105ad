// TOP request signature. Source: TOP guide docId=101617, "签名算法"; its worked example is a test vector.

import { createHash, createHmac } from 'node:crypto'

export const SIGN_METHODS = ['md5', 'hmac', 'hmac-sha256'] as const
export type SignMethod = (typeof SIGN_METHODS)[number]

/**
 * Signs every parameter but `sign` itself. Entries with an empty key or value are dropped, as the guide says;
 * callers must not transmit them either, since implementations disagree about signing them.
 */
export function signTaobao(parameters: Readonly<Record<string, string>>, secret: string, method: SignMethod): string {
  const keys = Object.keys(parameters).filter((key) => key !== '' && key !== 'sign' && parameters[key] !== '')
  // ASCII order, never a locale's.
  const base = keys
    .toSorted()
    .map((key) => key + parameters[key])
    .join('')
  return digest(base, secret, method).toUpperCase()
}

function digest(base: string, secret: string, method: SignMethod): string {
  switch (method) {
    case 'md5':
      // Only md5 wraps the text in the secret; the keyed methods use it as their key.
      return createHash('md5')
        .update(secret + base + secret, 'utf8')
        .digest('hex')
    case 'hmac':
      return createHmac('md5', secret).update(base, 'utf8').digest('hex')
    case 'hmac-sha256':
      return createHmac('sha256', secret).update(base, 'utf8').digest('hex')
  }
}
