// Made-up orders with the look of a promotion evening. An order is a pure function of its seed and its
// age, so it lives its life (received, paid, held, allocated, shipped) while somebody watches.

import type { OrderStage, OrderSummary } from '@tidegate/contract'

export interface FakeOrder {
  seed: number
  placedAt: number
  /** What somebody did to it in this console: then its life stands still. */
  changed?: { closed: boolean; holds: string[] }
}

const SHOPS = [
  ['taobao', 'TB', 'tidegate-tmall', '鲜爪天猫旗舰店'],
  ['douyin', 'DY', 'tidegate-douyin', '鲜爪抖音直播间'],
  ['jd', 'JD', 'tidegate-jd', '鲜爪京东自营'],
  ['pinduoduo', 'PD', 'tidegate-pdd', '鲜爪拼多多专营店'],
  ['xiaohongshu', 'XH', 'tidegate-xhs', '鲜爪小红书'],
  ['wechat', 'WX', 'tidegate-wechat', '鲜爪微信小店'],
] as const
export const REGIONS = [
  ['浙江省', '杭州市'],
  ['广东省', '深圳市'],
  ['江苏省', '苏州市'],
  ['四川省', '成都市'],
  ['北京市', '北京市'],
  ['上海市', '上海市'],
  ['湖北省', '武汉市'],
  ['内蒙古自治区', '呼和浩特市'],
] as const
export const LOCATIONS = [
  ['HZ01', '杭州中心仓'],
  ['GZ01', '广州南沙仓'],
  ['TJ01', '天津武清仓'],
  ['CD01', '成都前置仓'],
] as const
const GOODS = [
  ['CAT-FOOD-2KG', '冻干双拼全价猫粮 鸡肉三文鱼味 2kg', 16_900],
  ['DOG-CHEW-40', '洁齿磨牙棒 小型犬 40 支装', 4_990],
  ['CAT-LITTER-6L', '豆腐猫砂 绿茶味 可冲厕所 6L×4 整箱', 8_960],
  ['CAN-TUNA-24', '白身吞拿鱼猫罐头 85g×24 罐', 13_900],
  ['BED-WINTER-M', '冬季加厚宠物窝 可拆洗 M 码', 11_800],
] as const
export const SECOND = 1_000
export const MINUTE = 60 * SECOND

export const shopsOf = () => SHOPS.map(([channel, , shop, name]) => ({ channel, shop, name }))

