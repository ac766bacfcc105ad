// Identity of orders and of everything that hangs on them, and the axes of their state. The schema has
// no foreign keys on its hot tables, so this is where a row without its parent is found.

import { IS_DEAD, orderSubject } from './invariant.ts'
import type { Invariant } from './invariant.ts'

const CHILD_TABLES = ['order_lines', 'payment_legs', 'refunds', 'holds', 'allocations', 'order_events'] as const

const orphansOf = (table: string): string => `
      select 'order #' || child.order_id as subject, count(*) || ' rows of ${table} without their order' as detail
      from ${table} child left join orders o on o.id = child.order_id
      where o.id is null group by child.order_id`

const IDENTITY: Invariant[] = [
  {
    id: 'I7a',
    name: 'natural_key_is_unique',
    sentence: 'There is one order per channel, shop and platform order id.',
    title: '平台单号不重复入库',
    sql: `
      select 'orders ' || string_agg(o.number, ', ' order by o.number) as subject,
        concat_ws('/', shop.channel, shop.code, o.platform_order_id) || ' exists ' || count(*) || ' times' as detail
      from orders o join shops shop on shop.id = o.shop_id
      group by shop.channel, shop.code, o.platform_order_id
      having count(*) > 1`,
  },
  {
    id: 'I7b',
    name: 'order_number_is_unique',
    sentence: 'No two orders have the same number.',
    title: '订单号唯一',
    sql: `
      select 'order ' || o.number as subject, 'the number is used ' || count(*) || ' times' as detail
      from orders o group by o.number having count(*) > 1`,
  },
  {
    id: 'I7c',
    name: 'no_row_without_its_order',
    sentence:
      'Lines, demands, legs, refunds, holds, allocations and events belong to an order that exists, demands and allocations to its lines and demands.',
    title: '无孤儿行',
    sql: `${CHILD_TABLES.map(orphansOf).join('\n      union all')}
      union all
      select ${orderSubject('demand.order_id')}, 'demand of line ' || demand.line_no || ', which does not exist'
      from line_demands demand
      left join order_lines line on line.order_id = demand.order_id and line.line_no = demand.line_no
      where line.order_id is null
      union all
      select 'order ' || o.number, 'allocation ' || claim.allocation_no || ' covers no demand'
      from allocations claim join orders o on o.id = claim.order_id
      left join line_demands demand
        on demand.order_id = claim.order_id and demand.line_no = claim.line_no and demand.sku_id = claim.sku_id
      where demand.order_id is null`,
  },
  {
    id: 'I7d',
    name: 'catalogue_names_what_is_used',
    sentence:
      'Every shop, SKU and location that orders, demands, stock and fulfillment orders name is in the catalogue.',
    title: '引用的店铺、商品、仓库均存在',
    sql: `
      select 'order ' || o.number as subject, 'shop ' || o.shop_id || ' does not exist' as detail
      from orders o left join shops shop on shop.id = o.shop_id where shop.id is null
      union all
      select ${orderSubject('demand.order_id')}, 'sku ' || demand.sku_id || ' does not exist'
      from line_demands demand left join skus sku on sku.id = demand.sku_id where sku.id is null
      union all
      select 'pool #' || pool.sku_id || '/' || pool.supply, 'sku does not exist'
      from pools pool left join skus sku on sku.id = pool.sku_id where sku.id is null
      union all
      select 'level #' || level.sku_id || '@#' || level.location_id, 'sku or location does not exist'
      from stock_levels level
      left join skus sku on sku.id = level.sku_id
      left join locations location on location.id = level.location_id
      where sku.id is null or location.id is null
      union all
      select 'fulfillment order ' || work.id, 'location ' || work.location_id || ' does not exist'
      from fulfillment_orders work left join locations location on location.id = work.location_id
      where location.id is null`,
  },
  {
    id: 'I7e',
    name: 'children_are_numbered_without_gaps',
    sentence:
      'Lines, holds and allocations of an order are numbered from 1 without gaps, and no platform line id comes twice.',
    title: '子行编号连续、平台行号不重复',
    sql: `
      select ${orderSubject('order_id')} as subject, count(*) || ' lines numbered up to ' || max(line_no) as detail
      from order_lines group by order_id having min(line_no) <> 1 or max(line_no) <> count(*)
      union all
      select ${orderSubject('order_id')}, count(*) || ' holds numbered up to ' || max(hold_no)
      from holds group by order_id having min(hold_no) <> 1 or max(hold_no) <> count(*)
      union all
      select ${orderSubject('order_id')}, count(*) || ' allocations numbered up to ' || max(allocation_no)
      from allocations group by order_id having min(allocation_no) <> 1 or max(allocation_no) <> count(*)
      union all
      select ${orderSubject('order_id')}, 'platform line ' || platform_line_id || ' comes ' || count(*) || ' times'
      from order_lines group by order_id, platform_line_id having count(*) > 1`,
  },
]

