// Writes orders and their children: one insert and one update per table, whatever the batch's size.

import { ON_HAND_SUPPLY, shopKeyText } from '@tidegate/domain'
import type { Demand, Hold, Order, OrderLine, PaymentLeg, Refund, Reservation, Tracked } from '@tidegate/domain'
import type { Allocation } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { insertInto, updateBy, writeRows } from '../database/columns.ts'
import type { Column, RowWriter } from '../database/columns.ts'

export interface OrderWriteContext {
  batchId: number
  shopIdByKey: ReadonlyMap<string, number>
}

interface Row<T> {
  order: Order
  row: T
  context: OrderWriteContext
}

interface LineRow<T> extends Row<T> {
  line: OrderLine
}

/** Columns an order keeps for life; they are written once. */
const BORN: Column<Row<Order>>[] = [
  { name: 'id', type: 'int8', of: ({ order }) => order.id },
  { name: 'shop_id', type: 'int4', of: ({ order, context }) => context.shopIdByKey.get(shopKeyText(order.key)) ?? null },
  { name: 'platform_order_id', type: 'text', of: ({ order }) => order.key.platformOrderId },
  { name: 'number', type: 'text', of: ({ order }) => order.number },
  { name: 'placed_at', type: 'timestamptz', of: ({ order }) => order.placedAt },
  { name: 'currency', type: 'text', of: ({ order }) => order.currency },
]

const CHANGING: Column<Row<Order>>[] = [
  { name: 'state_version', type: 'timestamptz', of: ({ order }) => order.versions.state },
  { name: 'lines_version', type: 'timestamptz', of: ({ order }) => order.versions.lines },
  { name: 'receiver_version', type: 'timestamptz', of: ({ order }) => order.versions.receiver },
  { name: 'platform_state', type: 'text', of: ({ order }) => order.platformState },
  { name: 'payment', type: 'text', of: ({ order }) => order.payment },
  { name: 'refunding', type: 'bool', of: ({ order }) => order.refunding },
  { name: 'cancel_requested', type: 'bool', of: ({ order }) => order.cancelRequested },
  { name: 'freight_fen', type: 'int8', of: ({ order }) => order.freightFen },
  { name: 'payable_fen', type: 'int8', of: ({ order }) => order.payableFen },
  { name: 'queue', type: 'text', of: ({ order }) => order.queue },
  { name: 'priority', type: 'int4', of: ({ order }) => order.priority },
  { name: 'content_hash', type: 'bytea', of: ({ order }) => Buffer.from(order.contentHash, 'hex') },
  { name: 'province', type: 'text', of: ({ order }) => order.receiver?.province ?? '' },
  { name: 'city', type: 'text', of: ({ order }) => order.receiver?.city ?? '' },
  { name: 'district', type: 'text', of: ({ order }) => order.receiver?.district ?? '' },
  { name: 'receiver_masked', type: 'bool', of: ({ order }) => order.receiver?.masked ?? false },
  { name: 'receiver_sealed', type: 'bytea', of: ({ order }) => order.receiver?.sealed ?? null },
  { name: 'buyer_pseudonym', type: 'bytea', of: ({ order }) => order.receiver?.buyerPseudonym ?? null },
  { name: 'phone_pseudonym', type: 'bytea', of: ({ order }) => order.receiver?.phonePseudonym ?? null },
  { name: 'phone_last4_pseudonym', type: 'bytea', of: ({ order }) => order.receiver?.phoneLast4Pseudonym ?? null },
  { name: 'merge_pseudonym', type: 'bytea', of: ({ order }) => order.receiver?.mergePseudonym ?? null },
  { name: 'events_count', type: 'int4', of: ({ order }) => order.eventsCount },
  { name: 'chain_head', type: 'bytea', of: ({ order }) => order.chainHead },
]

const ID = BORN.slice(0, 1)
const ORDERS = writers('orders', [...BORN, ...CHANGING], updateBy('orders', [...ID, ...CHANGING], 1))

const OF_ORDER: Column<Row<unknown>> = { name: 'order_id', type: 'int8', of: ({ order }) => order.id }

