// Taobao and Tmall as the rest of the program knows them.

import { APP_KEY_FIELDS, TOKEN_FIELDS } from '../access-fields.ts'
import type { ChannelDefinition } from '../definition.ts'
import { createTaobaoAdapter } from './adapter.ts'
import { decodeTaobaoOrder } from './decode-order.ts'
import { TAOBAO_GATEWAY_URL } from './gateway.ts'
import { reproduceTaobaoVector } from './reproduce-vector.ts'
import { refreshTaobaoTokens } from './tokens.ts'

export const TAOBAO: ChannelDefinition = {
  channel: 'taobao',
  accessFields: [
    ...APP_KEY_FIELDS,
    {
      name: 'signMethod',
      kind: 'setting',
      label: { en: 'Signature', 'zh-CN': '签名方式' },
      hint: {
        en: 'md5 (the default), hmac or hmac-sha256: all three are accepted by the platform.',
        'zh-CN': 'md5（默认）、hmac 或 hmac-sha256，平台三种都接受。',
      },
      isRequired: false,
    },
    ...TOKEN_FIELDS,
  ],
  gatewayUrl: TAOBAO_GATEWAY_URL,
  createAdapter: createTaobaoAdapter,
  decodeOrder: decodeTaobaoOrder,
  refreshTokens: refreshTaobaoTokens,
  reproduce: reproduceTaobaoVector,
}
