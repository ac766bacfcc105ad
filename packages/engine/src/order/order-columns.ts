// The columns of an order and its children, once each: what is written, from where in the domain.

import { ON_HAND_SUPPLY } from '@tidegate/domain'
import type { Allocation, Demand, Hold, Order, OrderLine, PaymentLeg, Refund, Reservation } from '@tidegate/domain'
import { insertInto, updateBy } from '../database/columns.ts'
import type { Column, InsertOptions, RowWriter } from '../database/columns.ts'
import { stageOf } from '../overview/stage-changes.ts'

/** A child row with the order, and where it hangs on a line the line, it belongs to. */
export interface Child<T> {
  row: T
  orderId: number
  shopId: number
  priority: number
}
export type OrderRow = { row: Order; shopId: number }
export type DemandRow = Child<Demand> & { lineNo: number }

export interface TableWriters<R> {
  insert: RowWriter<R>
  update: RowWriter<R>
}

/** Columns an order keeps for life; they are written once. */
const BORN: Column<OrderRow>[] = [
  { name: 'id', type: 'int8', of: ({ row }) => row.id },
  { name: 'shop_id', type: 'int4', of: ({ shopId }) => shopId },
  { name: 'platform_order_id', type: 'text', of: ({ row }) => row.key.platformOrderId },
  { name: 'number', type: 'text', of: ({ row }) => row.number },
  { name: 'placed_at', type: 'timestamptz', of: ({ row }) => row.placedAt },
  { name: 'currency', type: 'text', of: ({ row }) => row.currency },
]

const CHANGING: Column<OrderRow>[] = [
  { name: 'history', type: 'bool', of: ({ row }) => row.history },
  { name: 'state_version', type: 'timestamptz', of: ({ row }) => row.versions.state },
  { name: 'lines_version', type: 'timestamptz', of: ({ row }) => row.versions.lines },
  { name: 'receiver_version', type: 'timestamptz', of: ({ row }) => row.versions.receiver },
  { name: 'platform_state', type: 'text', of: ({ row }) => row.platformState },
  { name: 'payment', type: 'text', of: ({ row }) => row.payment },
  { name: 'refunding', type: 'bool', of: ({ row }) => row.refunding },
  { name: 'stage', type: 'text', of: ({ row }) => stageOf(row) },
  { name: 'cancel_requested', type: 'bool', of: ({ row }) => row.cancelRequested },
  { name: 'freight_fen', type: 'int8', of: ({ row }) => row.freightFen },
  { name: 'payable_fen', type: 'int8', of: ({ row }) => row.payableFen },
  { name: 'queue', type: 'text', of: ({ row }) => row.queue },
  { name: 'priority', type: 'int4', of: ({ row }) => row.priority },
  { name: 'content_hash', type: 'bytea', of: ({ row }) => row.contentHash },
  { name: 'province', type: 'text', of: ({ row }) => row.receiver?.province ?? '' },
  { name: 'city', type: 'text', of: ({ row }) => row.receiver?.city ?? '' },
  { name: 'district', type: 'text', of: ({ row }) => row.receiver?.district ?? '' },
  { name: 'receiver_masked', type: 'bool', of: ({ row }) => row.receiver?.masked ?? false },
  { name: 'receiver_page_id', type: 'int8', of: ({ row }) => row.receiver?.place?.pageId ?? null },
  { name: 'receiver_entry', type: 'int4', of: ({ row }) => row.receiver?.place?.entry ?? null },
  { name: 'buyer_pseudonym', type: 'bytea', of: ({ row }) => row.receiver?.buyerPseudonym ?? null },
  { name: 'phone_pseudonym', type: 'bytea', of: ({ row }) => row.receiver?.phonePseudonym ?? null },
  { name: 'phone_last4_pseudonym', type: 'bytea', of: ({ row }) => row.receiver?.phoneLast4Pseudonym ?? null },
  { name: 'merge_pseudonym', type: 'bytea', of: ({ row }) => row.receiver?.mergePseudonym ?? null },
  { name: 'events_count', type: 'int4', of: ({ row }) => row.eventsCount },
  { name: 'chain_head', type: 'bytea', of: ({ row }) => row.chainHead },
]
export const ORDERS: TableWriters<OrderRow> = {
  insert: insertInto('orders', [...BORN, ...CHANGING]),
  update: updateBy('orders', [...BORN.slice(0, 1), ...CHANGING], { keys: 1 }),
}

