// Where TOP and its message channel are. Production and sandbox gateways: TOP guide docId=101617 and the API pages
// (eco). Message addresses: the official Java client.

import type { ConnectionOptions } from '../definition.ts'
import { requireGatewayUrl } from '../gateway-url.ts'

const TAOBAO_GATEWAY_HOSTS = ['gw.api.taobao.com', 'eco.taobao.com', 'gw.api.tbsandbox.com'] as const
export const TAOBAO_GATEWAY_URL = 'https://eco.taobao.com/router/rest'

export function taobaoGateway({ gatewayUrl, allowLoopback = false }: ConnectionOptions): URL {
  return requireGatewayUrl(gatewayUrl, { hosts: TAOBAO_GATEWAY_HOSTS, allowLoopback })
}

/**
 * Plain ws, as the official client connects: whether TMC answers over TLS is not documented. What could be seen on
 * the way are trade numbers, never a receiver; what could be forged makes us read an order again.
 */
export function tmcAddress(gateway: URL): URL {
  switch (gateway.hostname) {
    case 'gw.api.taobao.com':
    case 'eco.taobao.com':
      return new URL('ws://mc.api.taobao.com/')
    case 'gw.api.tbsandbox.com':
      return new URL('ws://mc.api.tbsandbox.com/')
    default: // A simulator on this machine: the gateway's own port.
      return new URL(`ws://${gateway.host}/`)
  }
}
