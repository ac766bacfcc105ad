// Where the gate is full or the disk nearly so, who can come later waits and gives way to whoever cannot.

import type { Clock } from '../clock.ts'

const OVERLOAD_WAIT_MS = 200

/** What `work` answers, once the gate takes it. Ends with the signal's reason when that is aborted first. */
export async function patiently<T>(
  work: () => Promise<T>,
  { clock, signal }: { clock: Pick<Clock, 'sleep'>; signal: AbortSignal },
): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'OverloadError') throw error
      await clock.sleep(OVERLOAD_WAIT_MS, signal)
    }
  }
}
