// An evening's stock: figures that fall as the push tells them, a ledger, and who has a claim.

import { PATHS, explainAvailable } from '@tidegate/contract'
import type {
  Locations,
  MovementPage,
  NewAdjustment,
  NewReceipt,
  PoolQuantities,
  SkuStock,
  StockFactRecorded,
  StockMovementView,
  StockPage,
  StockSummary,
} from '@tidegate/contract'
import { numberOf, summaryOf } from './order.ts'
import { FakeRefusal } from './route.ts'
import type { FakeCall, FakeRoute } from './route.ts'
import type { FakeState } from './world.ts'

const MINUTE = 60_000
const TICK_MS = 1_000

const GOODS: readonly (readonly [string, string])[] = [
  ['PF-CAT-0318', '全价成猫粮 深海鱼味 2kg'],
  ['PF-CAT-0320', '全价幼猫粮 鸡肉味 1.5kg'],
  ['PF-CAT-0412', '冻干生骨肉主食 猫用 500g 大容量家庭装（买二送一）'],
  ['PF-DOG-0105', '全价成犬粮 牛肉味 10kg'],
  ['PF-DOG-0107', '小型犬幼犬奶糕粮 2.5kg'],
  ['PF-LITTER-6L', '豆腐猫砂 原味 6L'],
  ['PF-SNACK-11', '鸡胸肉冻干零食 100g'],
  ['PF-SNACK-12', '三文鱼条 80g'],
  ['PF-TOY-301', '自动逗猫球'],
  ['PF-BOWL-02', '陶瓷双碗 防打翻'],
]
const PLACES = [
  ['HD', '华东仓', '江苏省', true],
  ['HN', '华南仓', '广东省', true],
  ['HB', '华北仓', '河北省', true],
  ['QC', '质检暂存', '江苏省', false],
] as const

export const stockRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: PATHS.stock, answer: listOf },
  { method: 'GET', path: PATHS.locations, answer: () => ({ locations: PLACES.map(placeOf) }) satisfies Locations },
  { method: 'POST', path: PATHS.receipts, answer: (call) => recordFact(call, 'receipt') },
  { method: 'POST', path: PATHS.adjustments, answer: (call) => recordFact(call, 'adjustment') },
  { method: 'GET', path: PATHS.movements, answer: movementsOf },
  { method: 'GET', path: PATHS.skuStock, answer: skuOf },
]

/** What somebody recorded while they looked. */
const recorded = new WeakMap<FakeState, (StockMovementView & { sku: string })[]>()

function recordedOf(state: FakeState): (StockMovementView & { sku: string })[] {
  const known = recorded.get(state) ?? []
  recorded.set(state, known)
  return known
}

export function poolOf(state: FakeState, sku: string): PoolQuantities {
  const more = recordedOf(state).reduce((sum, each) => sum + (each.sku === sku ? each.quantity : 0), 0)
  const isSoldOut = sku === 'PF-DOG-0107'
  const available = isSoldOut ? Math.max(0, more - 3) : stockNow(sku) + more
  const short = isSoldOut ? Math.max(0, 3 - more) : 0
  return { onHand: available + 12 - short, unavailable: 2, safety: 4, allocated: 5, reserved: 1, short, available }
}

/** Falls by one a second from wherever the SKU's name puts it, and begins anew. */
function stockNow(sku: string): number {
  const start = ((sku.codePointAt(sku.length - 1) ?? 0) * 731 + (sku.codePointAt(3) ?? 0) * 31) % 200
  return 5 + ((start + 3_600 - (Math.floor(Date.now() / TICK_MS) % 3_600)) % 180)
}

function summary(state: FakeState, [sku, name]: readonly [string, string], place: string | null): StockSummary {
  const pool = poolOf(state, sku)
  const waiting = pool.short > 0 ? { units: 9, orders: 7 } : { units: 0, orders: 0 }
  const level = place === null ? null : { ...levelOf(pool, place) }
  return { sku, name, version: Date.now(), pool, waiting, level }
}

export function levelOf({ onHand, short }: PoolQuantities, place: string) {
  const share = Math.floor(onHand / 3)
  const mine = { QC: 2, HD: onHand - 2 * share - 2 }[place] ?? share
  const held =
    place === 'HD' ? { unavailable: 0, safety: 4, allocated: 5 } : { unavailable: 0, safety: 0, allocated: 0 }
  const level = { onHand: mine, ...held, unavailable: place === 'QC' ? 2 : 0, short: place === 'HD' ? short : 0 }
  return { ...level, available: place === 'QC' ? 0 : explainAvailable(level).available }
}

