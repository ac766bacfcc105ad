// A row whose order came in whole after all (the platform mended it, a later version could be read) owes nothing
// any more. Only rows about an order's content: what a refund asked for is still asked for.

import type { OpenGate } from '../merchant/open-merchant.ts'
import { writeAction } from './actions.ts'

/** One round ends at most this many rows; the rest is found by the next round. */
const SUPERSEDED_MAX = 500

/** Ends them; returns how many. */
export async function endSuperseded({ context }: Pick<OpenGate, 'context'>): Promise<number> {
  const { sql, ids } = context
  return sql.begin(async (tx) => {
    const rows = await tx<{ id: number }[]>`
      update quarantine q
      set resolved_at = now(), resolved_as = 'superseded', resolved_by = 'timer', order_numbers = array[late.number]
      from (
        select open.id, open.last_at, o.number
        from quarantine open
        join shops s on s.channel = open.channel and s.code = open.shop
        join orders o on o.shop_id = s.id and o.platform_order_id = open.platform_order_id
        where open.resolved_at is null
          and (open.source in ('command:record_order', 'channel:' || open.channel || '/' || open.shop)
            or open.source like 'import:%')
          and exists (
            select 1 from order_events e
            where e.order_id = o.id and e.kind in ('order_received', 'order_updated', 'history_recorded') and e.at > open.last_at
          )
        limit ${SUPERSEDED_MAX}
      ) late
      where q.id = late.id and q.resolved_at is null and q.last_at = late.last_at
      returning q.id`
    for (const { id } of rows) {
      const detail = 'its order came in whole later'
      // eslint-disable-next-line no-await-in-loop -- a handful at a time
      await writeAction(tx, ids, { quarantineId: id, actor: 'timer', action: 'superseded', detail })
    }
    return rows.length
  })
}