/** Spreads one seed into independent small numbers. */
function pick(seed: number, salt: number, below: number): number {
  let mixed = Math.imul(seed ^ Math.imul(salt, 0x9e37_79b1), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below
}

export function from<T>(list: readonly T[], seed: number, salt: number): T {
  return list[pick(seed, salt, list.length)] as T
}

const shopOf = (seed: number) => SHOPS[[0, 0, 0, 1, 1, 2, 2, 3, 4, 5][pick(seed, 1, 10)] ?? 0] ?? SHOPS[0]

export function numberOf({ seed, placedAt }: FakeOrder): string {
  const china = new Date(placedAt + 8 * 60 * MINUTE).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  return `${shopOf(seed)[1]}${china}${String(pick(seed, 2, 2 ** 31)).padStart(10, '0')}`
}

export type Fate = 'smooth' | 'unpaid' | 'risk' | 'mapping' | 'short' | 'split' | 'cancelled'

export function fateOf(seed: number): Fate {
  const roll = pick(seed, 3, 1_000)
  if (roll < 40) return 'unpaid'
  if (roll < 48) return 'risk'
  if (roll < 51) return 'mapping'
  if (roll < 62) return 'short'
  if (roll < 130) return 'split'
  return roll < 150 ? 'cancelled' : 'smooth'
}

function stageOf({ seed }: FakeOrder, ageMs: number): OrderStage {
  const fate = fateOf(seed)
  if (fate === 'unpaid') return 'unpaid'
  if (fate === 'risk' || fate === 'mapping') return laterStage('held', ageMs)
  if (fate === 'short') return 'waiting_stock'
  if (fate === 'cancelled') return ageMs < 2 * MINUTE ? 'to_ship' : 'closed'
  if (ageMs < 1.5 * SECOND) return 'to_allocate'
  if (ageMs < 7 * MINUTE) return 'to_ship'
  if (fate === 'split' && ageMs < 15 * MINUTE) return 'partly_shipped'
  return ageMs < 40 * MINUTE ? 'shipped' : 'completed'
}

/** A hold is released after eleven minutes, and the parcel leaves six later. */
function laterStage(before: OrderStage, ageMs: number): OrderStage {
  if (ageMs < 11 * MINUTE) return before
  return ageMs < 18 * MINUTE ? 'to_ship' : 'shipped'
}

const PAYMENTS: Partial<Record<OrderStage, string>> = { unpaid: 'unpaid', closed: 'refunded' }
const PLATFORM_STATES: Partial<Record<OrderStage, string>> = { completed: 'completed', closed: 'closed' }

export const isAllocated = (stage: OrderStage) => ['to_ship', 'partly_shipped', 'shipped', 'completed'].includes(stage)

export interface FakeLine {
  sku: string | null
  title: string
  quantity: number
  priceFen: number
}

export function linesOf(seed: number): FakeLine[] {
  const count = fateOf(seed) === 'split' ? 2 : 1 + (pick(seed, 4, 5) === 0 ? 1 : 0)
  return Array.from({ length: count }, (_, index) => {
    const [sku, title, priceFen] = GOODS[(pick(seed, 5, GOODS.length) + index) % GOODS.length] ?? GOODS[0]
    const unknown = fateOf(seed) === 'mapping' && index === 0
    return {
      sku: unknown ? 'TMALL-GIFT-0618' : sku,
      title: unknown ? '618 限定赠品 猫爪杯' : title,
      quantity: 1 + pick(seed, 6 + index, 3),
      priceFen,
    }
  })
}

export const FREIGHT_FEN = 600
export const payableOf = (line: FakeLine) =>
  line.quantity * line.priceFen - Math.floor(line.quantity * line.priceFen * 0.12)

export function summaryOf(order: FakeOrder, now: number): OrderSummary {
  const { seed, placedAt } = order
  const [channel, , shop] = shopOf(seed)
  const stage = stageNow(order, now)
  const lines = linesOf(seed)
  return {
    number: numberOf(order),
    channel,
    shop,
    platformOrderId: `4${String(pick(seed, 9, 1e9)).padStart(9, '0')}${String(pick(seed, 10, 1e9)).padStart(9, '0')}`,
    placedAt: new Date(placedAt).toISOString(),
    stage,
    payment: PAYMENTS[stage] ?? 'paid',
    platformState: PLATFORM_STATES[stage] ?? 'open',
    province: from(REGIONS, seed, 11)[0],
    payableFen: lines.reduce((sum, line) => sum + payableOf(line), FREIGHT_FEN),
    currency: 'CNY',
    units: lines.reduce((sum, line) => sum + line.quantity, 0),
    holds: order.changed?.holds ?? holdsOf(seed, stage),
    locations: isAllocated(stage) ? locationsOf(seed).map(([code]) => code) : [],
  }
}

function stageNow(order: FakeOrder, now: number): OrderStage {
  if (order.changed === undefined) return stageOf(order, now - order.placedAt)
  if (order.changed.closed) return 'closed'
  return order.changed.holds.length > 0 ? 'held' : 'to_ship'
}

function holdsOf(seed: number, stage: OrderStage): string[] {
  if (stage === 'waiting_stock') return ['out_of_stock']
  if (stage !== 'held') return []
  return fateOf(seed) === 'mapping' ? ['mapping'] : ['risk']
}

export function locationsOf(seed: number) {
  const first = pick(seed, 12, LOCATIONS.length)
  const nearest = LOCATIONS[first] ?? LOCATIONS[0]
  return fateOf(seed) === 'split' ? [nearest, LOCATIONS[(first + 1) % LOCATIONS.length] ?? LOCATIONS[1]] : [nearest]
}
