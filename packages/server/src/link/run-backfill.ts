// Reads a stretch of the past again because a person asked. One window a round, so the live feed and a stop have
// their turn between two of them.

import { windowMsOf } from '../intake/poll-window.ts'
import { recordOrders } from '../intake/record-orders.ts'
import { errorText } from './link.ts'
import { feedOf } from './fetch-orders.ts'
import type { ShopLink } from './link.ts'

/** Short enough that progress is seen to move, and that a platform's page limit is rarely met. */
const WINDOW_MS_MAX = 60 * 60_000

/** True where more is left to read. */
export async function runBackfill(link: ShopLink, signal: AbortSignal): Promise<boolean> {
  const { gate, shop, adapter } = link
  const { backfills } = gate.links
  const backfill = await backfills.next(shop)
  if (backfill === null) return false
  const to = Math.min(backfill.to, backfill.position + Math.min(WINDOW_MS_MAX, windowMsOf(adapter.limits)))
  const count = { ordersRecorded: 0, refundsRecorded: 0, quarantined: 0 }
  try {
    await recordOrders(feedOf(link, { signal, count }), { from: backfill.position, to })
  } catch (error) {
    await backfills.failed(backfill.id, errorText(error))
    throw error
  }
  await backfills.moved(backfill.id, { position: to, orders: count.ordersRecorded })
  return to < backfill.to || (await backfills.next(shop)) !== null
}
