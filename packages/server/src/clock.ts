// Time as an argument, so that a test or a simulation can own it.

import { setTimeout as wait } from 'node:timers/promises'
import type { Instant } from '@tidegate/domain'

export interface Clock {
  now: () => Instant
  /** Rejects with the signal's reason when it is aborted first. */
  sleep: (durationMs: number, signal: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (durationMs, signal) => wait(durationMs, undefined, { signal }),
}
