// The calls of one shop: each in its turn, with the tokens in force. What an adapter does around every request, in
// one place: pace, ban, renewal of a token that is about to expire or that the platform refuses.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { ChannelError } from './channel.ts'
import type { ChannelLimits } from './channel.ts'
import type { AdapterOptions } from './definition.ts'
import { Pace } from './pace.ts'
import type { ChannelTokens, TokenSource } from './tokens.ts'

const DEADLINE_MS = 20 * SECOND_MS // Platforms answer within seconds; a call without a deadline holds a lease for nothing.
const RENEW_AHEAD_MS = 2 * MINUTE_MS // Longer than any call takes.

export class Calls {
  /** For one exchange; give it to `callHttp`. */
  readonly deadlineMs: number
  /** The wall clock: platforms refuse a timestamp minutes off. */
  readonly now: () => Instant
  private readonly tokens: TokenSource
  private readonly pace: Pace

  constructor(options: AdapterOptions, limits: ChannelLimits) {
    const callsPerSecond = options.callsPerSecond ?? limits.callsPerSecond
    this.deadlineMs = options.deadlineMs ?? DEADLINE_MS
    this.now = options.now ?? Date.now
    this.tokens = options.tokens
    // A small burst: a full second's worth at once would double the rate of the first second.
    const burst = Math.max(1, Math.ceil(callsPerSecond / 10))
    const { paceClock: clock } = options
    this.pace = new Pace({ callsPerSecond, burst, ...(clock === undefined ? {} : { clock }) })
  }

  /**
   * Runs `send` when it is its turn. It throws ChannelErrors: `throttled` makes every later call of the shop wait,
   * `reauthorise` renews the token and runs it once more.
   */
  async run<T>(send: (tokens: ChannelTokens) => Promise<T>, signal: AbortSignal): Promise<T> {
    const held = await this.tokens.current()
    const isSpent = held.accessToken === '' || (held.expiresAt !== null && held.expiresAt - this.now() < RENEW_AHEAD_MS)
    const first = isSpent ? ((await this.tokens.renew(held)) ?? held) : held
    try {
      return await this.attempt(() => send(first), signal)
    } catch (error) {
      if (!(error instanceof ChannelError) || error.kind !== 'reauthorise' || first !== held) throw error
      const fresh = await this.tokens.renew(held)
      if (fresh === null) throw error
      return this.attempt(() => send(fresh), signal)
    }
  }

  private async attempt<T>(send: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.pace.take(signal)
    try {
      return await send()
    } catch (error) {
      if (error instanceof ChannelError && error.kind === 'throttled') this.pace.ban(error.retryAfterMs ?? 0)
      throw error
    }
  }
}
