// Work for warehouses: born of an allocation, shipped once, hidden while an order in it is held.

import type { Invariant } from './invariant.ts'

export const FULFILLMENT_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I13a',
    name: 'work_is_born_of_an_allocation',
    sentence: 'Every fulfillment order has at least one allocation, live or ended.',
    title: '履约单皆由分配产生',
    sql: `
      select 'fulfillment order ' || work.id as subject, work.state || ' without any allocation' as detail
      from fulfillment_orders work
      where not exists (select 1 from allocations claim where claim.fulfillment_order_id = work.id)`,
  },
  {
    id: 'I13b',
    name: 'closed_work_shipped_once',
    sentence:
      'Every closed fulfillment order has exactly one shipment; shipments and shipped allocations name closed ones only.',
    title: '一张完成的履约单恰有一次发货',
    sql: `
      select 'fulfillment order ' || work.id as subject, 'closed with ' || count(parcel.id) || ' shipments' as detail
      from fulfillment_orders work left join shipments parcel on parcel.fulfillment_order_id = work.id
      where work.state = 'closed'
      group by work.id having count(parcel.id) <> 1
      union all
      select 'fulfillment order ' || parcel.fulfillment_order_id,
        'shipment ' || parcel.id || ' of work that ' || coalesce('is ' || work.state, 'does not exist')
      from shipments parcel left join fulfillment_orders work on work.id = parcel.fulfillment_order_id
      where work.state is distinct from 'closed'
      union all
      select 'fulfillment order ' || claim.fulfillment_order_id,
        count(*) || ' shipped allocations of work that ' || coalesce('is ' || work.state, 'does not exist')
      from allocations claim left join fulfillment_orders work on work.id = claim.fulfillment_order_id
      where claim.ended_as = 'shipped' and work.state is distinct from 'closed'
      group by claim.fulfillment_order_id, work.state`,
  },
  {
    id: 'I13c',
    name: 'every_parcel_is_owed_to_its_channel',
    sentence:
      'Every order in a parcel has one confirmation to its marketplace, owed or ended, and no confirmation lacks its parcel.',
    title: '每个包裹都已向平台回传或待回传',
    sql: `
      select 'shipment ' || coalesce(packed.shipment_id, owed.shipment_id) as subject,
        case when owed.shipment_id is null then 'nothing is owed for order #' || packed.order_id
          else 'confirmation of order #' || owed.order_id || ' without its parcel' end as detail
      from (
        select distinct parcel.id as shipment_id, claim.order_id
        from shipments parcel
        join allocations claim on claim.fulfillment_order_id = parcel.fulfillment_order_id and claim.ended_as = 'shipped'
        join orders o on o.id = claim.order_id
        join shops shop on shop.id = o.shop_id and shop.channel not in ('open_api', 'import')
      ) packed
      full join shipment_confirmations owed using (shipment_id, order_id)
      where packed.shipment_id is null or owed.shipment_id is null`,
  },
  {
    id: 'I16',
    name: 'held_order_is_hidden_from_warehouses',
    sentence: 'No fulfillment order with a live allocation of a held order is open or scheduled.',
    title: '挂起订单不进仓',
    sql: `
      select distinct 'order ' || o.number as subject,
        'is held (' || hold.kind || ') while fulfillment order ' || work.id || ' is ' || work.state as detail
      from holds hold
      join allocations claim on claim.order_id = hold.order_id and claim.ended_as is null
      join fulfillment_orders work on work.id = claim.fulfillment_order_id
      join orders o on o.id = hold.order_id
      where hold.released_at is null and work.state in ('open', 'scheduled')`,
  },
]
