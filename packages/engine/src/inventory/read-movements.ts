// The ledger of one SKU, newest first, a page at a time. Rows are only ever added above the first page, so a
// cursor never skips or repeats one. Beside each stands what was on hand at its location once it was done.

import type { Instant } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { toWireTimeOrNull } from '../database/wire-time.ts'
import { findSku } from './find-sku.ts'

/** Where a page of the ledger ended: a version of the pool, and an entry of the batch that made it. */
export interface MovementPlace {
  poolVersion: number
  entry: number
}

export interface MovementsQuery {
  limit: number
  /** The last page's `next`; null for the newest. */
  before: MovementPlace | null
}

export interface MovementView {
  /** Null where its batch is no longer known. */
  at: string | null
  kind: string
  location: string
  quantity: number
  /** On hand at the location after it. */
  onHandAfter: number
  reference: string
  reason: string
  /** Null where nobody was recorded. */
  actor: string | null
  /** The order that shipped, where it is a shipment. */
  orderNumber: string | null
  batch: string
}

export interface MovementPageView {
  movements: MovementView[]
  next: MovementPlace | null
}

interface MovementRow extends MovementPlace {
  at: Instant | null
  kind: string
  locationId: number
  location: string
  quantity: number
  reference: string
  reason: string
  actor: string | null
  batchId: number
}

/** Newer than any row: no pool was written so often. */
const BEFORE_NONE: MovementPlace = { poolVersion: Number.MAX_SAFE_INTEGER, entry: 0 }

/** Null where there is no such SKU. */
export async function readMovements(
  sql: Database,
  skuCode: string,
  { limit, before }: MovementsQuery,
): Promise<MovementPageView | null> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    const sku = await findSku(tx, skuCode)
    if (sku === null) return null
    const place = before ?? BEFORE_NONE
    const [rows, onHand] = await Promise.all([
      readRows(tx, sku.id, { place, limit: limit + 1 }),
      readOnHand(tx, sku.id, place),
    ])
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      movements: toViews(page, { onHand, orderNumbers: await readOrderNumbers(tx, page) }),
      next: rows.length > limit && last !== undefined ? { poolVersion: last.poolVersion, entry: last.entry } : null,
    }
  })
}

function readRows(
  tx: Transaction,
  skuId: number,
  { place, limit }: { place: MovementPlace; limit: number },
): Promise<MovementRow[]> {
  return tx<MovementRow[]>`
    select m.pool_version as "poolVersion", m.entry, b.now as at, m.kind, m.location_id as "locationId", l.code as location,
      m.quantity, m.reference, m.reason, m.actor, m.batch_id as "batchId"
    from stock_movements m
    join locations l on l.id = m.location_id
    left join batches b on b.id = m.batch_id
    where m.sku_id = ${skuId} and (m.pool_version, m.entry) < (${place.poolVersion}, ${place.entry}::int8)
    order by m.pool_version desc, m.entry desc
    limit ${limit}`
}

/** By location: on hand now, less what moved at or after `place`. Costs as much as the pages turned so far. */
async function readOnHand(tx: Transaction, skuId: number, place: MovementPlace): Promise<Map<number, number>> {
  const rows = await tx<{ locationId: number; onHand: number }[]>`
    select level.location_id as "locationId", level.on_hand - coalesce(later.moved, 0) as "onHand"
    from stock_levels level
    left join (
      select location_id, sum(quantity)::int8 as moved
      from stock_movements
      where sku_id = ${skuId} and (pool_version, entry) >= (${place.poolVersion}, ${place.entry}::int8)
      group by location_id
    ) later on later.location_id = level.location_id
    where level.sku_id = ${skuId}`
  return new Map(rows.map(({ locationId, onHand }) => [locationId, onHand]))
}

/** `shipment:<fulfillment order>:<order>:<allocation>`, as the decision of a shipment names its movements. */
const SHIPMENT_REFERENCE = /^shipment:\d+:(\d+):\d+$/

function orderIdOf({ reference }: MovementRow): number | null {
  const [, id] = SHIPMENT_REFERENCE.exec(reference) ?? []
  return id === undefined ? null : Number(id)
}

async function readOrderNumbers(tx: Transaction, rows: readonly MovementRow[]): Promise<Map<number, string>> {
  const ids = new Set(rows.flatMap((row) => orderIdOf(row) ?? []))
  if (ids.size === 0) return new Map()
  const found = await tx<{ id: number; number: string }[]>`
    select id, number from orders where id = any(${`{${[...ids].join(',')}}`}::int8[])`
  return new Map(found.map(({ id, number }) => [id, number]))
}

function toViews(
  rows: readonly MovementRow[],
  { onHand, orderNumbers }: { onHand: Map<number, number>; orderNumbers: ReadonlyMap<number, string> },
): MovementView[] {
  return rows.map((row) => {
    const onHandAfter = onHand.get(row.locationId) ?? 0
    onHand.set(row.locationId, onHandAfter - row.quantity)
    return {
      at: toWireTimeOrNull(row.at),
      kind: row.kind,
      location: row.location,
      quantity: row.quantity,
      onHandAfter,
      reference: row.reference,
      reason: row.reason,
      actor: row.actor,
      orderNumber: orderNumbers.get(orderIdOf(row) ?? 0) ?? null,
      batch: String(row.batchId),
    }
  })
}
