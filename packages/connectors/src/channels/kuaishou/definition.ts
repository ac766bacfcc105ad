// Kuaishou as the rest of the program knows it. It signs by a key of its own, and encrypts messages by another.

import { APP_KEY_FIELDS, TOKEN_FIELDS } from '../access-fields.ts'
import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createKuaishouAdapter } from './adapter.ts'
import { decodeKuaishouOrder } from './decode-order.ts'
import { KUAISHOU_GATEWAY_URL } from './gateway.ts'
import { reproduceKuaishouVector } from './reproduce-vector.ts'
import { refreshKuaishouTokens } from './tokens.ts'

const OWN_FIELDS: readonly AccessField[] = [
  {
    name: 'signSecret',
    kind: 'secret',
    label: { en: 'Sign secret', 'zh-CN': 'signSecret' },
    hint: {
      en: 'Signs every call; the app secret only renews tokens. Both are in the developer console.',
      'zh-CN': '用于对每次调用签名；App Secret 只用于刷新令牌。两者都在开放平台控制台。',
    },
    isRequired: true,
  },
  {
    name: 'openId',
    kind: 'setting',
    label: { en: "Shop's open id", 'zh-CN': '店铺 openId' },
    hint: {
      en: 'Comes with the authorisation (open_id); messages of other shops are refused by it.',
      'zh-CN': '授权时返回的 open_id，用于拒收其他店铺的消息。',
    },
    isRequired: true,
  },
  {
    name: 'messageKey',
    kind: 'secret',
    label: { en: 'Message key', 'zh-CN': '消息密钥' },
    hint: {
      en: 'The private key of the message service; without it no messages are taken, and orders are polled.',
      'zh-CN': '消息服务的 privateKey；不填则不接收消息，只轮询订单。',
    },
    isRequired: false,
  },
]

const APP_SECRET_HINT = {
  en: 'Shown beside the app key; here it only renews tokens.',
  'zh-CN': '与 App Key 一起显示；在快手只用于刷新令牌。',
}
const APP_FIELDS = APP_KEY_FIELDS.map((field) =>
  field.name === 'appSecret' ? { ...field, hint: APP_SECRET_HINT } : field,
)

export const KUAISHOU: ChannelDefinition = {
  channel: 'kuaishou',
  accessFields: [...APP_FIELDS, ...OWN_FIELDS, ...TOKEN_FIELDS],
  gatewayUrl: KUAISHOU_GATEWAY_URL,
  createAdapter: createKuaishouAdapter,
  decodeOrder: decodeKuaishouOrder,
  refreshTokens: refreshKuaishouTokens,
  reproduce: reproduceKuaishouVector,
}
