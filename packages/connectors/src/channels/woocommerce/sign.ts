// WooCommerce's signatures: of a call over plain HTTP (OAuth 1.0a, one-legged; over TLS key and secret are sent as they
// are), and of a webhook. Sources: REST API authentication; WC_Webhook::generate_signature.

import { hmacBase64 } from '../digests.ts'
import type { Bytes } from '../digests.ts'

export interface SignedCall {
  method: string
  /** Without query. */
  url: string
  /** Of the query, and OAuth's own; a list counts once for each of its members. */
  parameters: Readonly<Record<string, unknown>>
}

export function signCall({ method, url, parameters }: SignedCall, consumerSecret: string): string {
  const pairs = Object.entries(parameters)
    .filter(([name]) => name !== 'oauth_signature')
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)] as const))
    .map((pair) => pair.map(percentEncode) as [string, string])
    .toSorted(comparePairs)
  const query = pairs.map((pair) => pair.join('=')).join('&')
  const base = [method.toUpperCase(), baseUrl(url), query].map(percentEncode).join('&')
  const name = parameters['oauth_signature_method'] === 'HMAC-SHA1' ? 'sha1' : 'sha256'
  return hmacBase64(name, `${percentEncode(consumerSecret)}&`, base)
}

/** By name, then by value (RFC 5849): as one text, "status[]=" would come before "status=". */
function comparePairs(left: readonly [string, string], right: readonly [string, string]): number {
  const index = left[0] === right[0] ? 1 : 0
  return left[index] < right[index] ? -1 : Number(left[index] > right[index])
}

/** Scheme and host in lower case, the scheme's own port left out, no query. */
function baseUrl(text: string): string {
  const { origin, pathname } = new URL(text)
  return origin + pathname
}

/** RFC 3986: all but letters, digits and "-._~". */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

export function signWebhook(body: Bytes, secret: string): string {
  return hmacBase64('sha256', decodeEntities(secret), body)
}

const ENTITY = /&(?:amp|lt|gt|quot|#0*(?:34|38|39|60|62)|#x0*(?:22|26|27|3[CcEe]));/g
const BY_NAME: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** WordPress stores a secret escaped for HTML and signs with what that stands for: a secret `a&amp;b` signs as `a&b`. */
function decodeEntities(secret: string): string {
  return secret.replaceAll(ENTITY, (entity) => {
    const name = entity.slice(1, -1)
    const number = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return BY_NAME[name] ?? String.fromCodePoint(number)
  })
}
