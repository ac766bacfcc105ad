// Shops that were connected in the console: their fields and tokens lie sealed in the database, and a token is
// refreshed under the row's lock, once, whichever process finds it stale.

import { channelDefinition } from '@tidegate/connectors'
import type { ChannelDefinition, ChannelTokens, ConnectionOptions, TokenSource } from '@tidegate/connectors'
import type { ConnectedShop, OpenGate } from '@tidegate/engine'
import type { ServedShop } from './shop-runner.ts'

/** What a shop's access is read by. */
type AccessGate = Pick<OpenGate, 'links' | 'merchant'>

export interface ConnectedOptions {
  /** Lets a gateway be a simulator on this machine. */
  allowLoopback: boolean
}

/** Every connected shop of the merchant that is to be polled. */
export async function readConnected(gate: AccessGate, options: ConnectedOptions): Promise<ServedShop[]> {
  const shops = await gate.links.access.list()
  return shops.flatMap((shop) => (shop.polls ? (toServed(gate, shop, options) ?? []) : []))
}

function toServed(gate: AccessGate, shop: ConnectedShop, options: ConnectedOptions): ServedShop | null {
  const definition = channelDefinition(shop.channel)
  if (definition === undefined) return null
  const connection = connectionOf(definition, shop, options)
  const { channel, publishes, confirms } = shop
  return {
    key: { channel, shop: shop.shop },
    merchant: gate.merchant.code,
    name: shop.name,
    adapter: definition.createAdapter({
      ...connection,
      shop: shop.shop,
      tokens: storedTokens(gate, shop, { definition, connection }),
    }),
    since: null,
    switches: { publishes, confirms },
  }
}

function connectionOf(
  definition: ChannelDefinition,
  { fields, gatewayUrl }: Pick<ConnectedShop, 'fields' | 'gatewayUrl'>,
  { allowLoopback }: ConnectedOptions,
): ConnectionOptions {
  return { gatewayUrl: gatewayUrl ?? definition.gatewayUrl ?? '', access: fields, allowLoopback }
}

interface Stored {
  version: number
  tokens: ChannelTokens
}

function storedTokens(
  gate: AccessGate,
  shop: ConnectedShop,
  { definition, connection }: { definition: ChannelDefinition; connection: ConnectionOptions },
): TokenSource {
  const { refreshTokens } = definition
  let held: Stored | null = null
  const take = (row: { version: number; tokens: string } | null): Stored => {
    if (row === null) throw new Error(`shop ${shop.channel}/${shop.shop} is not connected any more`)
    held = { version: row.version, tokens: JSON.parse(row.tokens) as ChannelTokens }
    return held
  }
  return {
    current: async () => (held ?? take(await gate.links.access.tokens(shop))).tokens,
    async renew(stale) {
      if (held !== null && held.tokens.accessToken !== stale.accessToken) return held.tokens
      if (refreshTokens === null) return null
      const version = held?.version ?? 0
      const fresh = await gate.links.access.refresh(shop, { version }, async (text) =>
        JSON.stringify(await refreshTokens(connection, JSON.parse(text) as ChannelTokens)),
      )
      return take(fresh).tokens
    },
  }
}