const OF_ORDER: Column<Child<unknown>> = { name: 'order_id', type: 'int8', of: ({ orderId }) => orderId }
/** A writer's last value is the batch's id, where its table keeps it. */
const OF_BATCH: InsertOptions = { shared: [{ name: 'batch_id', type: 'int8' }] }

const LINE_COLUMNS: Column<Child<OrderLine>>[] = [
  OF_ORDER,
  { name: 'line_no', type: 'int4', of: ({ row }) => row.lineNo },
  { name: 'platform_line_id', type: 'text', of: ({ row }) => row.platformLineId },
  { name: 'origin', type: 'text', of: ({ row }) => row.origin },
  { name: 'sku_code', type: 'text', of: ({ row }) => row.skuCode },
  { name: 'platform_sku_id', type: 'text', of: ({ row }) => row.platformSkuId },
  { name: 'title', type: 'text', of: ({ row }) => row.title },
  { name: 'quantity', type: 'int4', of: ({ row }) => row.quantity },
  { name: 'cancelled_quantity', type: 'int4', of: ({ row }) => row.cancelledQuantity },
  { name: 'list_fen', type: 'int8', of: ({ row }) => row.listFen },
  { name: 'seller_discount_fen', type: 'int8', of: ({ row }) => row.sellerDiscountFen },
  { name: 'platform_subsidy_fen', type: 'int8', of: ({ row }) => row.platformSubsidyFen },
  { name: 'payable_fen', type: 'int8', of: ({ row }) => row.payableFen },
]
export const LINES = writers('order_lines', LINE_COLUMNS, 2)

const DEMAND_COLUMNS: Column<DemandRow>[] = [
  OF_ORDER,
  { name: 'line_no', type: 'int4', of: ({ lineNo }) => lineNo },
  { name: 'sku_id', type: 'int4', of: ({ row }) => row.skuId },
  { name: 'per_unit', type: 'int4', of: ({ row }) => row.perUnit },
  { name: 'ordered', type: 'int4', of: ({ row }) => row.ordered },
  { name: 'open', type: 'int4', of: ({ row }) => row.open },
  { name: 'reserved', type: 'int4', of: ({ row }) => row.reserved },
  { name: 'allocated', type: 'int4', of: ({ row }) => row.allocated },
  { name: 'shipped', type: 'int4', of: ({ row }) => row.shipped },
  { name: 'cancelled', type: 'int4', of: ({ row }) => row.cancelled },
  { name: 'returned', type: 'int4', of: ({ row }) => row.returned },
]
export const DEMANDS = writers('line_demands', DEMAND_COLUMNS, 3)

const LEG_COLUMNS: Column<Child<PaymentLeg>>[] = [
  OF_ORDER,
  { name: 'leg', type: 'text', of: ({ row }) => row.leg },
  { name: 'payable_fen', type: 'int8', of: ({ row }) => row.payableFen },
  { name: 'paid_fen', type: 'int8', of: ({ row }) => row.paidFen },
  { name: 'refunded_fen', type: 'int8', of: ({ row }) => row.refundedFen },
  { name: 'paid_at', type: 'timestamptz', of: ({ row }) => row.paidAt },
]
export const LEGS = writers('payment_legs', LEG_COLUMNS, 2)

const REFUND_COLUMNS: Column<Child<Refund>>[] = [
  OF_ORDER,
  { name: 'refund_id', type: 'text', of: ({ row }) => row.refundId },
  { name: 'leg', type: 'text', of: ({ row }) => row.leg },
  { name: 'amount_fen', type: 'int8', of: ({ row }) => row.amountFen },
]
export const NEW_REFUNDS = insertInto('refunds', REFUND_COLUMNS, OF_BATCH)

