// Windows as platforms understand them: checked, split, rounded to their resolution.

import type { Instant } from '@tidegate/domain'
import { ChannelError } from './channel.ts'
import type { ChannelAdapter, Window } from './channel.ts'
import { floorToSecond } from './china-clock.ts'

/** The adapter, refusing windows of a length its platform would not take. */
export function checkWindows(adapter: ChannelAdapter): ChannelAdapter {
  const { windowMsMax } = adapter.limits
  return {
    ...adapter,
    async *listChangedOrders(window, signal) {
      requireWindow(window, windowMsMax)
      yield* adapter.listChangedOrders(window, signal)
    },
    async *listRefunds(window, signal) {
      requireWindow(window, windowMsMax)
      yield* adapter.listRefunds(window, signal)
    },
  }
}

function requireWindow(window: Window, windowMsMax: number): void {
  const spanMs = window.to - window.from
  if (spanMs > 0 && spanMs <= windowMsMax) return
  throw new ChannelError('bug', 'window_length', {
    message: `a window of ${spanMs} ms; it must be above 0 and at most ${windowMsMax}`,
  })
}

/** Windows of at most `spanMsMax`, oldest first, without gap or overlap. */
export function splitWindow(window: Window, spanMsMax: number): Window[] {
  const parts: Window[] = []
  for (let from = window.from; from < window.to; from += spanMsMax) {
    parts.push({ from, to: Math.min(window.to, from + spanMsMax) })
  }
  return parts
}

/**
 * For platforms that show whole seconds. A row shown at 10:00:00 was changed some time in that second, so it
 * belongs to a window that starts within it; two windows that meet inside a second both return it, and none loses it.
 */
export function isInWindow(version: Instant, window: Window): boolean {
  return version >= floorToSecond(window.from) && version < window.to
}
