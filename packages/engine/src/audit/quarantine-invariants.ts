// What was set aside: nothing that somebody took care of may have got lost on the way.

import type { Invariant } from './invariant.ts'

export const QUARANTINE_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I8b',
    name: 'replayed_row_has_its_order',
    sentence:
      'A quarantined row about an order that ended as replayed or superseded has that order, and every order number it names exists.',
    title: '隔离重放后订单必在',
    sql: `
      select 'quarantine ' || entry.id as subject, 'ended as ' || entry.resolved_as || ', and order ' || entry.channel ||
        '/' || entry.shop || '/' || entry.platform_order_id || ' does not exist' as detail
      from quarantine entry
      where entry.resolved_as in ('replayed', 'superseded') and entry.channel is not null
        and not exists (
          select 1 from orders o join shops shop on shop.id = o.shop_id
          where shop.channel = entry.channel and shop.code = entry.shop
            and o.platform_order_id = entry.platform_order_id
        )
      union all
      select 'quarantine ' || entry.id, 'names order ' || named.number || ', which does not exist'
      from quarantine entry cross join unnest(entry.order_numbers) as named(number)
      where not exists (select 1 from orders o where o.number = named.number)`,
  },
  {
    id: 'I8c',
    name: 'quarantine_end_is_told',
    sentence: 'Whoever ended a quarantined row is on record: its last end is an action of that kind by that actor.',
    title: '隔离处置必有记录',
    sql: `
      select 'quarantine ' || entry.id as subject,
        'ended as ' || entry.resolved_as || ' by ' || entry.resolved_by || ', and no action says so' as detail
      from quarantine entry
      where entry.resolved_at is not null and not exists (
        select 1 from quarantine_actions done
        where done.quarantine_id = entry.id and done.action = entry.resolved_as and done.actor = entry.resolved_by
      )
      union all
      select 'quarantine ' || done.quarantine_id, 'an action tells of a row that does not exist'
      from quarantine_actions done
      where not exists (select 1 from quarantine entry where entry.id = done.quarantine_id)`,
  },
]
