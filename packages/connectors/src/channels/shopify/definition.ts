// Shopify as the rest of the program knows it. A token comes from the seller, or for the application's id and secret.

import { TOKEN_FIELDS } from '../access-fields.ts'
import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createShopifyAdapter } from './adapter.ts'
import { decodeShopifyOrder } from './decode-order.ts'
import { reproduceShopifyVector } from './reproduce-vector.ts'
import { refreshShopifyTokens } from './tokens.ts'

const FIELDS: readonly AccessField[] = [
  {
    name: 'clientId',
    kind: 'setting',
    label: { en: 'Client ID', 'zh-CN': '客户端 ID' },
    hint: {
      en: "The application's ID in the Dev Dashboard; with it tokens are fetched and renewed without a person.",
      'zh-CN': '应用在 Dev Dashboard 中的 Client ID；填写后可自动获取并续期令牌。',
    },
    isRequired: false,
  },
  {
    name: 'clientSecret',
    kind: 'secret',
    label: { en: 'Client secret', 'zh-CN': '客户端密钥' },
    hint: {
      en: 'Beside the ID; tokens are fetched with it, and it signs the webhooks that the shop posts.',
      'zh-CN': '与 Client ID 一起显示，用于获取令牌并校验店铺推送的 Webhook。',
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
  accessFields: [...FIELDS, ...TOKEN_FIELDS.map((field) => ({ ...field, isRequired: false }))],
  gatewayUrl: null,
  createAdapter: createShopifyAdapter,
  decodeOrder: decodeShopifyOrder,
  refreshTokens: refreshShopifyTokens,
  reproduce: reproduceShopifyVector,
}
