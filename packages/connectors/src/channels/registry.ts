// Every channel this program speaks. A new one is its folder and one line here.

import type { Channel } from '@tidegate/domain'
import type { ChannelDefinition } from './definition.ts'
import { DOUYIN } from './douyin/definition.ts'
import { JD } from './jd/definition.ts'
import { KUAISHOU } from './kuaishou/definition.ts'
import { PINDUODUO } from './pinduoduo/definition.ts'
import { SHOPIFY } from './shopify/definition.ts'
import { TAOBAO } from './taobao/definition.ts'
import { WOOCOMMERCE } from './woocommerce/definition.ts'
import { WECHAT } from './wechat/definition.ts'
import { XIAOHONGSHU } from './xiaohongshu/definition.ts'
import { YOUZAN } from './youzan/definition.ts'

export const CHANNEL_DEFINITIONS: readonly ChannelDefinition[] = [
  TAOBAO, //
  JD,
  PINDUODUO,
  DOUYIN,
  KUAISHOU,
  SHOPIFY,
  WOOCOMMERCE,
  WECHAT,
  XIAOHONGSHU,
  YOUZAN,
]

export function channelDefinition(channel: Channel): ChannelDefinition | undefined {
  return CHANNEL_DEFINITIONS.find((definition) => definition.channel === channel)
}
