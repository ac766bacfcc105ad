// Where a shop's REST API is: below the site's own address, which may be a folder of a bigger site.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

const API_PATH = '/wp-json/wc/v3'

export function woocommerceSite({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: 'any_public', allowLoopback })
}

export function apiUrl(site: URL, path: string): URL {
  return new URL(`${site.origin}${site.pathname.replace(/\/+$/, '')}${API_PATH}${path}`)
}
