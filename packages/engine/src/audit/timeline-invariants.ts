// The timeline: complete, unforged, and enough to tell the current row from it.

import { orderSubject } from './invariant.ts'
import type { Invariant } from './invariant.ts'

const RECORD: Invariant[] = [
  {
    id: 'I8',
    name: 'raw_content_is_kept_once',
    sentence:
      "Each content of an order is kept by exactly one event, whose raw page exists and has that entry; the order's current content is one of them.",
    title: '原文每版存且只存一次',
    sql: `
      select ${orderSubject('event.order_id')} as subject,
        'event ' || event.seq || ' has no entry ' || coalesce(event.raw_entry::text, '(none)') || ' in page ' ||
          coalesce(event.raw_page_id::text, '(none)') as detail
      from order_events event left join raw_pages page on page.id = event.raw_page_id
      where (event.content_hash is not null or event.raw_page_id is not null or event.raw_entry is not null)
        and (event.content_hash is null or event.raw_entry is null or event.raw_entry < 0 or page.id is null
          or page.entries <= event.raw_entry)
      union all
      select ${orderSubject('order_id')}, 'content ' || encode(content_hash, 'hex') || ' is kept ' || count(*) || ' times'
      from order_events where content_hash is not null
      group by order_id, content_hash having count(*) > 1
      union all
      select 'order ' || o.number, 'current content ' || encode(o.content_hash, 'hex') || ' is kept by no event'
      from orders o
      where not exists (
        select 1 from order_events event where event.order_id = o.id and event.content_hash = o.content_hash
      )`,
  },
  {
    id: 'I11',
    name: 'event_has_its_batch',
    sentence: 'Every event names a batch that recorded the versions it was decided with.',
    title: '事件必有批次记录',
    sql: `
      select ${orderSubject('event.order_id')} as subject,
        'event ' || event.seq || ' names batch ' || event.batch_id || ', which does not exist' as detail
      from order_events event left join batches batch on batch.id = event.batch_id
      where batch.id is null`,
  },
  {
    id: 'I12a',
    name: 'events_are_gapless',
    sentence: 'The events of an order are numbered 1 to its count of events, without gap or double.',
    title: '时间线编号连续',
    sql: `
      select 'order ' || o.number as subject,
        'counts ' || o.events_count || ' events, has ' || coalesce(known.events, 0) ||
          coalesce(', first misnumbered ' || known.misnumbered, '') as detail
      from orders o
      left join (
        select order_id, count(*) as events, min(seq) filter (where seq <> place) as misnumbered
        from (
          select order_id, seq, row_number() over (partition by order_id order by seq) as place from order_events
        ) placed
        group by order_id
      ) known on known.order_id = o.id
      where known.events is null or known.events <> o.events_count or known.misnumbered is not null`,
  },
  {
    id: 'I12b',
    name: 'hash_chain_verifies',
    sentence:
      'The hash of every event follows from the one before it and its own content, and the order holds the last one.',
    title: '哈希链可验证',
    // A null in any part makes the computed hash null; `is distinct from` reports that too.
    sql: `
      select 'order ' || linked.number as subject, 'event ' || linked.seq || ' does not follow from its content' as detail
      from (
        select o.number, event.seq, event.hash,
          sha256(
            coalesce(lag(event.hash) over (partition by event.order_id order by event.seq), ''::bytea)
            || convert_to(
              o.number || '|' || event.seq || '|' || event.kind || '|' || event.actor || '|' || event.body::text
                || '|' || trunc(extract(epoch from event.at) * 1000)::bigint
                || '|' || coalesce(encode(event.content_hash, 'hex'), ''),
              'UTF8'
            )
          ) as computed
        from order_events event join orders o on o.id = event.order_id
      ) linked
      where linked.hash is distinct from linked.computed
      union all
      select 'order ' || o.number, 'its chain head is not the hash of its last event'
      from orders o
      join (
        select distinct on (order_id) order_id, hash from order_events order by order_id, seq desc
      ) last on last.order_id = o.id
      where o.chain_head <> last.hash`,
  },
]

