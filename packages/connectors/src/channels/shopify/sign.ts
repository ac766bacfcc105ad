// Shopify's signatures: of a webhook, over its bytes; of the callback that ends an installation, over its query.
// Calls are proven by the access token alone.

import { hmacBase64, hmacHex } from '../digests.ts'
import type { Bytes } from '../digests.ts'

export function signWebhook(body: Bytes, clientSecret: string): string {
  return hmacBase64('sha256', clientSecret, body)
}

/**
 * All parameters but the two signatures, sorted, encoded as a form, though a space is %20 (as in the platform's client for
 * Node); a list as "name[]" once for each of its members.
 */
export function signCallback(parameters: Readonly<Record<string, unknown>>, clientSecret: string): string {
  const query = new URLSearchParams()
  for (const name of Object.keys(parameters).toSorted()) {
    const value = parameters[name]
    if (name === 'hmac' || name === 'signature') continue
    if (Array.isArray(value)) for (const each of value) query.append(`${name}[]`, String(each))
    else query.append(name, String(value))
  }
  return hmacHex('sha256', clientSecret, query.toString().replaceAll('+', '%20'))
}
