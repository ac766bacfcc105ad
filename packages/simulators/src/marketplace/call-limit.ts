// Calls a second per application; going over it starts a ban that refuses everything until it ends.

export interface CallLimitOptions {
  callsPerSecondMax: number
  banMs: number
}

export class CallLimit {
  private readonly options: CallLimitOptions
  private second = -1
  private calls = 0
  private bannedUntilMs = 0

  constructor(options: CallLimitOptions) {
    this.options = options
  }

  /** Milliseconds of ban left; 0 where the call may go on. */
  check(nowMs: number): number {
    if (nowMs < this.bannedUntilMs) return this.bannedUntilMs - nowMs
    const second = Math.floor(nowMs / 1_000)
    this.calls = second === this.second ? this.calls + 1 : 1
    this.second = second
    if (this.calls <= this.options.callsPerSecondMax) return 0
    this.bannedUntilMs = nowMs + this.options.banMs
    return this.options.banMs
  }
}
