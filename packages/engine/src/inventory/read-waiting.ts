// Demand that waits for stock: open units of orders that stock which comes is offered to.

import type { Instant } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'
import { waitsForStock } from '../order/waits-for-stock.ts'

export interface WaitingTotals {
  units: number
  orders: number
}

/** By SKU id; a SKU nobody waits for is absent. */
export async function readWaitingTotals(
  tx: Transaction,
  skuIds: readonly number[],
): Promise<Map<number, WaitingTotals>> {
  const rows = await tx<(WaitingTotals & { skuId: number })[]>`
    select d.sku_id as "skuId", sum(d.open)::int8 as units, count(distinct d.order_id) as orders
    from line_demands d join orders o on o.id = d.order_id
    where d.open > 0 and d.sku_id = any(${`{${skuIds.join(',')}}`}::int4[]) and ${waitsForStock(tx)}
    group by d.sku_id`
  return new Map(rows.map(({ skuId, units, orders }) => [skuId, { units, orders }]))
}

export interface WaitingOrderView {
  orderNumber: string
  placedAt: string
  payment: string
  units: number
}

/** The orders that wait for the SKU, in the order they are offered what comes. */
export async function readWaitingOrders(tx: Transaction, skuId: number, limit: number): Promise<WaitingOrderView[]> {
  const rows = await tx<(Omit<WaitingOrderView, 'placedAt'> & { placedAt: Instant })[]>`
    select o.number as "orderNumber", o.placed_at as "placedAt", o.payment, sum(d.open)::int8 as units
    from line_demands d join orders o on o.id = d.order_id
    where d.open > 0 and d.sku_id = ${skuId} and ${waitsForStock(tx)}
    group by o.id
    order by o.priority, o.placed_at, o.id
    limit ${limit}`
  return rows.map((row) => ({ ...row, placedAt: toWireTime(row.placedAt) }))
}
