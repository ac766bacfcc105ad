// Where an adapter may connect to. Gateways are named in configuration, and configuration can be wrong or
// hostile: only the platform's own hosts over TLS, or this machine where a simulator is explicitly allowed.

import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

export class GatewayUrlError extends Error {
  override readonly name = 'GatewayUrlError'
}

export interface GatewayPolicy {
  /**
   * The platform's hosts; one that starts with a dot allows every name below it (".myshopify.com"). `any_public`
   * is for shops that run on the seller's own machine (WooCommerce): any name, as long as it leads to the internet.
   */
  hosts: readonly string[] | 'any_public'
  /** For simulators: http and https to this machine. */
  allowLoopback: boolean
}

// Names are not resolved here, so only spellings that cannot mean another machine count. URL parsing has
// turned decimal, octal and hexadecimal IPv4 forms into dotted ones before they are compared.
const LOOPBACK_HOSTS = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Returns the parsed URL, or throws before anything is connected to. */
export function requireGatewayUrl(text: string, policy: GatewayPolicy): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw new GatewayUrlError('gateway URL cannot be parsed')
  if (url.username !== '' || url.password !== '') throw new GatewayUrlError('gateway URL carries credentials')
  if (url.hash !== '' || url.search !== '') throw new GatewayUrlError('gateway URL carries a query or fragment')
  if (LOOPBACK_HOSTS.has(url.hostname)) {
    if (!policy.allowLoopback) throw new GatewayUrlError('gateway URL is on this machine, which is not allowed here')
    if (isOneOf(url.protocol, ['http:', 'https:', 'ws:', 'wss:'])) return url
    throw new GatewayUrlError(`gateway URL has scheme ${url.protocol}`)
  }
  if (!isOneOf(url.protocol, ['https:', 'wss:'])) throw new GatewayUrlError('gateway URL is not https')
  if (url.port !== '') throw new GatewayUrlError('gateway URL names a port')
  if (!isHostAllowed(url.hostname, policy.hosts)) {
    throw new GatewayUrlError(`${url.hostname} is not a host of this platform`)
  }
  return url
}

function isHostAllowed(hostname: string, hosts: GatewayPolicy['hosts']): boolean {
  if (hosts !== 'any_public') {
    return hosts.some((host) => (host.startsWith('.') ? isNameBelow(hostname, host) : hostname === host))
  }
  const literal = hostname.replace(/^\[|\]$/g, '')
  // A name is checked again where it is connected to, by the addresses it has then.
  return isIP(literal) === 0 ? hostname.includes('.') && !hostname.endsWith('.') : isPublicAddress(literal)
}

/** One label below: "a.b.myshopify.com" is nobody's shop. */
function isNameBelow(hostname: string, suffix: string): boolean {
  return hostname.endsWith(suffix) && /^[a-z0-9][a-z0-9-]*$/.test(hostname.slice(0, -suffix.length))
}

function isOneOf(text: string, list: readonly string[]): boolean {
  return list.includes(text)
}
