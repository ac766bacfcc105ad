// Who calls. Over TLS by key and secret in the clear (Basic, or in the query for servers that drop the header), over plain
// HTTP by a signature. A simulator on this machine has no TLS: what is in the clear is taken as if it ended in front of
// it [A].

import type { FastifyRequest } from 'fastify'
import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { expectedSignature } from './expected-signature.ts'
import { missingParameter, refusals } from './woo-error.ts'
import type { WooRefusal } from './woo-error.ts'

const TIMESTAMP_WINDOW_MS = 15 * 60_000
const REQUIRED = ['oauth_timestamp', 'oauth_nonce', 'oauth_signature', 'oauth_signature_method'] as const
const NONCES_MAX = 10_000

/** Checks requests of one shop and remembers the nonces it has seen. */
export class RequestCheck {
  private readonly market: Marketplace
  private readonly nonces = new Set<string>()

  constructor(market: Marketplace) {
    this.market = market
  }

  /** The first thing wrong with a request, or null. */
  refusalOf(request: FastifyRequest): WooRefusal | null {
    const { authorization = '' } = request.headers
    const basic = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization)?.[1]
    if (basic !== undefined) return this.checkBasic(Buffer.from(basic, 'base64').toString())
    const url = new URL(request.url, `http://${request.headers.host ?? ''}`)
    const [consumerKey, consumerSecret] = ['consumer_key', 'consumer_secret'].map((name) => url.searchParams.get(name))
    if (consumerKey !== null && consumerSecret !== null) return this.checkBasic(`${consumerKey}:${consumerSecret}`)
    // PHP keeps the last of a name that comes twice; the platform's own client sends some twice and signs them once.
    const parameters = [...new Map([...url.searchParams, ...headerParameters(authorization)])]
    const key = valueOf(parameters, 'oauth_consumer_key')
    return key === null ? refusals.cannotView : this.checkSigned(request.method, url, parameters)
  }

  private checkBasic(credentials: string): WooRefusal | null {
    const at = credentials.indexOf(':')
    if (!isSameText(credentials.slice(0, Math.max(0, at)), this.market.key('consumerKey'))) return refusals.consumerKey
    return isSameText(credentials.slice(at + 1), this.market.key('consumerSecret')) ? null : refusals.consumerSecret
  }

  private checkSigned(method: string, url: URL, parameters: readonly (readonly [string, string])[]): WooRefusal | null {
    for (const name of REQUIRED) if (valueOf(parameters, name) === null) return missingParameter(name)
    const [timestamp, nonce, signature, signatureMethod] = REQUIRED.map((name) => valueOf(parameters, name) ?? '')
    if (valueOf(parameters, 'oauth_consumer_key') !== this.market.key('consumerKey')) return refusals.consumerKey
    const digest = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' }[signatureMethod!] as 'sha1' | 'sha256' | undefined
    if (digest === undefined) return refusals.signatureMethod
    const signed = { method, url: `${url.origin}${url.pathname}`, parameters, digest }
    if (!isSameText(signature!, expectedSignature(signed, this.market.key('consumerSecret')))) return refusals.signature
    const atMs = Number(timestamp) * 1_000
    if (!(Math.abs(atMs - this.market.now()) <= TIMESTAMP_WINDOW_MS)) return refusals.timestamp
    if (this.nonces.has(nonce!)) return refusals.nonce
    if (this.nonces.size >= NONCES_MAX) this.nonces.clear()
    this.nonces.add(nonce!)
    return null
  }
}

function valueOf(parameters: readonly (readonly [string, string])[], name: string): string | null {
  return parameters.find(([each]) => each === name)?.[1] ?? null
}

/** The parameters may also come as `Authorization: OAuth a="b", …`. */
function headerParameters(authorization: string): [string, string][] {
  if (!authorization.startsWith('OAuth ')) return []
  return [...authorization.matchAll(/(oauth_\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    decodeURIComponent(value),
  ])
}
