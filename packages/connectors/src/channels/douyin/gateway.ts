// Where 抖店 is called: a path to each method below one host. Hosts: the official generated SDK.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

const GATEWAY_HOSTS = ['openapi-fxg.jinritemai.com', 'openapi-sandbox.jinritemai.com'] as const
export const DOUYIN_GATEWAY_URL = 'https://openapi-fxg.jinritemai.com/'

export function douyinGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: GATEWAY_HOSTS, allowLoopback })
}

export function methodUrl(gateway: URL, method: string): URL {
  return new URL(`/${method.replaceAll('.', '/')}`, gateway)
}
