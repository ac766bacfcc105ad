// Where WeChat's API is.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

export const WECHAT_GATEWAY_URL = 'https://api.weixin.qq.com'

export function wechatGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: ['api.weixin.qq.com'], allowLoopback })
}
