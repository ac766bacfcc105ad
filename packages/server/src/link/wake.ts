// Lets a round that rests begin at once: a message came, stock changed. A wake may be lost with its process; then the
// round begins when its rest is over, so nothing depends on it.

import { rested } from '../clock.ts'
import type { Clock } from '../clock.ts'

export interface Wake {
  /** Of the rounds that rest one begins. What is asked for while all are under way begins the next one. */
  ask: () => void
  /** Rests that long, or until asked; false once stopped. */
  rest: (clock: Clock, durationMs: number, signal: AbortSignal) => Promise<boolean>
}

export function createWake(): Wake {
  let isAsked = false
  const resting = new Set<AbortController>()
  return {
    ask() {
      const [longest] = resting
      if (longest === undefined) {
        isAsked = true
        return
      }
      resting.delete(longest)
      longest.abort(new Error('asked to begin'))
    },
    async rest(clock, durationMs, signal) {
      if (isAsked) {
        isAsked = false
        return !signal.aborted
      }
      const rest = new AbortController()
      resting.add(rest)
      await rested(clock, durationMs, AbortSignal.any([signal, rest.signal]))
      resting.delete(rest)
      return !signal.aborted
    },
  }
}
