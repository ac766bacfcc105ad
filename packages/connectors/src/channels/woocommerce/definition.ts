// WooCommerce as the rest of the program knows it: a shop on the seller's own site, reached by a key pair that lasts.

import type { AccessField, ChannelDefinition } from '../definition.ts'
import { createWoocommerceAdapter } from './adapter.ts'
import { decodeWoocommerceOrder } from './decode-order.ts'
import { reproduceWoocommerceVector } from './reproduce-vector.ts'

const FIELDS: readonly AccessField[] = [
  {
    name: 'consumerKey',
    kind: 'setting',
    label: { en: 'Consumer key', 'zh-CN': 'Consumer key' },
    hint: {
      en: 'From WooCommerce > Settings > Advanced > REST API, with read and write permission.',
      'zh-CN': '在 WooCommerce > 设置 > 高级 > REST API 中生成，权限选“读取/写入”。',
    },
    isRequired: true,
  },
  {
    name: 'consumerSecret',
    kind: 'secret',
    label: { en: 'Consumer secret', 'zh-CN': 'Consumer secret' },
    hint: { en: 'Shown once, beside the consumer key.', 'zh-CN': '与 Consumer key 一起显示，仅显示一次。' },
    isRequired: true,
  },
  {
    name: 'webhookSecret',
    kind: 'secret',
    label: { en: 'Webhook secret', 'zh-CN': 'Webhook 密钥' },
    hint: {
      en: 'The secret of the webhooks that post here; left empty, messages are refused and polling alone is used.',
      'zh-CN': '推送到本系统的 Webhook 的密钥；留空则拒收推送，只靠轮询。',
    },
    isRequired: false,
  },
  {
    name: 'siteUrl',
    kind: 'setting',
    label: { en: 'Site address', 'zh-CN': '站点地址' },
    hint: {
      en: 'As webhooks name the site; left empty, the address of the shop counts.',
      'zh-CN': 'Webhook 中的站点地址；留空则取店铺地址。',
    },
    isRequired: false,
  },
]

export const WOOCOMMERCE: ChannelDefinition = {
  channel: 'woocommerce',
  accessFields: FIELDS,
  gatewayUrl: null,
  createAdapter: createWoocommerceAdapter,
  decodeOrder: decodeWoocommerceOrder,
  refreshTokens: null,
  reproduce: reproduceWoocommerceVector,
}
