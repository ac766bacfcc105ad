// A WeChat shop as the rest of the program knows it. Tokens are fetched with the application's secret, so none are asked for.

import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createWechatAdapter } from './adapter.ts'
import { decodeWechatOrder } from './decode-order.ts'
import { WECHAT_GATEWAY_URL } from './gateway.ts'
import { reproduceWechatVector } from './reproduce-vector.ts'
import { refreshWechatTokens } from './tokens.ts'

const ACCESS_FIELDS: readonly AccessField[] = [
  {
    name: 'appId',
    kind: 'setting',
    label: { en: 'AppID', 'zh-CN': 'AppID' },
    hint: {
      en: "The shop's AppID, in its console under services and developers.",
      'zh-CN': '微信小店后台「服务市场—自研」里的店铺 AppID。',
    },
    isRequired: true,
  },
  {
    name: 'appSecret',
    kind: 'secret',
    label: { en: 'AppSecret', 'zh-CN': 'AppSecret' },
    hint: {
      en: 'Shown once when it is made, beside the AppID; our address must be on its list there.',
      'zh-CN': '与 AppID 同页，生成时只显示一次；同页还要把本机出口地址加入 IP 白名单。',
    },
    isRequired: true,
  },
  {
    name: 'pushToken',
    kind: 'secret',
    label: { en: 'Token of messages', 'zh-CN': '消息推送 Token' },
    hint: {
      en: 'The Token set for message push; without it orders come by polling only.',
      'zh-CN': '消息推送设置里的 Token；不填则只靠轮询。',
    },
    isRequired: false,
  },
  {
    name: 'encodingAesKey',
    kind: 'secret',
    label: { en: 'EncodingAESKey', 'zh-CN': 'EncodingAESKey' },
    hint: {
      en: '43 characters, set beside the Token; choose the secure mode there.',
      'zh-CN': '与 Token 同页的 43 位密钥；加密方式请选「安全模式」。',
    },
    isRequired: false,
  },
]

export const WECHAT: ChannelDefinition = {
  channel: 'wechat',
  accessFields: ACCESS_FIELDS,
  gatewayUrl: WECHAT_GATEWAY_URL,
  createAdapter: createWechatAdapter,
  decodeOrder: decodeWechatOrder,
  refreshTokens: refreshWechatTokens,
  reproduce: reproduceWechatVector,
}
