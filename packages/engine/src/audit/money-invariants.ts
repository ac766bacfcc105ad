// Money, in fen.

import { IS_DEAD, orderSubject } from './invariant.ts'
import type { Invariant } from './invariant.ts'

export const MONEY_INVARIANTS: readonly Invariant[] = [
  {
    id: 'I15',
    name: 'refunds_add_up_within_paid',
    sentence: 'What a payment leg has refunded is the sum of its refunds, and no more than was paid on it.',
    title: '退款之和相符且不超已付',
    sql: `
      select ${orderSubject('pair.order_id')} as subject,
        'leg ' || leg || ': refunded ' || refunded || ', refunds sum to ' || summed || ', paid ' || paid as detail
      from (
        select order_id, leg, coalesce(part.refunded_fen, 0) as refunded, coalesce(part.paid_fen, 0) as paid,
          coalesce(back.summed, 0) as summed
        from payment_legs part
        full join (
          select order_id, leg, sum(amount_fen) as summed from refunds group by order_id, leg
        ) back using (order_id, leg)
      ) pair
      where (refunded <> summed or refunded not between 0 and paid)
        -- Refunds without an order are I7c.
        and exists (select 1 from orders o where o.id = pair.order_id)`,
  },
  {
    id: 'I24',
    name: 'lines_sum_to_payable',
    sentence:
      'Lines and freight of a live order sum to what is payable, unless a payment hold says otherwise, a person waived it, or newer lines are still to come.',
    title: '行金额与运费合计等于应付',
    sql: `
      select 'order ' || o.number as subject,
        'lines ' || coalesce(line.summed, 0) || ' and freight ' || o.freight_fen || ', payable ' || o.payable_fen as detail
      from orders o
      left join (
        select order_id, sum(payable_fen) as summed from order_lines group by order_id
      ) line on line.order_id = o.id
      where o.lines_version >= o.state_version and not ${IS_DEAD}
        and coalesce(line.summed, 0) + o.freight_fen <> o.payable_fen
        and not exists (
          select 1 from holds hold
          where hold.order_id = o.id and hold.kind = 'payment'
            and (hold.released_at is null or hold.released_by <> 'system')
        )`,
  },
]
