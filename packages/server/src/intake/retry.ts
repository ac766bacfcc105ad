// Single calls are tried again on the spot, but within a budget: when a platform is down, retries must
// not multiply the load that keeps it down.

import { ChannelError } from '@tidegate/connectors'
import type { Clock } from '../clock.ts'
import { jittered } from './back-off.ts'

const ATTEMPTS_MAX = 3
const FIRST_DELAY_MS = 300
/** Longer waits end the round instead, so that nobody sits on a lease doing nothing. */
const THROTTLE_WAIT_MS_MAX = 5_000
const BUDGET_START = 10
const BUDGET_PER_CALL = 0.1 // At most one retry to ten calls in the long run.

export interface Retrier {
  /** Runs the call, again where its error says that may help. `beforeEach` runs ahead of every attempt. */
  call<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

export interface RetrierOptions {
  clock: Clock
  random: () => number
  beforeEach: () => Promise<void>
  /** Hears of every attempt that failed. */
  notice: (error: unknown) => void
}

export function createRetrier({ clock, random, beforeEach, notice }: RetrierOptions): Retrier {
  let budget = BUDGET_START

  const call = async <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    budget = Math.min(BUDGET_START, budget + BUDGET_PER_CALL)
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted()
      await beforeEach()
      try {
        return await work()
      } catch (error) {
        notice(error)
        const delayMs = attempt < ATTEMPTS_MAX && budget >= 1 ? delayFor(error, attempt) : null
        if (delayMs === null) throw error
        budget -= 1
        await clock.sleep(jittered(delayMs, random), signal)
      }
    }
  }
  return { call }
}

/** How long to wait before another attempt, or null where none would help. */
function delayFor(error: unknown, attempt: number): number | null {
  if (!(error instanceof ChannelError)) return null
  if (error.kind === 'retry') return error.retryAfterMs ?? FIRST_DELAY_MS * 2 ** (attempt - 1)
  if (error.kind !== 'throttled') return null
  const waitMs = error.retryAfterMs ?? FIRST_DELAY_MS * 4 ** attempt
  // Jitter shortens a wait; a platform's own figure must be waited out in full.
  return waitMs <= THROTTLE_WAIT_MS_MAX ? waitMs * 2 : null
}