const FOLD: Invariant[] = [
  {
    id: 'I12c',
    name: 'timeline_tells_the_axes',
    sentence: 'Payment, platform state, amount, cancellation and refunds of an order are those its timeline tells.',
    title: '时间线还原订单状态',
    sql: `
      select 'order ' || o.number as subject,
        'is ' || concat_ws(' ', o.payment, o.platform_state, o.payable_fen, 'cancelled', o.cancel_requested,
          'refunded', coalesce(refund.fen, 0))
        || ', told ' || concat_ws(' ', told.payment, told.platform_state, told.payable_fen, 'cancelled',
          told.is_cancelled, 'refunded', coalesce(told.refunded_fen, 0)) as detail
      from orders o
      join (
        select order_id,
          (array_agg(body ->> 'payment' order by seq desc) filter (where body ->> 'payment' is not null))[1] as payment,
          (array_agg(body ->> 'platformState' order by seq desc) filter (where body ->> 'platformState' is not null))[1]
            as platform_state,
          (array_agg((body ->> 'payableFen')::bigint order by seq desc) filter (where body ->> 'payableFen' is not null))[1]
            as payable_fen,
          bool_or(kind = 'order_cancelled') as is_cancelled,
          sum((body ->> 'amountFen')::bigint) filter (where kind = 'refund_recorded') as refunded_fen
        from order_events
        where kind in ('order_received', 'order_updated', 'history_recorded', 'payment_recorded', 'refund_recorded',
          'order_cancelled')
        group by order_id
      ) told on told.order_id = o.id
      left join (select order_id, sum(amount_fen) as fen from refunds group by order_id) refund on refund.order_id = o.id
      where (o.payment, o.platform_state, o.payable_fen, o.cancel_requested, coalesce(refund.fen, 0))
        is distinct from
        (told.payment, told.platform_state, told.payable_fen, told.is_cancelled, coalesce(told.refunded_fen, 0))`,
  },
  {
    id: 'I12d',
    name: 'timeline_tells_the_quantities',
    sentence: 'Reserved, allocated and shipped units of an order are those its timeline adds up to.',
    title: '时间线还原数量',
    sql: `
      select 'order ' || o.number as subject,
        'has ' || concat_ws(' ', 'reserved', coalesce(demand.reserved, 0), 'allocated', coalesce(demand.allocated, 0),
          'shipped', coalesce(demand.shipped, 0))
        || ', told ' || concat_ws(' ', coalesce(told.reserved, 0), coalesce(told.allocated, 0), coalesce(told.shipped, 0))
          as detail
      from orders o
      left join (
        select order_id,
          sum(case
            when kind = 'stock_reserved' then units
            when kind in ('reservation_released', 'reservation_expired') then -units
            when kind = 'order_allocated' then -(body ->> 'fromReserved')::bigint
            when kind = 'allocation_released' and body ->> 'to' = 'reserved' then units
            else 0 end) as reserved,
          sum(case
            when kind = 'order_allocated' then units
            when kind = 'allocation_released' then -units
            when kind = 'order_shipped' and body ->> 'afterCancel' is distinct from 'true' then -units
            else 0 end) as allocated,
          sum(case when kind = 'order_shipped' then units else 0 end) as shipped
        from (
          select order_id, kind, body, (body ->> 'units')::bigint as units from order_events
          where kind in ('stock_reserved', 'reservation_released', 'reservation_expired', 'order_allocated',
            'allocation_released', 'order_shipped')
        ) moved
        group by order_id
      ) told on told.order_id = o.id
      left join (
        select order_id, sum(reserved) as reserved, sum(allocated) as allocated, sum(shipped) as shipped
        from line_demands group by order_id
      ) demand on demand.order_id = o.id
      where (coalesce(demand.reserved, 0), coalesce(demand.allocated, 0), coalesce(demand.shipped, 0))
        is distinct from (coalesce(told.reserved, 0), coalesce(told.allocated, 0), coalesce(told.shipped, 0))`,
  },
  {
    id: 'I12e',
    name: 'timeline_tells_the_holds',
    sentence: 'The active holds of an order, by kind, are those placed and not released in its timeline.',
    title: '时间线还原挂起',
    sql: `
      select ${orderSubject('order_id')} as subject,
        'hold ' || kind || ': active ' || active || ', told ' || told as detail
      from (
        select order_id, kind, coalesce(placed.active, 0) as active, coalesce(event.told, 0) as told
        from (
          select order_id, kind, count(*) as active from holds where released_at is null group by order_id, kind
        ) placed
        full join (
          select order_id, body ->> 'hold' as kind, sum(case kind when 'hold_placed' then 1 else -1 end) as told
          from order_events where kind in ('hold_placed', 'hold_released') group by order_id, body ->> 'hold'
        ) event using (order_id, kind)
      ) pair
      where active <> told and exists (select 1 from orders o where o.id = pair.order_id)`,
  },
]

export const TIMELINE_INVARIANTS: readonly Invariant[] = [...RECORD, ...FOLD]
