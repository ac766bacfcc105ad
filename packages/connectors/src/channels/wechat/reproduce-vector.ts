// Known signatures and ciphertexts, made again by the code that checks messages.

import type { SignatureVector } from '../definition.ts'
import { sealMessage } from './message-cipher.ts'
import { signWechat } from './sign.ts'

export function reproduceWechatVector({ kind, method, secret, params }: SignatureVector): string | null {
  if (kind === 'ciphertext') return sealed(params)
  if (kind !== 'signature') return null
  const time = [text(params['timestamp']), text(params['nonce'])]
  if (method === 'push-url-verify') return signWechat(secret, ...time)
  if (method !== 'push-secure-mode') return null
  const encrypted = params['Encrypt'] === undefined ? sealed(params) : text(params['Encrypt'])
  return encrypted === null ? null : signWechat(secret, ...time, encrypted)
}

function sealed(params: SignatureVector['params']): string | null {
  if (params['encodingAESKey'] === undefined || params['random16'] === undefined) return null
  const parts = { message: text(params['plaintext']), appId: text(params['appid']), random: text(params['random16']) }
  return sealMessage(parts, text(params['encodingAESKey']))
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
