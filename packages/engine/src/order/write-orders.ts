// Writes orders and their children: one insert and one update per table, whatever the batch's size.

import { must, shopKeyText } from '@tidegate/domain'
import type { Allocation, Hold, Order, OrderLine, PaymentLeg, Refund, Reservation, Tracked } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { writeRows } from '../database/columns.ts'
import type { Writes } from '../database/send-in-turn.ts'
import {
  ALLOCATIONS,
  DEMANDS,
  ENDED_RESERVATIONS,
  HOLDS,
  LEGS,
  LINES,
  LIVE_RESERVATIONS,
  NEW_REFUNDS,
  NEW_RESERVATIONS,
  ORDERS,
  RESERVED_FOR_DEMANDS,
} from './order-columns.ts'
import type { Child, DemandRow, OrderRow, TableWriters } from './order-columns.ts'

export interface OrderWriteContext {
  batchId: number
  shopIdByKey: ReadonlyMap<string, number>
}

/** The changed rows of a batch's orders, by table. */
interface ChangedRows {
  orders: OrderRow[]
  lines: Child<OrderLine>[]
  demands: DemandRow[]
  legs: Child<PaymentLeg>[]
  refunds: Child<Refund>[]
  holds: Child<Hold>[]
  reservations: Child<Reservation>[]
  allocations: Child<Allocation>[]
}

/** Writes every changed row of the orders. Orders go first: a conflict there ends the batch before the rest. */
export function* writeOrders(tx: Transaction, orders: readonly Order[], context: OrderWriteContext): Writes {
  const rows = changedRows(orders, context)
  yield writeChanged(tx, ORDERS, rows.orders)
  yield writeChanged(tx, LINES, rows.lines)
  yield writeChanged(tx, DEMANDS, rows.demands)
  yield writeChanged(tx, ALLOCATIONS, rows.allocations)
  yield writeNarrow(tx, rows, context.batchId)
}

/** Few rows of few columns: together they are as much to encode as one of the others. */
async function writeNarrow(tx: Transaction, rows: ChangedRows, batchId: number): Promise<void> {
  await Promise.all([
    writeChanged(tx, LEGS, rows.legs),
    writeRows(tx, NEW_REFUNDS, { rows: rows.refunds, shared: [batchId] }),
    writeChanged(tx, HOLDS, rows.holds),
    writeReservations(tx, rows.reservations, batchId),
  ])
}

function changedRows(orders: readonly Order[], { shopIdByKey }: OrderWriteContext): ChangedRows {
  const rows: ChangedRows = {
    orders: [],
    lines: [],
    demands: [],
    legs: [],
    refunds: [],
    holds: [],
    reservations: [],
    allocations: [],
  }
  for (const order of orders.toSorted(byNaturalKey)) {
    const shopId = must(shopIdByKey.get(shopKeyText(order.key)), 'an order is of a known shop')
    const { id: orderId, priority } = order
    const gather = <T extends Tracked>(from: readonly T[], into: Child<T>[]) => {
      for (const row of from) if (row.change !== 'none') into.push({ row, orderId, shopId, priority })
    }
    if (order.change !== 'none') rows.orders.push({ row: order, shopId })
    gather(order.lines, rows.lines)
    gather(order.legs, rows.legs)
    gather(order.refunds, rows.refunds)
    gather(order.holds, rows.holds)
    gather(order.allocations, rows.allocations)
    // Born and ended inside this batch, a reservation was never visible to anyone.
    gather(
      order.reservations.filter((row) => row.change !== 'insert' || row.endedAs === null),
      rows.reservations,
    )
    for (const { lineNo, demands } of order.lines) {
      for (const row of demands)
        if (row.change !== 'none') rows.demands.push({ row, lineNo, orderId, shopId, priority })
    }
  }
  return rows
}

/** Any order does, as long as every process uses the same one: their inserts then meet in it and never deadlock. */
function byNaturalKey(a: Order, b: Order): number {
  const shopOrder = compare(shopKeyText(a.key), shopKeyText(b.key))
  return shopOrder === 0 ? compare(a.key.platformOrderId, b.key.platformOrderId) : shopOrder
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Updates go first: a hold released makes room for the next of its kind. */
async function writeChanged<R extends { row: Tracked }>(
  tx: Transaction,
  table: TableWriters<R>,
  rows: readonly R[],
): Promise<void> {
  if (rows.length === 0) return
  const updated = rows.filter(({ row }) => row.change === 'update')
  const inserted = rows.filter(({ row }) => row.change === 'insert')
  await Promise.all([writeRows(tx, table.update, { rows: updated }), writeRows(tx, table.insert, { rows: inserted })])
}

async function writeReservations(tx: Transaction, rows: readonly Child<Reservation>[], batchId: number): Promise<void> {
  const known = rows.filter(({ row }) => row.change === 'update')
  await Promise.all([
    writeRows(tx, NEW_RESERVATIONS, {
      rows: rows.filter(({ row }) => row.change === 'insert'),
      shared: [batchId, ...RESERVED_FOR_DEMANDS],
    }),
    writeRows(tx, LIVE_RESERVATIONS, { rows: known.filter(({ row }) => row.endedAs === null) }),
    writeRows(tx, ENDED_RESERVATIONS, {
      rows: known.filter(({ row }) => row.endedAs !== null).map((row) => ({ ...row, batchId })),
    }),
  ])
}
