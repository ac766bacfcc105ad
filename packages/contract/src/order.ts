// Orders as the console and the API show them. Receiver data is absent: only the region is here.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { OrderStage } from './overview.ts'
import { Timestamp } from './timestamp.ts'

export const OrderSummary = Type.Object({
  number: Type.String(),
  channel: Type.String(),
  shop: Type.String(),
  platformOrderId: Type.String(),
  placedAt: Timestamp,
  stage: OrderStage,
  payment: Type.String(),
  platformState: Type.String(),
  province: Type.String(),
  payableFen: Type.Integer(),
  currency: Type.String(),
  units: Type.Integer(),
  /** Kinds of the holds that stand. */
  holds: Type.Array(Type.String()),
  /** Codes of the locations that ship it. */
  locations: Type.Array(Type.String()),
})
export type OrderSummary = Static<typeof OrderSummary>

export const DemandView = Type.Object({
  sku: Type.String(),
  ordered: Type.Integer(),
  open: Type.Integer(),
  reserved: Type.Integer(),
  allocated: Type.Integer(),
  shipped: Type.Integer(),
  cancelled: Type.Integer(),
  returned: Type.Integer(),
})
export type DemandView = Static<typeof DemandView>

export const OrderLineView = Type.Object({
  lineNo: Type.Integer(),
  platformLineId: Type.String(),
  title: Type.String(),
  skuCode: Nullable(Type.String()),
  /** The listing's own id on its platform, as the line names it. */
  platformSkuId: Nullable(Type.String()),
  quantity: Type.Integer(),
  cancelledQuantity: Type.Integer(),
  listFen: Type.Integer(),
  sellerDiscountFen: Type.Integer(),
  platformSubsidyFen: Type.Integer(),
  payableFen: Type.Integer(),
  demands: Type.Array(DemandView),
})
export type OrderLineView = Static<typeof OrderLineView>

export const PaymentLegView = Type.Object({
  leg: Type.String(),
  payableFen: Type.Integer(),
  paidFen: Type.Integer(),
  refundedFen: Type.Integer(),
  paidAt: Nullable(Timestamp),
})

export const HoldView = Type.Object({
  kind: Type.String(),
  reason: Type.String(),
  placedAt: Timestamp,
  releasedAt: Nullable(Timestamp),
  releasedBy: Nullable(Type.String()),
})

export const FulfillmentOrderView = Type.Object({
  id: Type.String(),
  location: Type.Object({ code: Type.String(), name: Type.String() }),
  state: Type.String(),
  lines: Type.Array(Type.Object({ lineNo: Type.Integer(), sku: Type.String(), quantity: Type.Integer() })),
  shipments: Type.Array(Type.Object({ carrier: Type.String(), trackingNumber: Type.String() })),
})
export type FulfillmentOrderView = Static<typeof FulfillmentOrderView>

export const TimelineEvent = Type.Object({
  seq: Type.Integer(),
  at: Timestamp,
  kind: Type.String(),
  actor: Type.String(),
  batch: Type.String(),
  body: Type.Record(Type.String(), Type.Unknown()),
})
export type TimelineEvent = Static<typeof TimelineEvent>

export const OrderDetail = Type.Object({
  order: OrderSummary,
  city: Type.String(),
  freightFen: Type.Integer(),
  queue: Type.String(),
  lines: Type.Array(OrderLineView),
  legs: Type.Array(PaymentLegView),
  holds: Type.Array(HoldView),
  fulfillmentOrders: Type.Array(FulfillmentOrderView),
  timeline: Type.Array(TimelineEvent),
})
export type OrderDetail = Static<typeof OrderDetail>

/** One rule table asked with the order's facts: every row that was looked at and the one that fired. */
export const RuleTableTrace = Type.Object({
  table: Type.String(),
  firedRow: Nullable(Type.String()),
  /** The row's own sentence, as its author wrote it. */
  description: Type.String(),
  inputs: Type.Record(Type.String(), Type.Unknown()),
  outputs: Type.Record(Type.String(), Type.Unknown()),
})

export const OrderExplanation = Type.Object({
  number: Type.String(),
  /** Versions the decision is pinned to. */
  ruleSetVersion: Type.Integer(),
  decidedAt: Nullable(Timestamp),
  tables: Type.Array(RuleTableTrace),
  /** Locations by rank with why each was or was not chosen. */
  candidates: Type.Array(
    Type.Object({
      location: Type.String(),
      name: Type.String(),
      chosen: Type.Boolean(),
      units: Type.Integer(),
      /** Null where it was chosen or never needed. */
      lacked: Nullable(Type.Object({ sku: Type.String(), needed: Type.Integer(), available: Type.Integer() })),
    }),
  ),
})
export type OrderExplanation = Static<typeof OrderExplanation>
