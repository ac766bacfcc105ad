// Figures every verification prints beside the invariants: they may be anything, and people want to know.

import type { Transaction } from '../database/connect.ts'
import { IS_DEAD } from './invariant.ts'

export interface AuditFigures {
  orders: number
  events: number
  /** Promised beyond stock; anything but 0 is also a violation of I4a. */
  oversoldUnits: number
  /** Reality took more than we had: what levels lack, and what paid orders wait for. */
  shortUnits: number
  /** Units levels lack for what is allocated on them. */
  levelShortUnits: number
  /** Units pools lack for everything promised from them, reservations included. */
  poolShortUnits: number
  /** Open units of paid, live orders. */
  waitingUnits: number
  reservedUnits: number
  allocatedUnits: number
  shippedUnits: number
  activeHolds: number
  openQuarantine: number
  openFollowUps: number
}

const FIGURES = `
  select
    (select count(*) from orders) as orders,
    (select count(*) from order_events) as events,
    greatest(pool.oversold, level.oversold) as "oversoldUnits",
    level.short + demand.waiting as "shortUnits",
    level.short as "levelShortUnits",
    pool.short as "poolShortUnits",
    demand.waiting as "waitingUnits",
    pool.reserved as "reservedUnits",
    demand.allocated as "allocatedUnits",
    demand.shipped as "shippedUnits",
    (select count(*) from holds where released_at is null) as "activeHolds",
    (select count(*) from quarantine where resolved_at is null) as "openQuarantine",
    (select count(*) from follow_ups) as "openFollowUps"
  from (
    select coalesce(sum(greatest(0, reserved + allocated + unavailable - on_hand - short)), 0)::bigint as oversold,
      coalesce(sum(short), 0)::bigint as short, coalesce(sum(reserved), 0)::bigint as reserved
    from pools
  ) pool,
  (
    select coalesce(sum(greatest(0, allocated + unavailable - on_hand - short)), 0)::bigint as oversold,
      coalesce(sum(short), 0)::bigint as short
    from stock_levels
  ) level,
  (
    select coalesce(sum(demand.open) filter (where o.payment in ('paid', 'refunding') and not ${IS_DEAD}), 0)::bigint as waiting,
      coalesce(sum(demand.allocated), 0)::bigint as allocated, coalesce(sum(demand.shipped), 0)::bigint as shipped
    from line_demands demand join orders o on o.id = demand.order_id
  ) demand`

export async function readFigures(tx: Transaction): Promise<AuditFigures> {
  const [row] = await tx.unsafe<AuditFigures[]>(FIGURES)
  if (row === undefined) throw new Error('the figures gave no row')
  return { ...row }
}
