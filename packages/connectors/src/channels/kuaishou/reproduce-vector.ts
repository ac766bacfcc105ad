// Known signatures and ciphertexts, made again by the code that signs our calls and reads the platform's messages.

import type { SignatureVector } from '../definition.ts'
import { signedTexts } from '../digests.ts'
import { encryptMessage, SIGN_METHODS, signKuaishou } from './sign.ts'

export function reproduceKuaishouVector({ kind, secret, params }: SignatureVector): string | null {
  if (kind === 'ciphertext') return encryptMessage(signedTexts(params)['plaintext'] ?? '', secret)
  const signMethod = SIGN_METHODS.find((method) => method === params['signMethod'])
  return kind === 'signature' && signMethod !== undefined ? signKuaishou(params, secret, signMethod) : null
}
