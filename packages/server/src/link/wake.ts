// Lets a round that rests begin at once: a message came, stock changed. A wake may be lost with its process; then the
// round begins when its rest is over, so nothing depends on it.

import { rested } from '../clock.ts'
import type { Clock } from '../clock.ts'

export interface Wake {
  /** What is asked for while a round is under way begins the next one. */
  ask: () => void
  /** Rests that long, or until asked; false once stopped. */
  rest: (clock: Clock, durationMs: number, signal: AbortSignal) => Promise<boolean>
}

export function createWake(): Wake {
  let isAsked = false
  let resting: AbortController | null = null
  return {
    ask() {
      isAsked = true
      resting?.abort(new Error('asked to begin'))
    },
    async rest(clock, durationMs, signal) {
      if (!isAsked) {
        resting = new AbortController()
        await rested(clock, durationMs, AbortSignal.any([signal, resting.signal]))
        resting = null
      }
      isAsked = false
      return !signal.aborted
    },
  }
}
