// Where Pinduoduo's gateway and its message channel are. Hosts: developer guide 8EC06C399636041E; the address of
// messages: third parties [A]. There is no sandbox.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

const GATEWAY_HOSTS = ['gw-api.pinduoduo.com', 'opengw-api.yangkeduo.com'] as const
export const PINDUODUO_GATEWAY_URL = 'https://gw-api.pinduoduo.com/api/router'

export function pinduoduoGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: GATEWAY_HOSTS, allowLoopback })
}

export function pmcAddress(gateway: URL): URL {
  const isPlatform = (GATEWAY_HOSTS as readonly string[]).includes(gateway.hostname)
  // A simulator on this machine serves messages on the gateway's own port.
  return new URL(isPlatform ? 'wss://message-api.pinduoduo.com/message/' : `ws://${gateway.host}/message/`)
}
