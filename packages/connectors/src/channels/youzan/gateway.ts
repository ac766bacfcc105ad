// Where Youzan's gateway is. There is no sandbox; test shops live on the same address.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

const GATEWAY_HOSTS = ['open.youzanyun.com'] as const
export const YOUZAN_GATEWAY_URL = 'https://open.youzanyun.com/'

export function youzanGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: GATEWAY_HOSTS, allowLoopback })
}
