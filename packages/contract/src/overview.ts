// The first page: what flows through the gate right now.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { ORDER_STAGES } from '@tidegate/domain'
import { Timestamp } from './timestamp.ts'

export const OrderStage = Type.Enum(ORDER_STAGES)
export type OrderStage = Static<typeof OrderStage>

export const MinuteCount = Type.Object({
  minute: Timestamp,
  /** Orders first seen in that minute. */
  received: Type.Integer(),
  /** Orders bound to their locations in that minute. */
  allocated: Type.Integer(),
})
export type MinuteCount = Static<typeof MinuteCount>

export const PipelineStage = Type.Object({
  stage: OrderStage,
  count: Type.Integer(),
  /** Age of the oldest order in this stage; null where ages mean nothing (shipped, closed) or nothing is there. */
  oldestAgeSeconds: Type.Union([Type.Integer(), Type.Null()]),
})
export type PipelineStage = Static<typeof PipelineStage>

export const ShopLag = Type.Object({
  channel: Type.String(),
  shop: Type.String(),
  name: Type.String(),
  /** How far the proven part of the feed is behind now; null before the first poll. */
  cursorLagSeconds: Type.Union([Type.Integer(), Type.Null()]),
})
export type ShopLag = Static<typeof ShopLag>

export const Overview = Type.Object({
  now: Timestamp,
  merchant: Type.Object({ code: Type.String(), name: Type.String(), isDemo: Type.Boolean() }),
  ordersTotal: Type.Integer(),
  /** The last sixty minutes, oldest first, empty minutes included. */
  perMinute: Type.Array(MinuteCount),
  pipeline: Type.Array(PipelineStage),
  shops: Type.Array(ShopLag),
  stock: Type.Object({
    skus: Type.Integer(),
    /** Units promised beyond what is there. Held at 0 by constraint. */
    oversoldUnits: Type.Integer(),
    /** Units reality took beyond what we had; a figure to drive down. */
    shortUnits: Type.Integer(),
  }),
  quarantined: Type.Integer(),
})
export type Overview = Static<typeof Overview>
