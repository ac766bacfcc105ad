// Known signatures, made again by the code that signs our calls and checks messages.

import type { SignatureVector } from '../definition.ts'
import { isObject } from '../fields.ts'
import { signCall, signMessage } from './sign.ts'

const MESSAGE = 'message-push'

export function reproduceXiaohongshuVector({ kind, method, secret, params }: SignatureVector): string | null {
  if (kind !== 'signature') return null
  if (method !== MESSAGE) {
    const named = { method: textOf(params, 'method') || method, version: textOf(params, 'version') || '2.0' }
    return signCall({ ...named, appId: textOf(params, 'appId'), timestamp: textOf(params, 'timestamp') }, secret)
  }
  const headers = isObject(params['headers']) ? params['headers'] : {}
  const query = isObject(params['query']) ? params['query'] : {}
  const pairs = Object.keys(query).map((name) => [name, textOf(query, name)] as const)
  const signed = { appKey: textOf(headers, 'app-key'), timestamp: textOf(headers, 'timestamp') }
  return signMessage({ path: textOf(params, 'path'), query: pairs, ...signed }, secret)
}

function textOf(values: Readonly<Record<string, unknown>>, name: string): string {
  const value = values[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