function listOf({ state, query }: FakeCall): StockPage {
  if (state.empty) return { total: 0, skus: [], next: null }
  const search = query.get('search')?.toLowerCase() ?? ''
  const below = Number(query.get('availableBelow') ?? Number.POSITIVE_INFINITY)
  const skus = GOODS.map((good) => summary(state, good, query.get('location')))
    .filter(({ sku, name }) => `${sku} ${name}`.toLowerCase().includes(search))
    .filter(({ pool }) => pool.available < below)
    .filter(({ waiting }) => query.get('waiting') !== 'true' || waiting.units > 0)
  return { total: skus.length, skus, next: null }
}

function placeOf([code, name, province, sellable]: (typeof PLACES)[number]): Locations['locations'][number] {
  const sums = { skus: GOODS.length, onHand: 900, unavailable: 12, safety: 40, allocated: 50, short: 0 }
  return { code, name, kind: 'warehouse', sellable, province, ...sums }
}

function skuOf({ state, params: { sku = '' } }: FakeCall): SkuStock {
  const good = GOODS.find(([code]) => code === sku)
  if (good === undefined) throw new FakeRefusal('not_found')
  const { name, version, pool, waiting } = summary(state, good, null)
  const numbers = state.orders.slice(-12).map(numberOf)
  const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString()
  const [first = '', second = '', ...rest] = numbers
  return {
    sku,
    name,
    version,
    pool,
    explanation: explainAvailable(pool),
    levels: PLACES.map(([code, place, , sellable]) => ({
      location: { code, name: place, kind: 'warehouse', sellable },
      ...levelOf(pool, code),
      version: Date.now(),
    })),
    reservations: {
      count: 1,
      first: [{ holder: 'demand', orderNumber: first, payment: 'unpaid', quantity: 1, expiresAt: at(24) }],
    },
    allocations: {
      count: 214,
      first: [second, ...rest.slice(0, 3)].map((orderNumber, index) => ({
        orderNumber,
        location: 'HD',
        fulfillmentOrder: String(8_000 + index),
        state: index === 2 ? 'on_hold' : 'open',
        quantity: 1 + (index % 2),
        releaseAt: at(-index),
      })),
    },
    waiting: {
      ...waiting,
      first: rest
        .slice(3, 3 + waiting.orders)
        .map((orderNumber, index) => ({ orderNumber, placedAt: at(-30 + index), payment: 'paid', units: 1 })),
    },
  }
}

function movementsOf({ state, params: { sku = '' }, query }: FakeCall): MovementPage {
  const page = Number(query.get('before') ?? 0)
  const own = page === 0 ? recordedOf(state).filter((each) => each.sku === sku) : []
  const { onHand } = poolOf(state, sku)
  const shipped = state.orders
    .slice(-40)
    .toReversed()
    .map((order, index): StockMovementView => ({
      at: new Date(Date.now() - (page * 40 + index) * 40_000).toISOString(),
      kind: 'shipment',
      location: index % 4 === 0 ? 'HN' : 'HD',
      quantity: -1 - (index % 2),
      onHandAfter: onHand + page * 60 + index,
      reference: `shipment:${index}:${index}:1`,
      reason: '',
      actor: index % 4 === 0 ? 'warehouse:HN' : 'warehouse:HD',
      orderNumber: summaryOf(order, Date.now()).number,
      batch: String(90_000 - index),
    }))
  const counted: StockMovementView = {
    at: new Date(Date.now() - 52 * MINUTE).toISOString(),
    kind: 'adjustment',
    location: 'HD',
    quantity: -3,
    onHandAfter: onHand + 61,
    reference: 'PD-0617-2',
    reason: '盘点差异',
    actor: 'user:林若溪',
    orderNumber: null,
    batch: '88001',
  }
  return { movements: [...own, ...shipped, counted], next: page === 0 ? '1' : null }
}

function recordFact({ state, body }: FakeCall, kind: 'receipt' | 'adjustment'): StockFactRecorded {
  const { sku, location, quantity, reference } = body as NewReceipt
  const known = recordedOf(state)
  if (known.some((each) => each.reference === reference)) return { outcome: 'already_recorded' }
  const onHand = levelOf(poolOf(state, sku), location).onHand + quantity
  known.unshift({
    sku,
    at: new Date().toISOString(),
    kind,
    location,
    quantity,
    onHandAfter: onHand,
    reference,
    reason: kind === 'adjustment' ? (body as NewAdjustment).reason : '',
    actor: 'user:林若溪',
    orderNumber: null,
    batch: '91000',
  })
  return { outcome: 'recorded', onHand, short: 0 }
}
