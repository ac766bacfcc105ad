// Where an adapter may connect to. Gateways are named in configuration, and configuration can be wrong or
// hostile: only the platform's own hosts over TLS, or this machine where a simulator is explicitly allowed.

export class GatewayUrlError extends Error {
  override readonly name = 'GatewayUrlError'
}

export interface GatewayPolicy {
  hosts: readonly string[]
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
    if (url.protocol === 'http:' || url.protocol === 'https:') return url
    throw new GatewayUrlError(`gateway URL has scheme ${url.protocol}`)
  }
  if (url.protocol !== 'https:') throw new GatewayUrlError('gateway URL is not https')
  if (url.port !== '') throw new GatewayUrlError('gateway URL names a port')
  if (!policy.hosts.includes(url.hostname)) throw new GatewayUrlError(`${url.hostname} is not a host of this platform`)
  return url
}
