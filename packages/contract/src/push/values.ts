// What a row of each topic carries. Every value is the whole of it, never a difference: the newest one is
// enough, so frames may be merged and a gap cannot arise.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { OrderSummary } from '../order.ts'
import { OrderStage, Overview } from '../overview.ts'
import { Timestamp } from '../timestamp.ts'
import type { TopicKind } from './topics.ts'

export const PoolStock = Type.Object({
  onHand: Type.Integer(),
  unavailable: Type.Integer(),
  safety: Type.Integer(),
  allocated: Type.Integer(),
  reserved: Type.Integer(),
  short: Type.Integer(),
  /** On hand − unavailable − safety − allocated − reserved, never below 0. */
  available: Type.Integer(),
})
export type PoolStock = Static<typeof PoolStock>

export const LevelStock = Type.Object({
  onHand: Type.Integer(),
  unavailable: Type.Integer(),
  safety: Type.Integer(),
  allocated: Type.Integer(),
  short: Type.Integer(),
})
export type LevelStock = Static<typeof LevelStock>

export const ShopStock = Type.Object({
  available: Type.Integer(),
  /** What the figure comes from: `pool` is what the whole pool has, shared with every other shop. */
  basis: Type.Enum(['pool']),
})
export type ShopStock = Static<typeof ShopStock>

export const NewestOrders = Type.Object({
  ordersTotal: Type.Integer(),
  stages: Type.Array(Type.Object({ stage: OrderStage, count: Type.Integer() })),
  /** Newest first. */
  newest: Type.Array(OrderSummary),
})
export type NewestOrders = Static<typeof NewestOrders>

export const OpenQuarantine = Type.Object({
  open: Type.Integer(),
  /** When something was last put there or seen again; null where nothing is open. */
  lastAt: Type.Union([Timestamp, Type.Null()]),
})
export type OpenQuarantine = Static<typeof OpenQuarantine>

/** By topic kind. An order's row carries its version alone: whoever shows the order reads it again. */
export const TOPIC_VALUES = {
  stock: PoolStock,
  location: LevelStock,
  shop: ShopStock,
  order: Type.Null(),
  overview: Overview,
  orders: NewestOrders,
  quarantine: OpenQuarantine,
} as const satisfies Record<TopicKind, unknown>

export type TopicValue<Kind extends TopicKind> = Static<(typeof TOPIC_VALUES)[Kind]>
