// Since when the oldest order of a stage has waited. Each answer is one probe per kind of hold or per
// queue of a location, along indexes that hold only live rows.

import { HOLD_KINDS } from '@tidegate/domain'
import type { HoldKind, Instant, OrderStage } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'

const HELD_KINDS: readonly HoldKind[] = HOLD_KINDS.filter((kind) => kind !== 'out_of_stock')

/**
 * Stages whose age asks something of us. A buyer who has not paid, or a parcel on its way, waits for nobody
 * here; `to_allocate` empties in the batch that fills it, so there any lasting count is the alarm, and finding
 * its oldest among the waiting took 2.5 s beside 150,000 orders that wait for stock.
 */
export const STAGES_WITH_AGE = ['held', 'waiting_stock', 'to_ship'] as const satisfies readonly OrderStage[]
export type StageWithAge = (typeof STAGES_WITH_AGE)[number]

/** Null where nothing waits. */
export async function readOldest(tx: Transaction, stage: StageWithAge): Promise<Instant | null> {
  switch (stage) {
    case 'held':
      return readOldestHold(tx)
    case 'waiting_stock':
      return readOldestWaiting(tx)
    case 'to_ship':
      return readOldestFulfillment(tx)
  }
}

/** The oldest standing hold of an order that is otherwise ready: a hold on an unpaid one is not what it waits for. */
async function readOldestHold(tx: Transaction): Promise<Instant | null> {
  const [row] = await tx<{ at: Instant | null }[]>`
    select min(oldest.placed_at) as at
    from unnest(${`{${HELD_KINDS.join(',')}}`}::text[]) as wanted(kind)
    cross join lateral (
      select h.placed_at
      from holds h join orders o on o.id = h.order_id
      where h.kind = wanted.kind and h.released_at is null
        and o.payment in ('paid', 'refunding') and o.platform_state = 'open' and not o.cancel_requested
        and not exists (select from line_demands d where d.order_id = o.id and d.shipped > 0)
      order by h.placed_at
      limit 1
    ) as oldest`
  return row?.at ?? null
}

/** As above, for orders that nothing but stock keeps back. */
async function readOldestWaiting(tx: Transaction): Promise<Instant | null> {
  const [row] = await tx<{ at: Instant }[]>`
    select h.placed_at as at
    from holds h join orders o on o.id = h.order_id
    where h.kind = 'out_of_stock' and h.released_at is null
      and o.payment in ('paid', 'refunding') and o.platform_state = 'open' and not o.cancel_requested
      and not exists (select from line_demands d where d.order_id = o.id and d.shipped > 0)
      and not exists (
        select from holds other
        where other.order_id = h.order_id and other.released_at is null and other.kind <> 'out_of_stock')
    order by h.placed_at
    limit 1`
  return row?.at ?? null
}

/**
 * The oldest work a warehouse could have begun, the rest of partly shipped orders included. The queue's index
 * is ordered by location and priority before time, so it is stepped through: one probe per pair, not per row.
 */
async function readOldestFulfillment(tx: Transaction): Promise<Instant | null> {
  const [row] = await tx<{ at: Instant | null }[]>`
    with recursive steps as (
      (select location_id, priority, release_at
       from fulfillment_orders where state in ('open', 'scheduled', 'on_hold', 'in_progress')
       order by location_id, priority, release_at limit 1)
      union all
      select following.location_id, following.priority, following.release_at
      from steps cross join lateral (
        select location_id, priority, release_at
        from fulfillment_orders
        where state in ('open', 'scheduled', 'on_hold', 'in_progress')
          and (location_id, priority) > (steps.location_id, steps.priority)
        order by location_id, priority, release_at limit 1
      ) as following
    )
    select min(release_at) as at from steps`
  return row?.at ?? null
}