const LINE_COLUMNS: Column<Row<OrderLine>>[] = [
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
const LINES = writers('order_lines', LINE_COLUMNS, updateBy('order_lines', LINE_COLUMNS, 2))

const DEMAND_COLUMNS: Column<LineRow<Demand>>[] = [
  OF_ORDER,
  { name: 'line_no', type: 'int4', of: ({ line }) => line.lineNo },
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
const DEMANDS = writers('line_demands', DEMAND_COLUMNS, updateBy('line_demands', DEMAND_COLUMNS, 3))

const LEG_COLUMNS: Column<Row<PaymentLeg>>[] = [
  OF_ORDER,
  { name: 'leg', type: 'text', of: ({ row }) => row.leg },
  { name: 'payable_fen', type: 'int8', of: ({ row }) => row.payableFen },
  { name: 'paid_fen', type: 'int8', of: ({ row }) => row.paidFen },
  { name: 'refunded_fen', type: 'int8', of: ({ row }) => row.refundedFen },
  { name: 'paid_at', type: 'timestamptz', of: ({ row }) => row.paidAt },
]
const LEGS = writers('payment_legs', LEG_COLUMNS, updateBy('payment_legs', LEG_COLUMNS, 2))

const REFUNDS = writers<Row<Refund>>('refunds', [
  OF_ORDER,
  { name: 'refund_id', type: 'text', of: ({ row }) => row.refundId },
  { name: 'leg', type: 'text', of: ({ row }) => row.leg },
  { name: 'amount_fen', type: 'int8', of: ({ row }) => row.amountFen },
  { name: 'batch_id', type: 'int8', of: ({ context }) => context.batchId },
])

const HOLD_COLUMNS: Column<Row<Hold>>[] = [
  OF_ORDER,
  { name: 'hold_no', type: 'int4', of: ({ row }) => row.holdNo },
  { name: 'kind', type: 'text', of: ({ row }) => row.kind },
  { name: 'reason', type: 'text', of: ({ row }) => row.reason },
  { name: 'placed_at', type: 'timestamptz', of: ({ row }) => row.placedAt },
  { name: 'released_at', type: 'timestamptz', of: ({ row }) => row.releasedAt },
  { name: 'released_by', type: 'text', of: ({ row }) => row.releasedBy },
]
const HOLDS = writers('holds', HOLD_COLUMNS, updateBy('holds', HOLD_COLUMNS, 2))

const RESERVATION_ID: Column<Row<Reservation>> = { name: 'id', type: 'int8', of: ({ row }) => row.id }
const RESERVATION_STATE: Column<Row<Reservation>>[] = [
  { name: 'expires_at', type: 'timestamptz', of: ({ row }) => row.expiresAt },
  { name: 'ended_as', type: 'text', of: ({ row }) => row.endedAs },
  { name: 'ended_batch_id', type: 'int8', of: ({ row, context }) => (row.endedAs === null ? null : context.batchId) },
]
const RESERVATIONS = writers(
  'reservations',
  [
    RESERVATION_ID,
    ...RESERVATION_STATE,
    { name: 'holder', type: 'text', of: () => 'demand' },
    OF_ORDER,
    { name: 'line_no', type: 'int4', of: ({ row }) => row.lineNo },
    { name: 'shop_id', type: 'int4', of: ({ order, context }) => context.shopIdByKey.get(shopKeyText(order.key)) ?? null },
    { name: 'sku_id', type: 'int4', of: ({ row }) => row.skuId },
    { name: 'supply', type: 'text', of: () => ON_HAND_SUPPLY },
    { name: 'quantity', type: 'int4', of: ({ row }) => row.quantity },
    { name: 'priority', type: 'int4', of: ({ order }) => order.priority },
    { name: 'batch_id', type: 'int8', of: ({ context }) => context.batchId },
  ],
  updateBy('reservations', [RESERVATION_ID, ...RESERVATION_STATE], 1),
)

const ALLOCATION_COLUMNS: Column<Row<Allocation>>[] = [
  OF_ORDER,
  { name: 'allocation_no', type: 'int4', of: ({ row }) => row.allocationNo },
  { name: 'ended_as', type: 'text', of: ({ row }) => row.endedAs },
  { name: 'line_no', type: 'int4', of: ({ row }) => row.lineNo },
  { name: 'sku_id', type: 'int4', of: ({ row }) => row.skuId },
  { name: 'location_id', type: 'int4', of: ({ row }) => row.locationId },
  { name: 'fulfillment_order_id', type: 'int8', of: ({ row }) => row.fulfillmentOrderId },
  { name: 'quantity', type: 'int4', of: ({ row }) => row.quantity },
]
const ALLOCATIONS = writers('allocations', ALLOCATION_COLUMNS, updateBy('allocations', ALLOCATION_COLUMNS.slice(0, 3), 2))

interface Writers<R> {
  insert: RowWriter<R>
  update: RowWriter<R> | null
}

function writers<R>(table: string, columns: Column<R>[], update: RowWriter<R> | null = null): Writers<R> {
  return { insert: insertInto(table, columns), update }
}

/** Writes every changed row of the orders. Inserts of orders go first: a conflict there ends the batch before the rest. */
export async function writeOrders(tx: Transaction, orders: readonly Order[], context: OrderWriteContext): Promise<void> {
  const sorted = orders.toSorted(byNaturalKey)
  const ofOrders = <T extends Tracked>(pick: (order: Order) => readonly T[]): Row<T>[] =>
    sorted.flatMap((order) => pick(order).map((row) => ({ order, row, context })))
  const demands = sorted.flatMap((order) =>
    order.lines.flatMap((line) => line.demands.map((row): LineRow<Demand> => ({ order, line, row, context }))),
  )
  await Promise.all([
    writeChanged(tx, ORDERS, ofOrders((order) => [order])),
    writeChanged(tx, LINES, ofOrders((order) => order.lines)),
    writeChanged(tx, DEMANDS, demands),
    writeChanged(tx, LEGS, ofOrders((order) => order.legs)),
    writeChanged(tx, REFUNDS, ofOrders((order) => order.refunds)),
    writeChanged(tx, HOLDS, ofOrders((order) => order.holds)),
    writeChanged(tx, RESERVATIONS, ofOrders((order) => order.reservations.filter(outlivesBatch))),
    writeChanged(tx, ALLOCATIONS, ofOrders((order) => order.allocations)),
  ])
}

/** Sorted as PostgreSQL's "C" collation sorts the unique index, so two processes meet in the same order. */
function byNaturalKey(a: Order, b: Order): number {
  const shopOrder = compare(shopKeyText(a.key), shopKeyText(b.key))
  return shopOrder === 0 ? compare(a.key.platformOrderId, b.key.platformOrderId) : shopOrder
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Born and ended inside this batch, a reservation was never visible to anyone. */
function outlivesBatch(reservation: Reservation): boolean {
  return reservation.change !== 'insert' || reservation.endedAs === null
}

async function writeChanged<R extends Row<Tracked>>(tx: Transaction, table: Writers<R>, rows: readonly R[]): Promise<void> {
  const inserted = rows.filter(({ row }) => row.change === 'insert')
  const updated = rows.filter(({ row }) => row.change === 'update')
  await Promise.all([
    writeRows(tx, table.insert, inserted),
    table.update === null ? 0 : writeRows(tx, table.update, updated),
  ])
}
