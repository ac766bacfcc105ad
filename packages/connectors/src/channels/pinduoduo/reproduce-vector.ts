// Known signatures, made again by the code that signs our calls.

import type { SignatureVector } from '../definition.ts'
import { pmcDigest, signPinduoduo } from './sign.ts'

export function reproducePinduoduoVector({ kind, secret, params }: SignatureVector): string | null {
  if (kind === 'request') return signPinduoduo(params, secret)
  if (kind !== 'pmc-connect') return null
  return pmcDigest({ clientId: String(params['client_id']), ms: String(params['time_ms']) }, secret)
}
