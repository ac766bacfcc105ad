// Pinduoduo's signatures: of a call (developer guide 8EC06C399636041E; its worked example is a test vector), and of
// the address of the message connection (third parties only, not in official text).

import { digestHex, signedTexts, sortedText } from '../digests.ts'

/**
 * Signs every parameter but `sign`. Whatever is not text is signed as its JSON text, which must be what is sent.
 * An empty value takes part, as in most implementations; some skip it, so callers never transmit one.
 */
export function signPinduoduo(parameters: Readonly<Record<string, unknown>>, secret: string): string {
  const { sign: _, ...signed } = signedTexts(parameters)
  return digestHex('md5', secret, sortedText(signed, { keepEmpty: true }), secret).toUpperCase()
}

export function pmcDigest({ clientId, ms }: { clientId: string; ms: string }, secret: string): string {
  return Buffer.from(digestHex('md5', clientId, ms, secret)).toString('base64')
}
