// Known signatures, made again by the code that signs our calls.

import type { SignatureVector } from '../definition.ts'
import { signJd } from './sign.ts'

export function reproduceJdVector({ kind, algorithm, secret, params }: SignatureVector): string | null {
  const isOfCalls = kind === 'request' || kind === 'anchor'
  return isOfCalls && algorithm === 'md5' ? signJd(params, secret) : null
}
