// What proves a message: a digest over token, time, nonce and ciphertext, sorted as text. Calls carry no signature.

import { digestHex } from '../digests.ts'

export function signWechat(token: string, ...parts: readonly string[]): string {
  return digestHex('sha1', [token, ...parts].toSorted().join(''))
}
