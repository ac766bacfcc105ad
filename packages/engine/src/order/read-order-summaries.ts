// What a list shows of an order: a page of heads, then one query per kind of child for the whole page.

import type { OrderStage, PaymentState, PlatformState } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'

export interface OrderHead {
  id: number
  number: string
  channel: string
  shop: string
  platformOrderId: string
  placedAt: number
  stage: OrderStage
  payment: PaymentState
  platformState: PlatformState
  province: string
  payableFen: number
  currency: string
}

export interface OrderSummaryView {
  number: string
  channel: string
  shop: string
  platformOrderId: string
  placedAt: string
  stage: OrderStage
  payment: string
  platformState: string
  province: string
  payableFen: number
  currency: string
  units: number
  holds: string[]
  locations: string[]
}

export async function summarize(tx: Transaction, heads: readonly OrderHead[]): Promise<OrderSummaryView[]> {
  if (heads.length === 0) return []
  const ids = `{${heads.map((head) => head.id).join(',')}}`
  const [units, holds, locations] = await Promise.all([readUnits(tx, ids), readHolds(tx, ids), readLocations(tx, ids)])
  return heads.map(({ id, placedAt, ...head }) => ({
    ...head,
    placedAt: toWireTime(placedAt),
    units: units.get(id) ?? 0,
    holds: holds.get(id) ?? [],
    locations: locations.get(id) ?? [],
  }))
}

async function readUnits(tx: Transaction, ids: string): Promise<Map<number, number>> {
  const rows = await tx<{ id: number; units: number }[]>`
    select order_id as id, sum(quantity) as units
    from order_lines where order_id = any(${ids}::int8[]) group by order_id`
  return new Map(rows.map((row) => [row.id, row.units]))
}

async function readHolds(tx: Transaction, ids: string): Promise<Map<number, string[]>> {
  const rows = await tx<{ id: number; text: string }[]>`
    select order_id as id, kind as text
    from holds where order_id = any(${ids}::int8[]) and released_at is null
    order by order_id, hold_no`
  return textsById(rows)
}

async function readLocations(tx: Transaction, ids: string): Promise<Map<number, string[]>> {
  const rows = await tx<{ id: number; text: string }[]>`
    select distinct a.order_id as id, l.code as text
    from allocations a join locations l on l.id = a.location_id
    where a.order_id = any(${ids}::int8[]) and (a.ended_as is null or a.ended_as = 'shipped')
    order by id, text`
  return textsById(rows)
}

function textsById(rows: readonly { id: number; text: string }[]): Map<number, string[]> {
  const texts = new Map<number, string[]>()
  for (const { id, text } of rows) {
    const known = texts.get(id)
    if (known === undefined) texts.set(id, [text])
    else known.push(text)
  }
  return texts
}
