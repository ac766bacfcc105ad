// Pinduoduo as the rest of the program knows it. Its client_id and client_secret are the app key and secret.

import { APP_KEY_FIELDS, TOKEN_FIELDS } from '../access-fields.ts'
import type { ChannelDefinition } from '../definition.ts'
import { createPinduoduoAdapter } from './adapter.ts'
import { decodePinduoduoOrder } from './decode-order.ts'
import { PINDUODUO_GATEWAY_URL } from './gateway.ts'
import { reproducePinduoduoVector } from './reproduce-vector.ts'
import { refreshPinduoduoTokens } from './tokens.ts'

export const PINDUODUO: ChannelDefinition = {
  channel: 'pinduoduo',
  accessFields: [...APP_KEY_FIELDS, ...TOKEN_FIELDS],
  gatewayUrl: PINDUODUO_GATEWAY_URL,
  createAdapter: createPinduoduoAdapter,
  decodeOrder: decodePinduoduoOrder,
  refreshTokens: refreshPinduoduoTokens,
  reproduce: reproducePinduoduoVector,
}
