// Douyin as the rest of the program knows it.

import { APP_KEY_FIELDS, TOKEN_FIELDS } from '../access-fields.ts'
import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createDouyinAdapter } from './adapter.ts'
import { decodeDouyinOrder } from './decode-order.ts'
import { DOUYIN_GATEWAY_URL } from './gateway.ts'
import { reproduceDouyinVector } from './reproduce-vector.ts'
import { refreshDouyinTokens } from './tokens.ts'

/** One secret signs the messages of all shops of an application: only this tells whose they are. */
const SHOP_ID_FIELD: AccessField = {
  name: 'shopId',
  kind: 'setting',
  label: { en: 'Shop ID', 'zh-CN': '店铺 ID' },
  hint: {
    en: "The shop's number in 抖店; messages of other shops are refused by it.",
    'zh-CN': '抖店后台显示的店铺 ID，用于拒收其他店铺的消息。',
  },
  isRequired: true,
}

export const DOUYIN: ChannelDefinition = {
  channel: 'douyin',
  accessFields: [...APP_KEY_FIELDS, SHOP_ID_FIELD, ...TOKEN_FIELDS],
  gatewayUrl: DOUYIN_GATEWAY_URL,
  createAdapter: createDouyinAdapter,
  decodeOrder: decodeDouyinOrder,
  refreshTokens: refreshDouyinTokens,
  reproduce: reproduceDouyinVector,
}
