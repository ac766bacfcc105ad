// Where 快手小店 is called: a path to each method below one host, which renews tokens too. There is no public sandbox.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

const GATEWAY_HOSTS = ['openapi.kwaixiaodian.com'] as const
export const KUAISHOU_GATEWAY_URL = 'https://openapi.kwaixiaodian.com/'

export function kuaishouGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: GATEWAY_HOSTS, allowLoopback })
}

export function methodUrl(gateway: URL, method: string): URL {
  return new URL(`/${method.replaceAll('.', '/')}`, gateway)
}

export function refreshUrl(gateway: URL): URL {
  return new URL('/oauth2/refresh_token', gateway)
}
