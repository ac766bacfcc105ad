// A small merchant for tests: four locations, a few SKUs, and orders made of what a test cares about.

import { join } from 'node:path'
import type { OrderSnapshot, ReceiveStock, RecordOrder, SnapshotLine } from '../packages/domain/src/index.ts'
import { defaultRules } from '../packages/engine/src/index.ts'
import type { Gate } from '../packages/engine/src/index.ts'

export const TEST_RULES = defaultRules({
  vip: 'VIP',
  east: ['HD', 'HN', 'HB'],
  south: ['HN', 'HD', 'HB'],
  north: ['HB', 'HD', 'HN'],
  west: ['HN', 'HB', 'HD'],
})

/** One key file per run of the tests, beside their other throw-away files. */
export function testMasterKeyFile(): string {
  return join(import.meta.dirname, '..', '.cache', 'test-keys', 'master.key')
}

export const SHOP = { channel: 'taobao', shop: 'main' } as const
export const OTHER_SHOP = { channel: 'taobao', shop: 'second' } as const
export const TEST_SKUS = ['A', 'B', 'C'] as const

/** Shops, locations and SKUs; stock is each test's own. */
export async function setUpWorld(gate: Gate, skus: readonly string[] = TEST_SKUS): Promise<void> {
  await gate.setup.addShop({ ...SHOP, name: 'Main shop' })
  await gate.setup.addShop({ ...OTHER_SHOP, name: 'Second shop' })
  for (const [rank, code] of ['HD', 'HN', 'HB', 'VIP'].entries()) {
    await gate.setup.addLocation({ code, name: code, kind: 'warehouse', province: '上海', sellable: true, rank })
  }
  await gate.setup.addSkus(skus.map((code) => ({ code, name: `SKU ${code}` })))
}

export function receive(skuCode: string, locationCode: string, quantity: number): ReceiveStock {
  return {
    kind: 'receive_stock',
    actor: 'test',
    skuCode,
    locationCode,
    quantity,
    reference: `open:${skuCode}:${locationCode}`,
  }
}

export interface OrderWish {
  id: string
  shop?: typeof SHOP | typeof OTHER_SHOP
  version?: number
  placedAt?: number
  paid?: boolean
  closed?: boolean
  province?: string
  /** SKU codes with quantities: `{ A: 2 }`. */
  lines?: Readonly<Record<string, number>>
  cancelled?: Readonly<Record<string, number>>
  priceFen?: number
  /** Lines name a listing of the shop: `L-` and the code. */
  listed?: boolean
  receiver?: Partial<OrderSnapshot['receiver']> | null
}

const DAY = Date.parse('2026-11-11T00:00:00+08:00')

export function order(wish: OrderWish): RecordOrder {
  return { kind: 'record_order', actor: 'channel:taobao', snapshot: snapshotOf(wish) }
}

function snapshotOf(wish: OrderWish): OrderSnapshot {
  const lines = Object.entries(wish.lines ?? { A: 1 }).map(([code, quantity]) => lineOf(wish, code, quantity))
  const payableFen = lines.reduce((sum, line) => sum + line.payableFen, 0)
  const version = wish.version ?? DAY + 1_000
  return {
    key: { ...(wish.shop ?? SHOP), platformOrderId: wish.id },
    version,
    placedAt: wish.placedAt ?? DAY,
    platformState: wish.closed === true ? 'closed' : 'open',
    refunding: false,
    shippingForbidden: false,
    currency: 'CNY',
    freightFen: 0,
    payableFen,
    legs: [
      {
        leg: 'whole',
        payableFen,
        paidFen: wish.paid === false ? 0 : payableFen,
        paidAt: wish.paid === false ? null : DAY + 500,
      },
    ],
    lines,
    receiver: wish.receiver === null ? null : { ...receiverOf(wish), ...wish.receiver },
  }
}

function lineOf(wish: OrderWish, skuCode: string, quantity: number): SnapshotLine {
  const listFen = quantity * (wish.priceFen ?? 1_000)
  return {
    platformLineId: `${wish.id}-${skuCode}`,
    skuCode,
    platformSkuId: wish.listed === true ? `L-${skuCode}` : null,
    title: `商品 ${skuCode}`,
    quantity,
    cancelledQuantity: wish.cancelled?.[skuCode] ?? 0,
    listFen,
    sellerDiscountFen: 0,
    platformSubsidyFen: 0,
    payableFen: listFen,
  }
}

function receiverOf(wish: OrderWish): NonNullable<OrderSnapshot['receiver']> {
  return {
    name: '张三',
    phone: '13800138000',
    address: '文三路 1 号',
    province: wish.province ?? '浙江省',
    city: '杭州市',
    district: '西湖区',
    token: null,
    buyer: `buyer-${wish.id}`,
    memo: '',
    masked: false,
  }
}
