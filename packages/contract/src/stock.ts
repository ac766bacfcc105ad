// Stock as the console and the API show it: pools, levels, who has a claim on them, and the ledger.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { Timestamp } from './timestamp.ts'

/** Takes pushed quantities apart as the server does: the console shows the same explanation of newer figures. */
export { explainAvailable } from '@tidegate/domain'
export type { AvailableExplanation } from '@tidegate/domain'

const LEVEL_QUANTITIES = {
  onHand: Type.Integer(),
  /** There, and not for sale: damaged, or looked at. */
  unavailable: Type.Integer(),
  safety: Type.Integer(),
  allocated: Type.Integer(),
  /** What reality took beyond what was there. */
  short: Type.Integer(),
}

/** Of a level, `available` is what it adds before reservations, which rest on the pool; 0 where nothing is sold from. */
export const LevelQuantities = Type.Object({ ...LEVEL_QUANTITIES, available: Type.Integer() })
export type LevelQuantities = Static<typeof LevelQuantities>

/** Of a pool, `available` is what may still be promised: on hand − unavailable − safety − allocated − reserved, never below 0. */
export const PoolQuantities = Type.Object({
  ...LEVEL_QUANTITIES,
  reserved: Type.Integer(),
  available: Type.Integer(),
})
export type PoolQuantities = Static<typeof PoolQuantities>

/** Without NUL, which no text of ours has. */
const Text = (charactersMax: number) =>
  Type.String({ minLength: 1, maxLength: charactersMax, pattern: String.raw`^[^\u0000]*$` })

export const SkuInPath = Type.Object({ sku: Text(100) })
export type SkuInPath = Static<typeof SkuInPath>

/** Open units of orders that stock which comes is offered to. */
const WAITING = { units: Type.Integer(), orders: Type.Integer() }

export const StockSummary = Type.Object({
  sku: Type.String(),
  name: Type.String(),
  /** Rises with every change to the pool or to a level under it. */
  version: Type.Integer(),
  pool: PoolQuantities,
  waiting: Type.Object(WAITING),
  /** The level at the location asked for; null where none was. */
  level: Nullable(LevelQuantities),
})
export type StockSummary = Static<typeof StockSummary>

export const StockPage = Type.Object({
  /** SKUs that pass the filters, on all pages. */
  total: Type.Integer(),
  skus: Type.Array(StockSummary),
  /** Pass as `after` to get the next page; null at the end. */
  next: Nullable(Type.String()),
})
export type StockPage = Static<typeof StockPage>

export const STOCK_ORDERS = ['code', 'available', 'on_hand', 'reserved', 'allocated', 'short', 'waiting'] as const
export type StockOrder = (typeof STOCK_ORDERS)[number]

export const StockListQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 50 }),
  after: Type.Optional(Type.String({ maxLength: 600 })),
  /** A part of the SKU's code or name, in any case. */
  search: Type.Optional(Text(100)),
  /** SKUs that have a level there; filters and order then go by it, save for what only the pool has. */
  location: Type.Optional(Text(100)),
  short: Type.Optional(Type.Boolean()),
  reserved: Type.Optional(Type.Boolean()),
  waiting: Type.Optional(Type.Boolean()),
  availableBelow: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  order: Type.Enum(STOCK_ORDERS, { default: 'code' }),
  descending: Type.Boolean({ default: false }),
})
export type StockListQuery = Static<typeof StockListQuery>

/** Every unit on hand stands in exactly one of the five; what found no unit is named beside them. */
const Explanation = Type.Object({
  onHand: Type.Integer(),
  unavailable: Type.Integer(),
  allocated: Type.Integer(),
  reserved: Type.Integer(),
  safety: Type.Integer(),
  available: Type.Integer(),
  short: Type.Integer(),
  safetyLacking: Type.Integer(),
})

const Location = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  /** Stock there may be promised to buyers. */
  sellable: Type.Boolean(),
})

export const StockLevel = Type.Object({
  location: Location,
  ...LevelQuantities.properties,
  /** −1 where nothing of the SKU ever was. */
  version: Type.Integer(),
})
export type StockLevel = Static<typeof StockLevel>

export const ReservationView = Type.Object({
  holder: Type.String(),
  /** Null where the holder is no order. */
  orderNumber: Nullable(Type.String()),
  payment: Nullable(Type.String()),
  quantity: Type.Integer(),
  /** Null where it is kept until the order goes on or ends. */
  expiresAt: Nullable(Timestamp),
})
export type ReservationView = Static<typeof ReservationView>

export const AllocationView = Type.Object({
  orderNumber: Type.String(),
  location: Type.String(),
  fulfillmentOrder: Type.String(),
  state: Type.String(),
  quantity: Type.Integer(),
  releaseAt: Timestamp,
})
export type AllocationView = Static<typeof AllocationView>

export const WaitingOrder = Type.Object({
  orderNumber: Type.String(),
  placedAt: Timestamp,
  payment: Type.String(),
  units: Type.Integer(),
})
export type WaitingOrder = Static<typeof WaitingOrder>

export const SkuStock = Type.Object({
  sku: Type.String(),
  name: Type.String(),
  version: Type.Integer(),
  pool: PoolQuantities,
  /** What stands between on hand and available, unit by unit. */
  explanation: Explanation,
  levels: Type.Array(StockLevel),
  /** `count` counts them all, `first` has those that run out first. */
  reservations: Type.Object({ count: Type.Integer(), first: Type.Array(ReservationView) }),
  allocations: Type.Object({ count: Type.Integer(), first: Type.Array(AllocationView) }),
  /** `first` are the orders that are offered what comes first. */
  waiting: Type.Object({ ...WAITING, first: Type.Array(WaitingOrder) }),
})
export type SkuStock = Static<typeof SkuStock>

export const MovementListQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  before: Type.Optional(Type.String({ maxLength: 100 })),
})
export type MovementListQuery = Static<typeof MovementListQuery>

export const StockMovementView = Type.Object({
  at: Nullable(Timestamp),
  kind: Type.String(),
  location: Type.String(),
  /** Signed: what on hand at the location changed by. */
  quantity: Type.Integer(),
  onHandAfter: Type.Integer(),
  reference: Type.String(),
  reason: Type.String(),
  /** Null where nobody was recorded. */
  actor: Nullable(Type.String()),
  /** The order that shipped, where it is a shipment. */
  orderNumber: Nullable(Type.String()),
  batch: Type.String(),
})
export type StockMovementView = Static<typeof StockMovementView>

export const MovementPage = Type.Object({
  /** Newest first. */
  movements: Type.Array(StockMovementView),
  /** Pass as `before` to get the next page; null at the end. */
  next: Nullable(Type.String()),
})
export type MovementPage = Static<typeof MovementPage>

export const LocationStock = Type.Object({
  ...Location.properties,
  province: Type.String(),
  /** SKUs of which anything is there. */
  skus: Type.Integer(),
  ...LEVEL_QUANTITIES,
})
export type LocationStock = Static<typeof LocationStock>

export const Locations = Type.Object({ locations: Type.Array(LocationStock) })
export type Locations = Static<typeof Locations>