/** Times on the wire are whole milliseconds, and so are they in event bodies. */
const milliseconds = (column: string): string => `extract(epoch from ${column}) * 1000`

const AXES: Invariant[] = [
  {
    id: 'I9c',
    name: 'paid_means_paid',
    sentence: 'An order called paid or refunding has every leg paid; one called refunded got all it had paid back.',
    title: '已付必付清，已退必退清',
    sql: `
      select 'order ' || o.number as subject, 'is ' || o.payment || ' with ' || coalesce(leg.paid, 0) || ' paid of ' ||
        coalesce(leg.payable, 0) || ' and ' || coalesce(leg.refunded, 0) || ' refunded' as detail
      from orders o
      left join (
        select order_id, sum(payable_fen) as payable, sum(paid_fen) as paid, sum(refunded_fen) as refunded,
          bool_and(paid_at is not null and paid_fen >= payable_fen) as is_settled
        from payment_legs group by order_id
      ) leg on leg.order_id = o.id
      where (o.payment in ('paid', 'refunding') and leg.is_settled is not true)
        or (o.payment = 'refunded' and (coalesce(leg.paid, 0) = 0 or leg.paid <> leg.refunded))`,
  },
  {
    id: 'I9d',
    name: 'versions_never_fall',
    sentence:
      'The state version of an order is the newest its timeline recorded; its lines and receiver versions are recorded ones.',
    title: '版本只升不降',
    sql: `
      select 'order ' || o.number as subject,
        concat_ws(' ', 'state', ${milliseconds('o.state_version')}::bigint, 'lines', ${milliseconds('o.lines_version')}::bigint,
          'receiver', ${milliseconds('o.receiver_version')}::bigint, 'recorded up to', known.newest) as detail
      from orders o
      join (
        select order_id, max((body ->> 'version')::bigint) as newest,
          array_agg((body ->> 'version')::numeric) filter (where kind in ('order_received', 'order_updated')) as applied
        from order_events where kind in ('order_received', 'order_updated', 'older_content_kept')
        group by order_id
      ) known on known.order_id = o.id
      where known.newest is distinct from ${milliseconds('o.state_version')}
        or coalesce(${milliseconds('o.state_version')} = any (known.applied), false) is false
        or (o.lines_version is not null and coalesce(${milliseconds('o.lines_version')} = any (known.applied), false) is false)
        or (o.receiver_version is not null
          and coalesce(${milliseconds('o.receiver_version')} = any (known.applied), false) is false)`,
  },
  {
    id: 'I9e',
    name: 'final_platform_state_stays',
    sentence: 'Once the timeline says an order is closed or completed on its platform, it never says another state.',
    title: '平台终态不回退',
    sql: `
      select ${orderSubject('told.order_id')} as subject,
        'event ' || told.seq || ' says ' || told.state || ' after ' || told.before as detail
      from (
        select order_id, seq, body ->> 'platformState' as state,
          lag(body ->> 'platformState') over (partition by order_id order by seq) as before
        from order_events where kind in ('order_received', 'order_updated')
      ) told
      where told.before in ('closed', 'completed') and told.state <> told.before`,
  },
]

const STAGE: Invariant = {
  id: 'I9f',
  name: 'stage_follows_from_the_axes',
  sentence: 'The stage an order is listed under is the one that its payment, platform state, holds and units make.',
  title: '列表状态与订单实况一致',
  sql: `
    select 'order ' || told.number as subject, 'is listed as ' || told.stage || ' and is ' || told.real as detail
    from (
      select o.number, o.stage,
        case
          when o.history then 'history'
          when o.platform_state = 'completed' then 'completed'
          when unit.gone > 0 then case when unit.bound + unit.waiting > 0 then 'partly_shipped' else 'shipped' end
          when ${IS_DEAD} then 'closed'
          when o.payment not in ('paid', 'refunding') then 'unpaid'
          when stop.kinds is null and unit.waiting > 0 then 'to_allocate'
          when stop.kinds is null and unit.bound > 0 then 'to_ship'
          when stop.kinds is null then 'closed'
          when stop.kinds = array['out_of_stock'] then 'waiting_stock'
          else 'held'
        end as real
      from orders o
      left join (
        select order_id, sum(shipped) as gone, sum(allocated) as bound, sum(open) + sum(reserved) as waiting
        from line_demands group by order_id
      ) unit on unit.order_id = o.id
      left join (
        select order_id, array_agg(distinct kind) as kinds from holds where released_by is null group by order_id
      ) stop on stop.order_id = o.id
    ) told
    where told.stage <> told.real`,
}

export const ORDER_INVARIANTS: readonly Invariant[] = [...IDENTITY, ...AXES, STAGE]
