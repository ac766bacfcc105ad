// Work that comes round again. A run that takes longer than the interval delays the next one: there are
// never two at once. A run that fails is logged, and the next one goes on.

import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

export interface Recurring {
  name: string
  intervalMs: number
  run: (signal: AbortSignal) => Promise<void>
}

export interface RecurringSurroundings {
  clock: Clock
  log: Log
  signal: AbortSignal
}

/** Runs at once and then every interval, until aborted; resolves when the last run has ended. */
export async function every(
  { name, intervalMs, run }: Recurring,
  { clock, log, signal }: RecurringSurroundings,
): Promise<void> {
  while (!signal.aborted) {
    const startedAt = clock.now()
    try {
      await run(signal)
    } catch (error) {
      if (!signal.aborted) log.error({ err: error, work: name }, 'recurring work failed')
    }
    // A clock set back must not make us wait for hours, nor one set forward make us spin.
    const tookMs = Math.max(0, clock.now() - startedAt)
    await clock.sleep(Math.max(0, intervalMs - Math.min(tookMs, intervalMs)), signal).catch(() => undefined)
  }
}
