// The statement of a page of orders. Every list is read along an index that already has its order, and ends when the
// page is full; what it does not show is not sorted, save for a search's few orders and for a narrow span of times or
// amounts, where the rows inside are fewer than those on the way.

import type { Transaction } from '../database/connect.ts'
import { alongOf, childConditions, ownConditions } from './order-filter.ts'
import type { KnownFilter } from './order-filter.ts'

export interface Cut {
  before: number | null
  limit: number
}

/** Several stages are several lists, each in order by its index, merged: asked for at once they would all be sorted. */
export function pageOf(tx: Transaction, filter: KnownFilter, cut: Cut) {
  const { stages, orderIds } = filter
  if (alongOf(filter) !== null || orderIds !== null || stages.length < 2) return listOf(tx, filter, cut)
  const lists = stages.map((stage) => tx`(${listOf(tx, { ...filter, stages: [stage] }, cut)})`)
  const merged = lists.reduce((all, list) => tx`${all} union all ${list}`)
  return tx`
    select id, number, channel, shop, "platformOrderId", "placedAt", stage, payment, "platformState", province, "payableFen",
      currency
    from (${merged}) merged order by id desc limit ${cut.limit}`
}

/** Counts no further than `max`. */
export function countOf(tx: Transaction, filter: KnownFilter, max: number) {
  return tx`
    select count(*) as orders
    from (
      select from ${sourceOf(tx, filter, Number.MAX_SAFE_INTEGER)} where ${passing(tx, filter)} limit ${max}
    ) counted`
}

function listOf(tx: Transaction, filter: KnownFilter, cut: Cut) {
  const before = cut.before ?? Number.MAX_SAFE_INTEGER
  return tx`
    select o.id, o.number, s.channel, s.code as shop, o.platform_order_id as "platformOrderId", o.placed_at as "placedAt",
      o.stage, o.payment, o.platform_state as "platformState", o.province, o.payable_fen as "payableFen", o.currency
    from ${sourceOf(tx, filter, before)} join shops s on s.id = o.shop_id
    where ${passing(tx, filter)} and o.id < ${before}
    order by ${alongOf(filter) === null ? tx`o.id` : tx`listed.id`} desc
    limit ${cut.limit}`
}

const passing = (tx: Transaction, filter: KnownFilter) =>
  tx`${ownConditions(tx, filter)} and ${childConditions(tx, filter, alongOf(filter))}`

/** Orders `o`, by themselves or along the rows that name them: those come newest first and each order once. */
function sourceOf(tx: Transaction, filter: KnownFilter, before: number) {
  const { skuId, hold, locationId } = filter
  switch (alongOf(filter)) {
    case 'sku':
      return tx`(
        select distinct order_id as id from line_demands where sku_id = ${skuId} and order_id < ${before} order by 1 desc
      ) listed join orders o on o.id = listed.id`
    case 'hold':
      return tx`(
        select order_id as id from holds
        where kind = ${hold} and released_at is null and order_id < ${before} order by 1 desc
      ) listed join orders o on o.id = listed.id`
    case 'location':
      return tx`(
        select distinct order_id as id from allocations
        where location_id = ${locationId} and (ended_as is null or ended_as = 'shipped') and order_id < ${before}
        order by 1 desc
      ) listed join orders o on o.id = listed.id`
    case null:
      return tx`orders o`
  }
}
