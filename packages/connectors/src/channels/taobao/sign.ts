// TOP request signature. Source: TOP guide docId=101617, "签名算法"; its worked example is a test vector.

import { digestHex, hmacHex, signedTexts, sortedText } from '../digests.ts'

export const SIGN_METHODS = ['md5', 'hmac', 'hmac-sha256'] as const
export type SignMethod = (typeof SIGN_METHODS)[number]

/**
 * Signs every parameter but `sign` itself. Entries with an empty key or value are dropped, as the guide says;
 * callers must not transmit them either, since implementations disagree about signing them.
 */
export function signTaobao(parameters: Readonly<Record<string, unknown>>, secret: string, method: SignMethod): string {
  const { sign: _, ...signed } = signedTexts(parameters)
  return digest(sortedText(signed), secret, method).toUpperCase()
}

function digest(base: string, secret: string, method: SignMethod): string {
  switch (method) {
    case 'md5':
      // Only md5 wraps the text in the secret; the keyed methods use it as their key.
      return digestHex('md5', secret, base, secret)
    case 'hmac':
      return hmacHex('md5', secret, base)
    case 'hmac-sha256':
      return hmacHex('sha256', secret, base)
  }
}
