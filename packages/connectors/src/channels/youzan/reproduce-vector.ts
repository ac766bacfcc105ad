// Known signatures and ciphertexts, made again by the code that checks messages.

import type { SignatureVector } from '../definition.ts'
import { encryptMessage, signMessage } from './sign.ts'

export function reproduceYouzanVector({ kind, secret, params }: SignatureVector): string | null {
  const { client_id: clientId, rawBody, msg, plaintext } = params
  if (kind === 'ciphertext') return typeof plaintext === 'string' ? encryptMessage(plaintext, secret) : null
  // The older signature within a message covers its content only, as received: still URL-encoded.
  const signed = typeof rawBody === 'string' ? rawBody : msg
  return typeof signed === 'string' ? signMessage(String(clientId), signed, secret) : null
}
