// Known signatures, made again by the code that signs our calls and checks the platform's.

import type { SignatureVector } from '../definition.ts'
import { canonicalJson, SIGN_METHODS, signDouyin, signMessage, signSpi } from './sign.ts'

export function reproduceDouyinVector({ kind, algorithm, secret, params }: SignatureVector): string | null {
  const textOf = (name: string): string => {
    const value = params[name]
    return typeof value === 'string' ? value : canonicalJson(value ?? {})
  }
  const appKey = textOf('app_key')
  if (kind === 'webhook') return signMessage(appKey, textOf('body'), secret)
  const signMethod = SIGN_METHODS.find((method) => method === algorithm)
  if (signMethod === undefined) return null
  const call = { appKey, paramJson: textOf('param_json'), timestamp: textOf('timestamp') }
  if (kind === 'spi') return signSpi(call, secret, signMethod)
  return kind === 'request' ? signDouyin({ ...call, method: textOf('method') }, secret, signMethod) : null
}
