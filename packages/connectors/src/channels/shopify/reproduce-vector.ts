// Known signatures, made again by the code that checks messages.

import type { SignatureVector } from '../definition.ts'
import { signCallback, signWebhook } from './sign.ts'

export function reproduceShopifyVector({ method, secret, params }: SignatureVector): string | null {
  if (method === 'oauth-callback') return signCallback(params, secret)
  const { rawBody } = params
  return method === 'webhook' && typeof rawBody === 'string' ? signWebhook(rawBody, secret) : null
}
