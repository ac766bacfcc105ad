// Where JOS is called and where its tokens are renewed. Hosts: developer guide and public clients. There is no sandbox.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

const GATEWAY_HOST = 'api.jd.com'
export const JD_GATEWAY_URL = `https://${GATEWAY_HOST}/routerjson`

export function jdGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: [GATEWAY_HOST], allowLoopback })
}

export function refreshAddress(gateway: URL): URL {
  // A simulator on this machine renews tokens on the gateway's own port.
  return new URL('/oauth2/refresh_token', gateway.hostname === GATEWAY_HOST ? 'https://open-oauth.jd.com' : gateway)
}
