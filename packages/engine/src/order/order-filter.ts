// What the list of orders may be narrowed to, and what each filter asks in SQL. Codes are made ids first: an index
// is of ids, and a code nobody has is told by name instead of looking like an empty list.

import type { HoldKind, Instant, OrderStage } from '@tidegate/domain'
import { textArray } from '../database/columns.ts'
import type { Transaction } from '../database/connect.ts'

/** Null, or no stage, where it is not asked. All that are asked must be true of an order. */
export interface OrderFilter {
  /** Any of these. */
  stages: readonly OrderStage[]
  channel: string | null
  /** A shop of the channel. */
  shop: string | null
  /** A hold of this kind stands. */
  hold: HoldKind | null
  /** Code of a location that ships, or shipped, some of it. */
  location: string | null
  /** Code of a SKU that covers some of it. */
  sku: string | null
  province: string | null
  placedFrom: Instant | null
  /** Not included. */
  placedTo: Instant | null
  payableFromFen: number | null
  /** Included. */
  payableToFen: number | null
}

export const EVERY_ORDER: OrderFilter = {
  stages: [],
  channel: null,
  shop: null,
  hold: null,
  location: null,
  sku: null,
  province: null,
  placedFrom: null,
  placedTo: null,
  payableFromFen: null,
  payableToFen: null,
}

/** A filter's field that names something by code. */
export type NamedField = 'shop' | 'location' | 'sku'

export interface KnownFilter extends Omit<OrderFilter, 'channel' | 'shop' | 'location' | 'sku'> {
  /** Null for every shop. */
  shopIds: readonly number[] | null
  locationId: number | null
  skuId: number | null
  /** Orders a search found; null where none was asked for. */
  orderIds: readonly number[] | null
}

interface Ids {
  shopIds: number[] | null
  locationId: number | null
  skuId: number | null
}

/** The filter by ids, or the first of its fields that names nothing. A channel without shops is no mistake. */
export async function toKnownFilter(
  tx: Transaction,
  { channel, shop, location, sku, ...rest }: OrderFilter,
): Promise<KnownFilter | NamedField> {
  const [ids] = await tx<Ids[]>`
    select
      (select to_json(array_agg(id)) from shops where channel = ${channel} and code = coalesce(${shop}, code)) as "shopIds",
      (select id from locations where code = ${location}) as "locationId",
      (select id from skus where code = ${sku}) as "skuId"`
  const { shopIds = null, locationId = null, skuId = null } = ids ?? {}
  if (shop !== null && shopIds === null) return 'shop'
  if (location !== null && locationId === null) return 'location'
  if (sku !== null && skuId === null) return 'sku'
  return { ...rest, shopIds: channel === null ? null : (shopIds ?? []), locationId, skuId, orderIds: null }
}

/** What the orders' own row says, for orders `o`. */
export function ownConditions(tx: Transaction, filter: KnownFilter) {
  const { stages, shopIds, orderIds, province, placedFrom, placedTo, payableFromFen, payableToFen } = filter
  const instant = (at: Instant) => new Date(at).toISOString()
  return allOf(tx, [
    stages.length === 0 ? null : oneOf(tx, stages),
    shopIds === null ? null : tx`o.shop_id = any(${`{${shopIds.join(',')}}`}::int4[])`,
    orderIds === null ? null : tx`o.id = any(${`{${orderIds.join(',')}}`}::int8[])`,
    province === null ? null : tx`o.province = ${province}`,
    placedFrom === null ? null : tx`o.placed_at >= ${instant(placedFrom)}::timestamptz`,
    placedTo === null ? null : tx`o.placed_at < ${instant(placedTo)}::timestamptz`,
    payableFromFen === null ? null : tx`o.payable_fen >= ${payableFromFen}`,
    payableToFen === null ? null : tx`o.payable_fen <= ${payableToFen}`,
  ])
}

/** One stage as an equality: only that lets an index of (stage, id) give the order of ids. */
function oneOf(tx: Transaction, stages: readonly OrderStage[]) {
  return stages.length === 1 && stages[0] !== undefined
    ? tx`o.stage = ${stages[0]}`
    : tx`o.stage = any(${textArray(stages)}::text[])`
}

/** What hangs on the orders `o` says, without what the list is already read along. */
export function childConditions(tx: Transaction, { skuId, hold, locationId }: KnownFilter, along: Along) {
  return allOf(tx, [
    skuId === null || along === 'sku'
      ? null
      : tx`exists (select from line_demands d where d.order_id = o.id and d.sku_id = ${skuId})`,
    hold === null || along === 'hold'
      ? null
      : tx`exists (select from holds h where h.order_id = o.id and h.kind = ${hold} and h.released_at is null)`,
    locationId === null || along === 'location'
      ? null
      : tx`exists (
          select from allocations a
          where a.order_id = o.id and a.location_id = ${locationId} and (a.ended_as is null or a.ended_as = 'shipped'))`,
  ])
}

/** Which table's index the list is read along; null for the orders' own. */
export type Along = 'sku' | 'hold' | 'location' | null

/**
 * The most telling first. A location has so many orders that the stages asked for, where there are any, find theirs
 * sooner; and what a search found is few in any case.
 */
export function alongOf({ skuId, hold, locationId, stages, orderIds }: KnownFilter): Along {
  if (orderIds !== null) return null
  if (skuId !== null) return 'sku'
  if (hold !== null) return 'hold'
  return locationId !== null && stages.length === 0 ? 'location' : null
}

/** A piece of a statement. */
type Piece = ReturnType<typeof piece>
const piece = (tx: Transaction) => tx`true`

function allOf(tx: Transaction, conditions: readonly (Piece | null)[]): Piece {
  return conditions.reduce<Piece>((all, each) => (each === null ? all : tx`${all} and ${each}`), piece(tx))
}
