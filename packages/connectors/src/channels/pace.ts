// A shop's own pace: a token bucket kept on our side, so that we do not learn a platform's limit by being
// banned. While a ban runs, calls fail at once: calling during one makes it longer on some platforms.

import { setTimeout as sleep } from 'node:timers/promises'
import { ChannelError } from './channel.ts'

export interface PaceOptions {
  callsPerSecond: number
  /** How many calls may go at once after a pause. */
  burst: number
  clock?: PaceClock
}

export interface PaceClock {
  /** A clock that never jumps, in milliseconds. */
  now: () => number
  sleep: (durationMs: number, signal: AbortSignal) => Promise<void>
}

const MACHINE_CLOCK: PaceClock = {
  now: () => performance.now(),
  sleep: (durationMs, signal) => sleep(durationMs, undefined, { signal }),
}

export class Pace {
  private readonly options: Required<PaceOptions>
  private tokens: number
  private refilledAt: number
  private bannedUntil = -Infinity

  constructor(options: PaceOptions) {
    this.options = { clock: MACHINE_CLOCK, ...options }
    this.tokens = options.burst
    this.refilledAt = this.options.clock.now()
  }

  /** Waits for this caller's turn; throws `throttled` while a ban runs. */
  async take(signal: AbortSignal): Promise<void> {
    this.assertNotBanned()
    const waitMs = this.reserve()
    if (waitMs > 0) await this.options.clock.sleep(waitMs, signal)
    this.assertNotBanned()
  }

  /** The platform refused for this long. */
  ban(forMs: number): void {
    this.bannedUntil = Math.max(this.bannedUntil, this.options.clock.now() + forMs)
  }

  private assertNotBanned(): void {
    const leftMs = this.bannedUntil - this.options.clock.now()
    if (leftMs <= 0) return
    throw new ChannelError('throttled', 'banned', {
      message: `the platform's ban lasts ${Math.ceil(leftMs)} ms more; not called`,
      retryAfterMs: Math.ceil(leftMs),
    })
  }

  /** Takes a token now, on credit if need be, and says how long the credit lasts: so callers queue in order. */
  private reserve(): number {
    const { burst, callsPerSecond, clock } = this.options
    const at = clock.now()
    this.tokens = Math.min(burst, this.tokens + ((at - this.refilledAt) / 1_000) * callsPerSecond)
    this.refilledAt = at
    this.tokens -= 1
    return this.tokens >= 0 ? 0 : (-this.tokens / callsPerSecond) * 1_000
  }
}