const HOLD_COLUMNS: Column<Child<Hold>>[] = [
  OF_ORDER,
  { name: 'hold_no', type: 'int4', of: ({ row }) => row.holdNo },
  { name: 'kind', type: 'text', of: ({ row }) => row.kind },
  { name: 'reason', type: 'text', of: ({ row }) => row.reason },
  { name: 'placed_at', type: 'timestamptz', of: ({ row }) => row.placedAt },
  { name: 'released_at', type: 'timestamptz', of: ({ row }) => row.releasedAt },
  { name: 'released_by', type: 'text', of: ({ row }) => row.releasedBy },
]
export const HOLDS = writers('holds', HOLD_COLUMNS, 2)

const RESERVATION_ID: Column<Child<Reservation>> = { name: 'id', type: 'int8', of: ({ row }) => row.id }
const RESERVATION_STATE: Column<Child<Reservation>>[] = [
  { name: 'expires_at', type: 'timestamptz', of: ({ row }) => row.expiresAt },
  { name: 'ended_as', type: 'text', of: ({ row }) => row.endedAs },
]
export const NEW_RESERVATIONS: RowWriter<Child<Reservation>> = insertInto(
  'reservations',
  [
    RESERVATION_ID,
    ...RESERVATION_STATE,
    OF_ORDER,
    { name: 'line_no', type: 'int4', of: ({ row }) => row.lineNo },
    { name: 'shop_id', type: 'int4', of: ({ shopId }) => shopId },
    { name: 'sku_id', type: 'int4', of: ({ row }) => row.skuId },
    { name: 'quantity', type: 'int4', of: ({ row }) => row.quantity },
    { name: 'priority', type: 'int4', of: ({ priority }) => priority },
  ],
  {
    shared: [
      { name: 'batch_id', type: 'int8' },
      { name: 'holder', type: 'text' },
      { name: 'supply', type: 'text' },
    ],
  },
)
/** The shared values of `NEW_RESERVATIONS` after the batch's id. */
export const RESERVED_FOR_DEMANDS = ['demand', ON_HAND_SUPPLY] as const

export const LIVE_RESERVATIONS: RowWriter<Child<Reservation>> = updateBy(
  'reservations',
  [RESERVATION_ID, ...RESERVATION_STATE],
  { keys: 1 },
)
const ENDED_COLUMNS: Column<Child<Reservation> & { batchId: number }>[] = [
  RESERVATION_ID,
  ...RESERVATION_STATE,
  { name: 'ended_batch_id', type: 'int8', of: ({ batchId }) => batchId },
]
export const ENDED_RESERVATIONS = updateBy('reservations', ENDED_COLUMNS, { keys: 1 })

const ALLOCATION_COLUMNS: Column<Child<Allocation>>[] = [
  OF_ORDER,
  { name: 'allocation_no', type: 'int4', of: ({ row }) => row.allocationNo },
  { name: 'ended_as', type: 'text', of: ({ row }) => row.endedAs },
  { name: 'line_no', type: 'int4', of: ({ row }) => row.lineNo },
  { name: 'sku_id', type: 'int4', of: ({ row }) => row.skuId },
  { name: 'location_id', type: 'int4', of: ({ row }) => row.locationId },
  { name: 'fulfillment_order_id', type: 'int8', of: ({ row }) => row.fulfillmentOrderId },
  { name: 'quantity', type: 'int4', of: ({ row }) => row.quantity },
]
export const ALLOCATIONS: TableWriters<Child<Allocation>> = {
  insert: insertInto('allocations', ALLOCATION_COLUMNS),
  update: updateBy('allocations', ALLOCATION_COLUMNS.slice(0, 3), { keys: 2 }),
}

function writers<R>(table: string, columns: Column<R>[], keys: number): TableWriters<R> {
  return { insert: insertInto(table, columns), update: updateBy(table, columns, { keys }) }
}
