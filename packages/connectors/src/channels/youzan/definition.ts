// Youzan as the rest of the program knows it. Its client_id and client_secret are the app key and secret; an application
// of the seller's own needs no token to begin with.

import { APP_KEY_FIELDS, TOKEN_FIELDS } from '../access-fields.ts'
import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createYouzanAdapter } from './adapter.ts'
import { decodeYouzanOrder } from './decode-order.ts'
import { YOUZAN_GATEWAY_URL } from './gateway.ts'
import { reproduceYouzanVector } from './reproduce-vector.ts'
import { refreshYouzanTokens } from './tokens.ts'

const SHOP_FIELDS: readonly AccessField[] = [
  {
    name: 'kdtId',
    kind: 'setting',
    label: { en: 'Shop id (kdt_id)', 'zh-CN': '店铺 ID（kdt_id）' },
    hint: {
      en: 'The number of the shop that authorised the application; messages name it too.',
      'zh-CN': '授权给应用的店铺编号，推送消息中也以它区分店铺。',
    },
    isRequired: true,
  },
  {
    name: 'senderMobile',
    kind: 'setting',
    label: { en: "Sender's mobile", 'zh-CN': '发货人手机号' },
    hint: {
      en: 'Youzan asks for it with every parcel of SF Express; without it those are refused.',
      'zh-CN': '顺丰发货时有赞必填；不填则顺丰包裹无法回传。',
    },
    isRequired: false,
  },
]

export const YOUZAN: ChannelDefinition = {
  channel: 'youzan',
  accessFields: [...APP_KEY_FIELDS, ...SHOP_FIELDS, ...TOKEN_FIELDS.map((field) => ({ ...field, isRequired: false }))],
  gatewayUrl: YOUZAN_GATEWAY_URL,
  createAdapter: createYouzanAdapter,
  decodeOrder: decodeYouzanOrder,
  refreshTokens: refreshYouzanTokens,
  reproduce: reproduceYouzanVector,
}
