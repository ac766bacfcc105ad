// Where a shop's Admin API is. Every shop has a name of its own below myshopify.com.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

/** Versions come each quarter and live a year; the counts that are compared before they are set came with 2026-04. */
const API_VERSION = '2026-10'

export function shopifyGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  const shop = requireGatewayUrl(gatewayUrl, { hosts: ['.myshopify.com'], allowLoopback })
  return new URL(`/admin/api/${API_VERSION}/graphql.json`, shop)
}
