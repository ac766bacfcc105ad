// Claims on stock (reservations, allocations) against the counters that answer for them.

import { IS_DEAD, levelSubject, orderSubject, poolSubject } from './invariant.ts'
import type { Invariant } from './invariant.ts'

const RESERVATIONS: Invariant[] = [
  {
    id: 'I3a',
    name: 'pool_reserved_is_live_reservations',
    sentence: 'What a pool has reserved is the sum of the live reservations on it, whoever holds them.',
    title: '库存池预占等于有效预占之和',
    sql: `
      select ${poolSubject('pair')} as subject, 'reserved ' || reserved || ', live reservations ' || claimed as detail
      from (
        select sku_id, supply, coalesce(pool.reserved, 0) as reserved, coalesce(live.claimed, 0) as claimed
        from pools pool
        full join (
          select sku_id, supply, sum(quantity) as claimed
          from reservations where ended_as is null group by sku_id, supply
        ) live using (sku_id, supply)
      ) pair
      where reserved <> claimed`,
  },
  {
    id: 'I3b',
    name: 'reservation_has_its_demand',
    sentence: 'A live reservation of a demand names an order, a line and a demand that exist.',
    title: '预占必有订单、行与需求',
    sql: `
      select ${orderSubject('claim.order_id')} as subject,
        'reservation ' || claim.id || ' of line ' || claim.line_no || ' lacks its ' ||
          case when o.id is null then 'order' when line.order_id is null then 'line' else 'demand' end as detail
      from reservations claim
      left join orders o on o.id = claim.order_id
      left join order_lines line on line.order_id = claim.order_id and line.line_no = claim.line_no
      left join line_demands demand
        on demand.order_id = claim.order_id and demand.line_no = claim.line_no and demand.sku_id = claim.sku_id
      where claim.ended_as is null and claim.holder = 'demand'
        and (o.id is null or line.order_id is null or demand.order_id is null)`,
  },
  {
    id: 'I3c',
    name: 'demand_reserved_is_live_reservations',
    sentence: 'What a demand has reserved is the sum of its live reservations.',
    title: '需求预占等于其有效预占之和',
    sql: `
      select ${orderSubject('demand.order_id')} as subject,
        'line ' || demand.line_no || ': reserved ' || demand.reserved || ', live reservations ' ||
          coalesce(live.claimed, 0) as detail
      from line_demands demand
      left join (
        select order_id, line_no, sku_id, sum(quantity) as claimed
        from reservations where ended_as is null and holder = 'demand' group by order_id, line_no, sku_id
      ) live on live.order_id = demand.order_id and live.line_no = demand.line_no and live.sku_id = demand.sku_id
      where demand.reserved <> coalesce(live.claimed, 0)`,
  },
  {
    id: 'I3d',
    name: 'dead_order_reserves_nothing',
    sentence: 'An order that is cancelled, closed or wholly refunded holds no live reservation.',
    title: '死单不占用预占',
    sql: `
      select 'order ' || o.number as subject, 'reservation ' || claim.id || ' of ' || claim.quantity || ' is live' as detail
      from reservations claim join orders o on o.id = claim.order_id
      where claim.ended_as is null and claim.holder = 'demand' and ${IS_DEAD}`,
  },
]

const ALLOCATIONS: Invariant[] = [
  {
    id: 'I3e',
    name: 'level_allocated_is_live_allocations',
    sentence: 'What a level has allocated is the sum of the live allocations at it.',
    title: '仓位已分配等于有效分配之和',
    sql: `
      select ${levelSubject('pair')} as subject, 'allocated ' || allocated || ', live allocations ' || claimed as detail
      from (
        select sku_id, location_id, coalesce(level.allocated, 0) as allocated, coalesce(live.claimed, 0) as claimed
        from stock_levels level
        full join (
          select sku_id, location_id, sum(quantity) as claimed
          from allocations where ended_as is null group by sku_id, location_id
        ) live using (sku_id, location_id)
      ) pair
      where allocated <> claimed`,
  },
  {
    id: 'I3f',
    name: 'demand_allocated_and_shipped_are_allocations',
    sentence:
      'What a demand has allocated is the sum of its live allocations; what it has shipped, of its shipped ones.',
    title: '需求的分配与发货等于其分配之和',
    sql: `
      select ${orderSubject('demand.order_id')} as subject,
        'line ' || demand.line_no || ': allocated ' || demand.allocated || ' and shipped ' || demand.shipped ||
          ', allocations say ' || coalesce(claim.live, 0) || ' and ' || coalesce(claim.shipped, 0) as detail
      from line_demands demand
      left join (
        select order_id, line_no, sku_id, sum(quantity) filter (where ended_as is null) as live,
          sum(quantity) filter (where ended_as = 'shipped') as shipped
        from allocations group by order_id, line_no, sku_id
      ) claim on claim.order_id = demand.order_id and claim.line_no = demand.line_no and claim.sku_id = demand.sku_id
      where demand.allocated <> coalesce(claim.live, 0) or demand.shipped <> coalesce(claim.shipped, 0)`,
  },
  {
    id: 'I3g',
    name: 'live_allocation_has_live_work',
    sentence:
      'A live allocation names a fulfillment order that exists, is neither closed nor cancelled, and is at the same location.',
    title: '有效分配对应有效且同仓的履约单',
    sql: `
      select ${orderSubject('claim.order_id')} as subject,
        'allocation ' || claim.allocation_no || ': fulfillment order ' || claim.fulfillment_order_id ||
          case when work.id is null then ' does not exist'
            when work.location_id <> claim.location_id then ' is at another location'
            else ' is ' || work.state end as detail
      from allocations claim left join fulfillment_orders work on work.id = claim.fulfillment_order_id
      where claim.ended_as is null
        and (work.id is null or work.state in ('closed', 'cancelled') or work.location_id <> claim.location_id)`,
  },
  {
    id: 'I3h',
    name: 'open_work_has_a_live_allocation',
    sentence: 'A fulfillment order in the warehouse queue has at least one live allocation.',
    title: '排队中的履约单至少有一条有效分配',
    sql: `
      select 'fulfillment order ' || work.id as subject, work.state || ' with nothing to ship' as detail
      from fulfillment_orders work
      where work.state in ('open', 'scheduled', 'on_hold', 'in_progress')
        -- Work without any allocation at all, live or ended, is I13a.
        and exists (select 1 from allocations claim where claim.fulfillment_order_id = work.id)
        and not exists (
          select 1 from allocations claim where claim.fulfillment_order_id = work.id and claim.ended_as is null
        )`,
  },
]

export const CLAIM_INVARIANTS: readonly Invariant[] = [...RESERVATIONS, ...ALLOCATIONS]
