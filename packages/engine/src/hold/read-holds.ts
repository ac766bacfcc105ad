import type { Transaction } from '../database/connect.ts'
import { toWireTime, toWireTimeOrNull } from '../database/wire-time.ts'

export interface HoldView {
  kind: string
  reason: string
  placedAt: string
  releasedAt: string | null
  releasedBy: string | null
}

/** Every hold the order ever had, in the order they were placed. */
export async function readHolds(tx: Transaction, orderId: number): Promise<HoldView[]> {
  const rows = await tx<
    { kind: string; reason: string; placedAt: number; releasedAt: number | null; releasedBy: string | null }[]
  >`
    select kind, reason, placed_at as "placedAt", released_at as "releasedAt", released_by as "releasedBy"
    from holds where order_id = ${orderId} order by hold_no`
  return rows.map((row) => ({
    ...row,
    placedAt: toWireTime(row.placedAt),
    releasedAt: toWireTimeOrNull(row.releasedAt),
  }))
}
