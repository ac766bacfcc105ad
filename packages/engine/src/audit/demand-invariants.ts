// What stock must cover, conserved from order to shipment, and what an order that ended may still hold.

import { IS_DEAD, orderSubject } from './invariant.ts'
import type { Invariant } from './invariant.ts'

export const DEMAND_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I4b',
    name: 'demand_is_conserved',
    sentence:
      'Ordered units of a demand are open, reserved, allocated, shipped or cancelled; none is negative and returned is within shipped.',
    title: '需求数量守恒',
    sql: `
      select ${orderSubject('demand.order_id')} as subject,
        'line ' || line_no || ': ' || concat_ws(' ', 'ordered', ordered, 'open', open, 'reserved', reserved,
          'allocated', allocated, 'shipped', shipped, 'cancelled', cancelled, 'returned', returned) as detail
      from line_demands demand
      where ordered <> open + reserved + allocated + shipped + cancelled
        or least(ordered, open, reserved, allocated, shipped, cancelled, returned) < 0
        or returned > shipped`,
  },
  {
    id: 'I4c',
    name: 'demand_is_what_the_line_asks',
    sentence:
      'Ordered units of a demand are those its line asks for; more only where more was shipped, shipped after a cancel, or is in work a warehouse has begun.',
    title: '需求等于订单行所要',
    sql: `
      select ${orderSubject('demand.order_id')} as subject,
        'line ' || demand.line_no || ': ordered ' || demand.ordered || ', the line asks for ' ||
          line.quantity || ' x ' || demand.per_unit as detail
      from line_demands demand
      join order_lines line on line.order_id = demand.order_id and line.line_no = demand.line_no
      where demand.ordered < line.quantity * demand.per_unit
        or (
          demand.ordered > greatest(line.quantity * demand.per_unit, demand.shipped)
          and demand.ordered > greatest(line.quantity * demand.per_unit, demand.shipped)
            + coalesce((
              select sum(claim.quantity)
              from allocations claim join fulfillment_orders work on work.id = claim.fulfillment_order_id
              where claim.order_id = demand.order_id and claim.line_no = demand.line_no
                and claim.sku_id = demand.sku_id and claim.ended_as is null
                and work.state in ('in_progress', 'incomplete')
            ), 0)
            + coalesce((
              select sum((late.body ->> 'units')::bigint) from order_events late
              where late.order_id = demand.order_id and late.kind = 'order_shipped'
                and late.body ->> 'afterCancel' = 'true'
            ), 0)
        )`,
  },
  {
    id: 'I9a',
    name: 'dead_order_allocates_nothing',
    sentence:
      'An order that is cancelled, closed or wholly refunded holds no live allocation, save in work a warehouse has begun.',
    title: '死单不占用分配',
    sql: `
      select 'order ' || o.number as subject, 'allocation ' || claim.allocation_no || ' of ' || claim.quantity || ' is live' as detail
      from allocations claim
      join orders o on o.id = claim.order_id
      left join fulfillment_orders work on work.id = claim.fulfillment_order_id
      where claim.ended_as is null and ${IS_DEAD} and work.state is distinct from 'in_progress'
        and work.state is distinct from 'incomplete'`,
  },
  {
    id: 'I9b',
    name: 'dead_order_waits_for_nothing',
    sentence: 'An order that is cancelled, closed or wholly refunded has no open unit and no active hold.',
    title: '死单不再等货也不再挂起',
    sql: `
      select 'order ' || o.number as subject, 'line ' || demand.line_no || ' has ' || demand.open || ' open' as detail
      from line_demands demand join orders o on o.id = demand.order_id
      where demand.open > 0 and ${IS_DEAD}
      union all
      select 'order ' || o.number, 'hold ' || hold.kind || ' is active'
      from holds hold join orders o on o.id = hold.order_id
      where hold.released_at is null and ${IS_DEAD}`,
  },
]
