// Which stretch of a feed to ask for next. Windows are half-open and reach back over proven ground,
// because a platform may list a change later than it made it.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { Window } from '@tidegate/connectors'

export interface WindowLimits {
  /** How far to reach back over what is proven. */
  overlapMs: number
  /** How far behind now a window must end. */
  lagMs: number
  /** The longest stretch the platform answers for. */
  windowMsMax: number
}

export interface NextWindow {
  window: Window
  /** It reaches as far as can be proven by now. */
  isLast: boolean
}

/** Platforms tell time by the second, and adapters round outwards: a window without room for it would be refused. */
const ROUNDING_MS = 2 * SECOND_MS

/** How long a window may be so that it is still within the platform's limit as it is sent. */
export function windowMsOf({ windowMsMax }: Pick<WindowLimits, 'windowMsMax'>): number {
  return windowMsMax - ROUNDING_MS
}

/** The next window after `position`, or null while there is nothing new to prove. */
export function nextWindow(position: Instant, now: Instant, limits: WindowLimits): NextWindow | null {
  const end = now - limits.lagMs
  if (end <= position) return null
  // An overlap as long as the window would never get past the cursor; a quarter of the window always does.
  const windowMs = windowMsOf(limits)
  const overlapMs = Math.min(limits.overlapMs, Math.floor((windowMs * 3) / 4))
  const from = position - overlapMs
  const to = Math.min(end, from + windowMs)
  return { window: { from, to }, isLast: to === end }
}
