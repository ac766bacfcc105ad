// JD as the rest of the program knows it.

import { APP_KEY_FIELDS, TOKEN_FIELDS } from '../access-fields.ts'
import type { ChannelDefinition } from '../definition.ts'
import { createJdAdapter } from './adapter.ts'
import { decodeJdOrder } from './decode-order.ts'
import { JD_GATEWAY_URL } from './gateway.ts'
import { reproduceJdVector } from './reproduce-vector.ts'
import { refreshJdTokens } from './tokens.ts'

export const JD: ChannelDefinition = {
  channel: 'jd',
  accessFields: [...APP_KEY_FIELDS, ...TOKEN_FIELDS],
  gatewayUrl: JD_GATEWAY_URL,
  createAdapter: createJdAdapter,
  decodeOrder: decodeJdOrder,
  refreshTokens: refreshJdTokens,
  reproduce: reproduceJdVector,
}
