// A receiver's token on platforms that give ciphertext and no id of the receiver.

import { digestHex } from './digests.ts'

/**
 * What stands for such a receiver is the ciphertext of all its parts, too long for a token: their digest is as good for
 * comparing, and labels of a platform's own service are printed by order number. Parts are kept apart, so no two
 * receivers meet by where one part ends.
 */
export function cipherToken(parts: readonly string[]): string {
  return `sha256:${digestHex('sha256', JSON.stringify(parts))}`
}
