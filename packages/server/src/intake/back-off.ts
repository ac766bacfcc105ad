// How long to wait before the first round, and after a failure. Every wait is jittered: shops that failed together must not come
// back together.

export const BREAKER_FAILURES = 5 // Rounds that fail in a row before a shop is left alone for a while.
const FIRST_ROUND_MS_MAX = 5_000
const FIRST_DELAY_MS = 1_000
const OPEN_DELAY_MS = 60_000
const OPEN_DELAY_MS_MAX = 10 * 60_000 // A shop comes back within ten minutes of the outage's end, whatever came before.

export interface FailureHistory {
  /** Rounds failed in a row, this one included. */
  failures: number
  intervalMs: number
  /** The channel failed, not we: only then does leaving it alone help. */
  byChannel: boolean
  random: () => number
}

/** Doubles from one second to the poll interval; from the breaker's failure on, from one minute to ten. */
export function delayAfterFailure({ failures, intervalMs, byChannel, random }: FailureHistory): number {
  const open = byChannel && failures >= BREAKER_FAILURES
  const delayMs = open
    ? Math.min(OPEN_DELAY_MS * 2 ** (failures - BREAKER_FAILURES), OPEN_DELAY_MS_MAX)
    : Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), Math.max(intervalMs, FIRST_DELAY_MS))
  return jittered(delayMs, random)
}

/** A process that starts does not call for a hundred shops at one moment. */
export function firstDelay(intervalMs: number, random: () => number): number {
  return Math.round(random() * Math.min(intervalMs, FIRST_ROUND_MS_MAX))
}

/** Between half of it and all of it. */
export function jittered(delayMs: number, random: () => number): number {
  return Math.round(delayMs * (0.5 + random() / 2))
}
