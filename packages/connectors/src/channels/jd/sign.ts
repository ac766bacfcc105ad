// JOS's signature. Source: developer guide listId=2643; its worked example is a test vector.

import { digestHex, signedTexts, sortedText } from '../digests.ts'

/**
 * Signs every parameter but `sign`, the business JSON byte for byte as it is sent. A parameter without a value takes no
 * part, as in the official client. No other digest is known to be taken: `sign_method` is not a parameter here.
 */
export function signJd(parameters: Readonly<Record<string, unknown>>, secret: string): string {
  const { sign: _, ...signed } = signedTexts(parameters)
  return digestHex('md5', secret, sortedText(signed), secret).toUpperCase()
}
