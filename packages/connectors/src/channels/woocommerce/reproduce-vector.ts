// Known signatures, made again by the code that signs our calls and checks messages.

import type { SignatureVector } from '../definition.ts'
import { signCall, signWebhook } from './sign.ts'

export function reproduceWoocommerceVector({ method, secret, params }: SignatureVector): string | null {
  if (method === 'webhook') {
    const { rawBody } = params
    return typeof rawBody === 'string' ? signWebhook(rawBody, secret) : null
  }
  const [verb, url] = method.split(' ')
  if (verb === undefined || url === undefined || !URL.canParse(url)) return null
  const query = Object.fromEntries(new URL(url).searchParams)
  return signCall({ method: verb, url, parameters: { ...query, ...params } }, secret)
}
