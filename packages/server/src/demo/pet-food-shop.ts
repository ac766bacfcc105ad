// The demo's merchant sells what the simulated shop sells. This is the one place where our side knows
// the simulated outside: both start from its catalogue, as a real seller's two systems start from one truth.

import { CHANNEL_DEFINITIONS } from '@tidegate/connectors'
import type { Channel, ReceiveStock, ShopKey } from '@tidegate/domain'
import { readCursors } from '@tidegate/engine'
import type { OpenGate } from '@tidegate/engine'
import { systemClock } from '../clock.ts'
import { LOCATION_CODES, PET_FOOD_CATALOGUE } from '../../../simulators/src/scenario/pet-food-catalogue.ts'
import type { LocationCode } from '../../../simulators/src/scenario/pet-food-catalogue.ts'

export const DEMO_MERCHANT = { code: 'demo', name: '演示宠物食品店', isDemo: true } as const
const DEMO_SHOP_CODE = 'petfood'

/** The demo's merchant has one shop on each channel. */
export function demoShopOf(channel: Channel): ShopKey {
  return { channel, shop: DEMO_SHOP_CODE }
}

export function demoShopName(channel: Channel): string {
  return `演示宠物店（${CHANNEL_NAMES[channel]}）`
}

const CHANNEL_NAMES: Record<Channel, string> = {
  taobao: '淘宝',
  jd: '京东',
  pinduoduo: '拼多多',
  douyin: '抖店',
  kuaishou: '快手',
  xiaohongshu: '小红书',
  wechat: '微信小店',
  youzan: '有赞',
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  open_api: '开放接口',
  import: '文件导入',
}

interface DemoLocation {
  name: string
  kind: string
  province: string
  rank: number
}

const LOCATIONS: Record<LocationCode, DemoLocation> = {
  HD: { name: '华东仓', kind: 'warehouse', province: '江苏省', rank: 10 },
  HN: { name: '华南仓', kind: 'warehouse', province: '广东省', rank: 20 },
  HB: { name: '华北仓', kind: 'warehouse', province: '河北省', rank: 30 },
  '3PL': { name: '第三方仓（成都）', kind: 'third_party', province: '四川省', rank: 40 },
  // The dedicated warehouse is for whom the rules send there; it ships for others only when all else is empty.
  VIP: { name: 'VIP 专属仓', kind: 'warehouse', province: '上海', rank: 50 },
  DS: { name: '供应商代发', kind: 'drop_ship', province: '浙江省', rank: 60 },
}

/** Sets the merchant up; every fact has a name of its own, so a second start adds nothing. Returns units received. */
export async function setUpDemo(gate: OpenGate): Promise<{ skus: number; unitsReceived: number }> {
  for (const code of LOCATION_CODES) await gate.setup.addLocation({ code, ...LOCATIONS[code], sellable: true })
  await gate.setup.addSkus(PET_FOOD_CATALOGUE.map(({ skuCode, title }) => ({ code: skuCode, name: title })))
  const receipts = PET_FOOD_CATALOGUE.flatMap(openingReceipts)
  const outcomes = await Promise.all(receipts.map((receipt) => gate.submit(receipt)))
  const refused = outcomes.find(({ outcome }) => outcome !== 'recorded' && outcome !== 'already_recorded')
  if (refused !== undefined) throw new Error(`opening stock was answered with ${refused.outcome}`)
  const received = receipts.filter((_, position) => outcomes[position]?.outcome === 'recorded')
  return { skus: PET_FOOD_CATALOGUE.length, unitsReceived: received.reduce((sum, { quantity }) => sum + quantity, 0) }
}

function openingReceipts({ skuCode, openingStock }: (typeof PET_FOOD_CATALOGUE)[number]): ReceiveStock[] {
  return LOCATION_CODES.filter((code) => openingStock[code] > 0).map((locationCode) => ({
    kind: 'receive_stock',
    actor: 'demo:setup',
    skuCode,
    locationCode,
    quantity: openingStock[locationCode],
    reference: `demo:opening:${skuCode}:${locationCode}`,
  }))
}

/** How long no shop has been polled; null where none ever was. */
export async function readPauseMs({ database }: OpenGate): Promise<number | null> {
  const shops = CHANNEL_DEFINITIONS.map(({ channel }) => demoShopOf(channel))
  const cursors = await Promise.all(shops.map((shop) => readCursors(database, shop)))
  const positions = cursors.flatMap((feeds) => feeds.get('orders') ?? [])
  return positions.length === 0 ? null : systemClock.now() - Math.max(...positions)
}
