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

/** Waits; false once the wait was ended by a stop. */
export async function rested(clock: Clock, durationMs: number, signal: AbortSignal): Promise<boolean> {
  await clock.sleep(durationMs, signal).catch(() => undefined)
  return !signal.aborted
}
