// Made-up orders with the look of a promotion evening. An order is a pure function of its seed and its
// age, so it lives its life (received, paid, held, allocated, shipped) while somebody watches.

import type {
  OrderDetail,
  OrderExplanation,
  OrderLineView,
  OrderStage,
  OrderSummary,
  TimelineEvent,
} from '@tidegate/contract'

export interface FakeOrder {
  seed: number
  placedAt: number
}

const SHOPS = [
  ['taobao', 'TB', 'tidegate-tmall', '鲜爪天猫旗舰店'],
  ['douyin', 'DY', 'tidegate-douyin', '鲜爪抖音直播间'],
  ['jd', 'JD', 'tidegate-jd', '鲜爪京东自营'],
  ['pinduoduo', 'PD', 'tidegate-pdd', '鲜爪拼多多专营店'],
  ['xiaohongshu', 'XH', 'tidegate-xhs', '鲜爪小红书'],
  ['wechat', 'WX', 'tidegate-wechat', '鲜爪微信小店'],
] as const
const REGIONS = [
  ['浙江省', '杭州市'],
  ['广东省', '深圳市'],
  ['江苏省', '苏州市'],
  ['四川省', '成都市'],
  ['北京市', '北京市'],
  ['上海市', '上海市'],
  ['湖北省', '武汉市'],
  ['内蒙古自治区', '呼和浩特市'],
] as const
const LOCATIONS = [
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
const SECOND = 1_000
const MINUTE = 60 * SECOND

export const shopsOf = () => SHOPS.map(([channel, , shop, name]) => ({ channel, shop, name }))

/** Spreads one seed into independent small numbers. */
function pick(seed: number, salt: number, below: number): number {
  let mixed = Math.imul(seed ^ Math.imul(salt, 0x9e37_79b1), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below
}

function from<T>(list: readonly T[], seed: number, salt: number): T {
  return list[pick(seed, salt, list.length)] as T
}

const shopOf = (seed: number) => SHOPS[[0, 0, 0, 1, 1, 2, 2, 3, 4, 5][pick(seed, 1, 10)] ?? 0] ?? SHOPS[0]

export function numberOf({ seed, placedAt }: FakeOrder): string {
  const china = new Date(placedAt + 8 * 60 * MINUTE).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  return `${shopOf(seed)[1]}${china}${String(pick(seed, 2, 2 ** 31)).padStart(10, '0')}`
}

type Fate = 'smooth' | 'unpaid' | 'risk' | 'mapping' | 'short' | 'split' | 'cancelled'

function fateOf(seed: number): Fate {
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

const isAllocated = (stage: OrderStage) => ['to_ship', 'partly_shipped', 'shipped', 'completed'].includes(stage)

interface FakeLine {
  sku: string | null
  title: string
  quantity: number
  priceFen: number
}

function linesOf(seed: number): FakeLine[] {
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

const FREIGHT_FEN = 600
const payableOf = (line: FakeLine) => line.quantity * line.priceFen - Math.floor(line.quantity * line.priceFen * 0.12)

export function summaryOf(order: FakeOrder, now: number): OrderSummary {
  const { seed, placedAt } = order
  const [channel, , shop] = shopOf(seed)
  const stage = stageOf(order, now - placedAt)
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
    holds: holdsOf(seed, stage),
    locations: isAllocated(stage) ? locationsOf(seed).map(([code]) => code) : [],
  }
}

function holdsOf(seed: number, stage: OrderStage): string[] {
  if (stage === 'waiting_stock') return ['out_of_stock']
  if (stage !== 'held') return []
  return fateOf(seed) === 'mapping' ? ['mapping'] : ['risk']
}

function locationsOf(seed: number) {
  const first = pick(seed, 12, LOCATIONS.length)
  const nearest = LOCATIONS[first] ?? LOCATIONS[0]
  return fateOf(seed) === 'split' ? [nearest, LOCATIONS[(first + 1) % LOCATIONS.length] ?? LOCATIONS[1]] : [nearest]
}

const isGone = (stage: OrderStage, index: number) =>
  stage === 'shipped' || stage === 'completed' || (stage === 'partly_shipped' && index === 0)

function whereUnitsAre(stage: OrderStage, index: number) {
  if (isGone(stage, index)) return 'shipped'
  if (isAllocated(stage)) return 'allocated'
  if (stage === 'closed') return 'cancelled'
  return stage === 'waiting_stock' && index === 0 ? 'open' : 'reserved'
}

/** The hold an order of this fate gets. */
const FATE_HOLDS: Partial<Record<Fate, { kind: string; reason: string }>> = {
  risk: { kind: 'risk', reason: '同一手机号 10 分钟内下单 4 笔（规则 velocity-phone）' },
  mapping: { kind: 'mapping', reason: 'line 1: no SKU for code TMALL-GIFT-0618' },
  short: { kind: 'out_of_stock', reason: 'units are waiting for stock' },
}

function lineView(line: FakeLine, index: number, stage: OrderStage): OrderLineView {
  const list = line.quantity * line.priceFen
  const known = line.sku !== 'TMALL-GIFT-0618'
  const at = whereUnitsAre(stage, index)
  const none = { open: 0, reserved: 0, allocated: 0, shipped: 0, cancelled: 0, returned: 0 }
  const quantities = { ...none, ordered: line.quantity, [at]: line.quantity }
  if (at === 'open' && line.quantity > 1) Object.assign(quantities, { open: line.quantity - 1, reserved: 1 })
  return {
    lineNo: index + 1,
    platformLineId: `#${index + 1}`,
    title: line.title,
    skuCode: line.sku,
    quantity: line.quantity,
    cancelledQuantity: stage === 'closed' ? line.quantity : 0,
    listFen: list,
    sellerDiscountFen: Math.floor(list * 0.1),
    platformSubsidyFen: Math.floor(list * 0.12) - Math.floor(list * 0.1),
    payableFen: payableOf(line),
    demands: known && line.sku !== null ? [{ sku: line.sku, ...quantities }] : [],
  }
}

export function detailOf(order: FakeOrder, now: number): OrderDetail {
  const summary = summaryOf(order, now)
  const lines = linesOf(order.seed)
  const paid = summary.stage !== 'unpaid'
  const isoAfter = (ms: number) => new Date(order.placedAt + ms).toISOString()
  const hold = FATE_HOLDS[fateOf(order.seed)]
  const stands = summary.holds.length > 0
  return {
    order: summary,
    city: from(REGIONS, order.seed, 11)[1],
    freightFen: FREIGHT_FEN,
    queue: summary.payableFen > 50_000 ? 'vip' : 'normal',
    lines: lines.map((line, index) => lineView(line, index, summary.stage)),
    legs: [
      {
        leg: 'whole',
        payableFen: summary.payableFen,
        paidFen: paid ? summary.payableFen : 0,
        refundedFen: summary.stage === 'closed' ? summary.payableFen : 0,
        paidAt: paid ? isoAfter(400) : null,
      },
    ],
    holds:
      hold !== undefined && paid
        ? [
            {
              ...hold,
              placedAt: isoAfter(900),
              releasedAt: stands ? null : isoAfter(11 * MINUTE),
              releasedBy: stands ? null : 'user:王敏',
            },
          ]
        : [],
    fulfillmentOrders: summary.locations.map((code, index) => fulfillmentOf(order, summary, { code, index })),
    timeline: timelineOf(order, summary),
  }
}

function fulfillmentOf(order: FakeOrder, summary: OrderSummary, { code, index }: { code: string; index: number }) {
  const lines = linesOf(order.seed).map((line, at) => ({
    lineNo: at + 1,
    sku: line.sku ?? '',
    quantity: line.quantity,
  }))
  const gone = isGone(summary.stage, index)
  return {
    id: String(48_000_000 + (order.seed % 1_000_000) * 2 + index),
    location: { code, name: LOCATIONS.find(([each]) => each === code)?.[1] ?? code },
    state: gone ? 'closed' : 'open',
    lines: summary.locations.length > 1 ? lines.slice(index, index + 1) : lines,
    shipments: gone ? [{ carrier: '顺丰速运', trackingNumber: `SF${1_400_000_000_000 + order.seed + index}` }] : [],
  }
}

function timelineOf(order: FakeOrder, summary: OrderSummary): TimelineEvent[] {
  const events: TimelineEvent[] = []
  const channel = `channel:${summary.channel}`
  const add = (ms: number, kind: string, { actor = channel, ...body }: { actor?: string } & Record<string, unknown>) =>
    events.push({
      seq: events.length + 1,
      at: new Date(order.placedAt + ms).toISOString(),
      kind,
      actor,
      batch: String(920_417 + (order.seed % 50_000) + events.length * 3),
      body,
    })
  const { payableFen, units, stage } = summary
  const content = { version: order.placedAt, platformState: 'open', payableFen }
  add(620, 'order_received', { ...content, payment: 'unpaid' })
  add(640, 'stock_reserved', { units: stage === 'waiting_stock' ? units - 1 : units })
  if (stage === 'unpaid') return events
  add(980, 'payment_recorded', { leg: 'whole', paidFen: payableFen, payment: 'paid' })
  const fate = fateOf(order.seed)
  const hold = FATE_HOLDS[fate]
  if (hold !== undefined) add(1_010, 'hold_placed', { hold: hold.kind, reason: hold.reason })
  if (stage === 'held' || stage === 'waiting_stock' || stage === 'to_allocate') return events
  const late = fate === 'risk' || fate === 'mapping' ? 11 * MINUTE : 1_040
  if (late > 2_000) add(late, 'hold_released', { hold: hold?.kind, actor: 'user:王敏' })
  const picks = locationsOf(order.seed).map(([location], index, all) => ({
    line: index + 1,
    location,
    units: all.length > 1 ? (linesOf(order.seed)[index]?.quantity ?? 1) : units,
  }))
  add(late + 40, 'order_allocated', { units, fromReserved: units, picks, queue: 'normal', rows: ['east-1'] })
  if (fate === 'cancelled') {
    add(90 * SECOND, 'older_content_kept', { version: order.placedAt - 400 })
    add(2 * MINUTE, 'order_cancelled', { reason: '买家申请退款' })
    add(2 * MINUTE, 'allocation_released', { units, to: 'open' })
    add(2 * MINUTE + 300, 'refund_recorded', { refundId: 'R1', amountFen: payableFen, payment: 'refunded' })
    return events
  }
  const parcels = picks.filter((_, index) => isGone(stage, index))
  parcels.forEach((each, index) =>
    add(late + (6 + index * 8) * MINUTE, 'order_shipped', {
      units: each.units,
      carrier: '顺丰速运',
      trackingNumber: `SF${1_400_000_000_000 + order.seed + index}`,
      actor: `warehouse:${each.location}`,
    }),
  )
  return events
}

/** Units that the n-th chosen location ships: a split order's first line and its second. */
function shareOf(seed: number, index: number): number {
  const lines = linesOf(seed)
  const own = fateOf(seed) === 'split' ? lines.slice(index, index + 1) : lines
  return own.reduce((sum, line) => sum + line.quantity, 0)
}

export function explanationOf(order: FakeOrder, now: number): OrderExplanation {
  const summary = summaryOf(order, now)
  const [province, city] = from(REGIONS, order.seed, 11)
  const vip = summary.payableFen > 50_000
  const decided = isAllocated(summary.stage)
  const chosen = locationsOf(order.seed).map(([code]) => code as string)
  const rest = LOCATIONS.filter(([code]) => !chosen.includes(code)).map(([code]) => code as string)
  const lines = linesOf(order.seed)
  const skipped = fateOf(order.seed) === 'short' || order.seed % 3 === 0
  const ranked = skipped ? [...rest.slice(0, 1), ...chosen, ...rest.slice(1)] : [...chosen, ...rest]
  return {
    number: summary.number,
    ruleSetVersion: 7,
    decidedAt: decided ? new Date(order.placedAt + 1_080).toISOString() : null,
    tables: [
      {
        table: 'priority',
        firedRow: vip ? 'vip-500' : 'normal',
        description: vip ? '应付超过 500 元，进 VIP 队列优先处理' : '其余订单进普通队列',
        inputs: { payableFen: summary.payableFen },
        outputs: { queue: vip ? 'vip' : 'normal', priority: vip ? 10 : 100 },
      },
      {
        table: 'locations',
        firedRow: 'region-2',
        description: `收货地在${province}，按距离从近到远选仓`,
        inputs: { province, city, channel: summary.channel, units: summary.units },
        outputs: { candidates: ranked },
      },
      {
        table: 'holds',
        firedRow: null,
        description: '',
        inputs: { shop: summary.shop, payableFen: summary.payableFen },
        outputs: {},
      },
    ],
    candidates: ranked.map((code, rank) => ({
      location: code,
      name: LOCATIONS.find(([each]) => each === code)?.[1] ?? code,
      chosen: decided && chosen.includes(code),
      units: decided && chosen.includes(code) ? shareOf(order.seed, chosen.indexOf(code)) : 0,
      lacked:
        skipped && rank === 0 && decided
          ? { sku: lines[0]?.sku ?? '', needed: lines[0]?.quantity ?? 1, available: 0 }
          : null,
    })),
  }
}
