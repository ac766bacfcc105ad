// When a waiting time becomes worth a look, and when it is late. Each number names where it came from.

import type { OrderStage } from '@tidegate/contract'

export type Freshness = 'calm' | 'warn' | 'late'

interface Limits {
  warnSeconds: number
  lateSeconds: number
}

const MINUTE_S = 60
const HOUR_S = 3_600

const STAGE_LIMITS: Partial<Record<OrderStage, Limits>> = {
  // Review is promised within 3 minutes at the median; 8 minutes is the figure to beat.
  held: { warnSeconds: 3 * MINUTE_S, lateSeconds: 8 * MINUTE_S },
  // Short orders are worth a purchase or a transfer the same day.
  waiting_stock: { warnSeconds: 2 * HOUR_S, lateSeconds: 12 * HOUR_S },
  // Needs no person, so anything beyond a minute means that something is stuck.
  to_allocate: { warnSeconds: MINUTE_S, lateSeconds: 5 * MINUTE_S },
  // Marketplaces promise buyers 48 hours; half of it gone is late for us.
  to_ship: { warnSeconds: 12 * HOUR_S, lateSeconds: 24 * HOUR_S },
  partly_shipped: { warnSeconds: 12 * HOUR_S, lateSeconds: 24 * HOUR_S },
}

/** A shop is read every 30 s and seen within 35 s; 67 % of failures began as a lag over 5 minutes. */
const CURSOR_LIMITS: Limits = { warnSeconds: 90, lateSeconds: 5 * MINUTE_S }

export function stageFreshness(stage: OrderStage, ageSeconds: number | null): Freshness {
  const limits = STAGE_LIMITS[stage]
  return limits === undefined || ageSeconds === null ? 'calm' : freshness(ageSeconds, limits)
}

export function cursorFreshness(lagSeconds: number): Freshness {
  return freshness(lagSeconds, CURSOR_LIMITS)
}

function freshness(seconds: number, { warnSeconds, lateSeconds }: Limits): Freshness {
  if (seconds >= lateSeconds) return 'late'
  return seconds >= warnSeconds ? 'warn' : 'calm'
}
