// What may be told of a shop's authorisation: when it was given, renewed and ends, and who renews it. Never the token.

import { channelDefinition } from '@tidegate/connectors'
import type { ChannelTokens } from '@tidegate/connectors'
import type { ShopView } from '@tidegate/contract'
import { shopKeyText } from '@tidegate/domain'
import type { Channel } from '@tidegate/domain'
import { toWireTime, toWireTimeOrNull } from '@tidegate/engine'
import type { OpenGate } from '@tidegate/engine'

export type KeptToken = Omit<NonNullable<ShopView['token']>, 'needsPerson'>

/** Of every connected shop, by its key's text. */
export async function readTokenStates(gate: Pick<OpenGate, 'links'>): Promise<Map<string, KeptToken>> {
  const grants = await gate.links.access.grants()
  return new Map(
    grants.map(({ connectedAt, renewedAt, tokens: text, ...key }) => {
      const tokens = JSON.parse(text) as ChannelTokens
      return [
        shopKeyText(key),
        {
          renewedBy: renewedBy(key.channel, tokens),
          connectedAt: toWireTime(connectedAt),
          renewedAt: toWireTimeOrNull(renewedAt),
          expiresAt: toWireTimeOrNull(tokens.expiresAt),
        },
      ]
    }),
  )
}

export function renewedBy(channel: Channel, { refreshToken }: ChannelTokens): KeptToken['renewedBy'] {
  const definition = channelDefinition(channel)
  if (definition === undefined || definition.refreshTokens === null) return 'none'
  // Where a seller must bring the access token, only a refresh token renews it; elsewhere the application's secret does.
  const isBrought = definition.accessFields.some(({ name, isRequired }) => name === 'accessToken' && isRequired)
  return isBrought && refreshToken === null ? 'person' : 'itself'
}
