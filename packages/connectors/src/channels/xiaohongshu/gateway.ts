// Where Xiaohongshu's gateway is: one address for every method.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

export const XIAOHONGSHU_GATEWAY_URL = 'https://ark.xiaohongshu.com/ark/open_api/v3/common_controller'

export function xiaohongshuGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: ['ark.xiaohongshu.com'], allowLoopback })
}
