// Who has a claim on a SKU: live reservations on its pool and open allocations at its locations. A page shows
// the first of them; how many there are in all is counted.

import type { Instant } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { toWireTime, toWireTimeOrNull } from '../database/wire-time.ts'

interface ReservationView {
  holder: string
  /** Null where the holder is no demand. */
  orderNumber: string | null
  payment: string | null
  quantity: number
  /** Null where it is kept until the order goes on or ends. */
  expiresAt: string | null
}

export interface ReservationsView {
  count: number
  /** Those that run out first. */
  first: ReservationView[]
}

export async function readReservations(tx: Transaction, skuId: number, limit: number): Promise<ReservationsView> {
  const [[counted], rows] = await Promise.all([
    tx<{ count: number }[]>`
      select count(*) as count from reservations where ended_as is null and sku_id = ${skuId}`,
    tx<(Omit<ReservationView, 'expiresAt'> & { expiresAt: Instant | null })[]>`
      select r.holder, o.number as "orderNumber", o.payment, r.quantity, r.expires_at as "expiresAt"
      from reservations r left join orders o on o.id = r.order_id
      where r.ended_as is null and r.sku_id = ${skuId}
      order by r.expires_at nulls last, r.id
      limit ${limit}`,
  ])
  return {
    count: counted?.count ?? 0,
    first: rows.map((row) => ({ ...row, expiresAt: toWireTimeOrNull(row.expiresAt) })),
  }
}

interface AllocationView {
  orderNumber: string
  location: string
  fulfillmentOrder: string
  state: string
  quantity: number
  releaseAt: string
}

export interface AllocationsView {
  count: number
  /** Those whose turn comes first. */
  first: AllocationView[]
}

interface AllocationRow extends Omit<AllocationView, 'fulfillmentOrder' | 'releaseAt'> {
  fulfillmentOrderId: number
  releaseAt: Instant
  count: number
}

/**
 * Found through the work that is not done yet, whose index holds nothing else. An index of live allocations by SKU
 * made writing and ending an allocation half again as dear (measured), on every order's way; this is a page's read.
 */
export async function readAllocations(tx: Transaction, skuId: number, limit: number): Promise<AllocationsView> {
  const rows = await tx<AllocationRow[]>`
    select o.number as "orderNumber", l.code as location, f.id as "fulfillmentOrderId", f.state, a.quantity,
      f.release_at as "releaseAt", count(*) over () as count
    from fulfillment_orders f
    join allocations a on a.fulfillment_order_id = f.id and a.ended_as is null and a.sku_id = ${skuId}
    join orders o on o.id = a.order_id
    join locations l on l.id = f.location_id
    where f.state in ('open', 'scheduled', 'on_hold', 'in_progress')
    order by f.priority, f.release_at, f.id, a.allocation_no
    limit ${limit}`
  return {
    count: rows[0]?.count ?? 0,
    first: rows.map(({ orderNumber, location, fulfillmentOrderId, state, quantity, releaseAt }) => ({
      orderNumber,
      location,
      fulfillmentOrder: String(fulfillmentOrderId),
      state,
      quantity,
      releaseAt: toWireTime(releaseAt),
    })),
  }
}
