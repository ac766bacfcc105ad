// Taobao and Tmall through TOP, as one shop's channel.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelAdapter, Window } from '../channel.ts'
import { requireGatewayUrl } from '../gateway-url.ts'
import { Pace } from '../pace.ts'
import { TaobaoClient } from './client.ts'
import { listChangedOrders, readOrder } from './orders.ts'
import { listRefunds } from './refunds.ts'
import type { SignMethod } from './sign.ts'

/** Production and sandbox gateways. Source: TOP guide docId=101617 and the API pages (eco). */
export const TAOBAO_GATEWAY_HOSTS = ['gw.api.taobao.com', 'eco.taobao.com', 'gw.api.tbsandbox.com'] as const

export interface TaobaoChannelOptions {
  /** Our slug of the shop these credentials belong to. */
  shop: string
  gatewayUrl: string
  appKey: string
  appSecret: string
  /** The seller's access token. It is not refreshed here: an expired one answers `reauthorise`. */
  session: string
  /** md5 by default: the only method with a published vector. All three are accepted. */
  signMethod?: SignMethod
  /** Lets `gatewayUrl` be a simulator on this machine. */
  allowLoopback?: boolean
  callsPerSecond?: number
  deadlineMs?: number
  now?: () => Instant
}

const LIMITS = {
  // A day is the platform's maximum; its documentation advises half an hour or less.
  windowMsMax: 30 * MINUTE_MS,
  // [A] The platform's indexing delay is not documented: second resolution plus a little.
  lagMs: 3 * SECOND_MS,
} as const

// [A] Numeric quotas are not public; a ban tells when this is too fast, and the pace then keeps to it.
const CALLS_PER_SECOND = 20
const DEADLINE_MS = 20 * SECOND_MS

export function createTaobaoChannel(options: TaobaoChannelOptions): ChannelAdapter {
  const { shop, appKey, appSecret, session } = options
  const callsPerSecond = options.callsPerSecond ?? CALLS_PER_SECOND
  const client = new TaobaoClient({
    gatewayUrl: requireGatewayUrl(options.gatewayUrl, {
      hosts: TAOBAO_GATEWAY_HOSTS,
      allowLoopback: options.allowLoopback ?? false,
    }),
    appKey,
    appSecret,
    session,
    signMethod: options.signMethod ?? 'md5',
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    // A small burst: a full second's worth at once would double the rate of the first second.
    pace: new Pace({ callsPerSecond, burst: Math.max(1, Math.ceil(callsPerSecond / 10)) }),
    now: options.now ?? Date.now,
  })
  return {
    channel: 'taobao',
    limits: LIMITS,
    async *listChangedOrders(window, signal) {
      assertWindow(window)
      yield* listChangedOrders(client, window, signal)
    },
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    async *listRefunds(window, signal) {
      assertWindow(window)
      yield* listRefunds(client, window, signal)
    },
  }
}

function assertWindow(window: Window): void {
  const span = window.to - window.from
  if (span > 0 && span <= LIMITS.windowMsMax) return
  throw new ChannelError('bug', 'window_length', {
    message: `a window of ${span} ms; it must be above 0 and at most ${LIMITS.windowMsMax}`,
  })
}
