// Known signatures and ciphertexts, made again by the code that signs our calls and reads the platform's messages.

import type { SignatureVector } from '../definition.ts'
import { encryptMessage, SIGN_METHODS, signKuaishou } from './sign.ts'

export function reproduceKuaishouVector({ kind, secret, params }: SignatureVector): string | null {
  const texts = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, textOf(value)]))
  if (kind === 'ciphertext') return encryptMessage(texts['plaintext'] ?? '', secret)
  const signMethod = SIGN_METHODS.find((method) => method === texts['signMethod'])
  return kind === 'signature' && signMethod !== undefined ? signKuaishou(texts, secret, signMethod) : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
