// Shopify as the rest of the program knows it. An installed application has one lasting token for a shop.

import { TOKEN_FIELDS } from '../access-fields.ts'
import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createShopifyAdapter } from './adapter.ts'
import { decodeShopifyOrder } from './decode-order.ts'
import { reproduceShopifyVector } from './reproduce-vector.ts'

const FIELDS: readonly AccessField[] = [
  {
    name: 'clientSecret',
    kind: 'secret',
    label: { en: 'Client secret', 'zh-CN': '客户端密钥' },
    hint: {
      en: "The application's API secret key; it signs the webhooks that the shop posts.",
      'zh-CN': '应用的 API secret key，用于校验店铺推送的 Webhook。',
    },
    isRequired: true,
  },
  {
    name: 'shopDomain',
    kind: 'setting',
    label: { en: 'Shop domain', 'zh-CN': '店铺域名' },
    hint: {
      en: 'As webhooks name the shop (name.myshopify.com); left empty, the name in the address counts.',
      'zh-CN': 'Webhook 中的店铺名（name.myshopify.com）；留空则取接口地址中的域名。',
    },
    isRequired: false,
  },
  {
    name: 'locationId',
    kind: 'setting',
    label: { en: 'Location id', 'zh-CN': '库存地点编号' },
    hint: {
      en: 'Digits from the address of the location in Settings; its stock is published. Left empty: the main location.',
      'zh-CN': '后台“设置 > 地点”网址中的数字，库存发布到该地点；留空则为主要地点。',
    },
    isRequired: false,
  },
]

export const SHOPIFY: ChannelDefinition = {
  channel: 'shopify',
  accessFields: [...FIELDS, ...TOKEN_FIELDS.filter(({ name }) => name === 'accessToken')],
  gatewayUrl: null,
  createAdapter: createShopifyAdapter,
  decodeOrder: decodeShopifyOrder,
  refreshTokens: null, // [A] Tokens that expire (client credentials) are not used.
  reproduce: reproduceShopifyVector,
}
