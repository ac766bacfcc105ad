import type { Transaction } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'

/** An order has tens of events; one that a loop keeps changing must not make its page unreadable. */
const EVENTS_MAX = 1_000

export interface TimelineEventView {
  seq: number
  at: string
  kind: string
  actor: string
  batch: string
  body: Record<string, unknown>
}

interface EventRow {
  seq: number
  at: number
  kind: string
  actor: string
  batchId: number
  body: Record<string, unknown>
}

/** The order's events, oldest first; of more than the limit, the newest. */
export async function readTimeline(tx: Transaction, orderId: number): Promise<TimelineEventView[]> {
  const rows = await tx<EventRow[]>`
    select seq, at, kind, actor, batch_id as "batchId", body
    from order_events where order_id = ${orderId}
    order by seq desc limit ${EVENTS_MAX}`
  return rows
    .toReversed()
    .map(({ batchId, at, ...event }) => ({ ...event, at: toWireTime(at), batch: String(batchId) }))
}
