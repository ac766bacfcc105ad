// Which stretch of a feed to ask for next. Windows are half-open and reach back over proven ground,
// because a platform may list a change later than it made it.

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

/** The next window after `position`, or null while there is nothing new to prove. */
export function nextWindow(position: Instant, now: Instant, limits: WindowLimits): NextWindow | null {
  const end = now - limits.lagMs
  if (end <= position) return null
  // An overlap as long as the window would never get past the cursor.
  const overlapMs = Math.min(limits.overlapMs, Math.floor(limits.windowMsMax / 2))
  const from = position - overlapMs
  const to = Math.min(end, from + limits.windowMsMax)
  return { window: { from, to }, isLast: to === end }
}
