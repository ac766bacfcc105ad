// A live call with the keys a person has just typed: the platform itself says whether they open the shop.

import { channelDefinition, ChannelError, fixedTokens, GatewayUrlError } from '@tidegate/connectors'
import type { ChannelTokens } from '@tidegate/connectors'
import type { FailureReason } from '@tidegate/contract'
import type { Channel } from '@tidegate/domain'
import { describeFailure, reasonOf } from '../intake/shop-health.ts'
import type { Clock } from '../clock.ts'

export interface TypedAccess {
  channel: Channel
  shop: string
  gatewayUrl: string | null
  /** By field name, tokens included. */
  fields: Readonly<Record<string, string>>
}

export interface TestedConnection {
  ok: boolean
  reason: FailureReason | null
  problem: string | null
  orders: number | null
}

/** Orders of the last minutes are listed: enough to prove the keys, and little to read. */
const LOOKS_BACK_MS = 10 * 60_000
const ORDERS_COUNTED_MAX = 200
const DEADLINE_MS = 20_000

export async function testConnection(
  typed: TypedAccess,
  { clock, allowLoopback }: { clock: Pick<Clock, 'now'>; allowLoopback: boolean },
): Promise<TestedConnection> {
  const definition = channelDefinition(typed.channel)
  if (definition === undefined) throw new Error(`there is no channel ${typed.channel}`)
  try {
    const adapter = definition.createAdapter({
      gatewayUrl: typed.gatewayUrl ?? definition.gatewayUrl ?? '',
      access: typed.fields,
      allowLoopback,
      shop: typed.shop,
      tokens: fixedTokens(tokensOf(typed.fields)),
    })
    const to = clock.now() - adapter.limits.lagMs
    let orders = 0
    const window = { from: to - Math.min(LOOKS_BACK_MS, adapter.limits.windowMsMax), to }
    for await (const page of adapter.listChangedOrders(window, AbortSignal.timeout(DEADLINE_MS))) {
      orders += page.length
      if (orders >= ORDERS_COUNTED_MAX) break
    }
    return { ok: true, reason: null, problem: null, orders }
  } catch (error) {
    const failed = (problem: string): TestedConnection => ({
      ok: false,
      reason: reasonOf(error),
      problem,
      orders: null,
    })
    if (error instanceof ChannelError || error instanceof GatewayUrlError) return failed(describeFailure(error))
    if (error instanceof DOMException) return failed('the channel did not answer in time')
    throw error
  }
}

/** Of the typed fields those that are the platform's tokens. */
export function tokensOf(fields: Readonly<Record<string, string>>): ChannelTokens {
  const { accessToken = '', refreshToken = '' } = fields
  return { accessToken, refreshToken: refreshToken === '' ? null : refreshToken, expiresAt: null }
}
