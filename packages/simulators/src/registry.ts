// Every marketplace that can be simulated. A new one is its folder and one line here.

import { DOUYIN_MARKETPLACE } from './douyin/definition.ts'
import { JD_MARKETPLACE } from './jd/definition.ts'
import { KUAISHOU_MARKETPLACE } from './kuaishou/definition.ts'
import type { MarketplaceDefinition } from './marketplace/definition.ts'
import { startDefinition } from './marketplace/start-marketplace.ts'
import type { MarketplaceOptions, RunningMarketplace } from './marketplace/start-marketplace.ts'
import { PINDUODUO_MARKETPLACE } from './pinduoduo/definition.ts'
import { SHOPIFY_MARKETPLACE } from './shopify/definition.ts'
import { TAOBAO_MARKETPLACE } from './taobao/definition.ts'
import { WOOCOMMERCE_MARKETPLACE } from './woocommerce/definition.ts'
import { WECHAT_MARKETPLACE } from './wechat/definition.ts'
import { XIAOHONGSHU_MARKETPLACE } from './xiaohongshu/definition.ts'
import { YOUZAN_MARKETPLACE } from './youzan/definition.ts'

export const MARKETPLACES: readonly MarketplaceDefinition[] = [
  TAOBAO_MARKETPLACE,
  JD_MARKETPLACE,
  PINDUODUO_MARKETPLACE,
  DOUYIN_MARKETPLACE,
  KUAISHOU_MARKETPLACE,
  SHOPIFY_MARKETPLACE,
  WOOCOMMERCE_MARKETPLACE,
  WECHAT_MARKETPLACE,
  XIAOHONGSHU_MARKETPLACE,
  YOUZAN_MARKETPLACE,
]

export function marketplaceDefinition(channel: string): MarketplaceDefinition {
  const found = MARKETPLACES.find((definition) => definition.channel === channel)
  if (found === undefined) {
    throw new Error(`no simulator for ${channel}; there is ${MARKETPLACES.map((each) => each.channel).join(', ')}`)
  }
  return found
}

export function startMarketplace(channel: string, options: MarketplaceOptions = {}): Promise<RunningMarketplace> {
  return startDefinition(marketplaceDefinition(channel), options)
}
