// Xiaohongshu as the rest of the program knows it. Its appId is the app key.

import { APP_KEY_FIELDS, TOKEN_FIELDS } from '../access-fields.ts'
import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createXiaohongshuAdapter } from './adapter.ts'
import { decodeXiaohongshuOrder } from './decode-order.ts'
import { XIAOHONGSHU_GATEWAY_URL } from './gateway.ts'
import { reproduceXiaohongshuVector } from './reproduce-vector.ts'
import { refreshXiaohongshuTokens } from './tokens.ts'

/** One secret signs the messages of all shops of an application: only this tells whose they are. */
const SELLER_ID_FIELD: AccessField = {
  name: 'sellerId',
  kind: 'setting',
  label: { en: 'Seller ID', 'zh-CN': '商家 ID' },
  hint: {
    en: 'The sellerId that came with the authorisation; messages of other shops are refused by it.',
    'zh-CN': '授权时一同返回的 sellerId，用于拒收其他店铺的消息。',
  },
  isRequired: true,
}

export const XIAOHONGSHU: ChannelDefinition = {
  channel: 'xiaohongshu',
  accessFields: [...APP_KEY_FIELDS, SELLER_ID_FIELD, ...TOKEN_FIELDS],
  gatewayUrl: XIAOHONGSHU_GATEWAY_URL,
  createAdapter: createXiaohongshuAdapter,
  decodeOrder: decodeXiaohongshuOrder,
  refreshTokens: refreshXiaohongshuTokens,
  reproduce: reproduceXiaohongshuVector,
}
