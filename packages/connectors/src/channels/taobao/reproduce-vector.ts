// Published TOP signatures, made again by the code that signs our requests.

import type { SignatureVector } from '../definition.ts'
import { SIGN_METHODS, signTaobao } from './sign.ts'

/** Requests, the connection to TMC and bare digests ("anchor") follow one rule. */
export function reproduceTaobaoVector({ algorithm, secret, params }: SignatureVector): string | null {
  const method = SIGN_METHODS.find((known) => known === algorithm)
  return method === undefined ? null : signTaobao(params, secret, method)
}
