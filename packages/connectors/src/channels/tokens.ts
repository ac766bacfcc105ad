// Access tokens. An adapter asks its source before every call and keeps none; refreshing is a pure call of the
// channel's definition, and whoever owns the source sees to it that it happens once, never twice at a time:
// on most platforms a second refresh revokes what the first one brought.

import type { Instant } from '@tidegate/domain'

export interface ChannelTokens {
  /** Empty where none was fetched yet. */
  accessToken: string
  refreshToken: string | null
  /** Null where the platform does not say. */
  expiresAt: Instant | null
}

export interface TokenSource {
  current(): ChannelTokens | Promise<ChannelTokens>
  /**
   * Newer tokens than `stale`, which the platform refused or which are about to expire; refreshed once, whoever
   * asks. Null where nothing can be refreshed: a person must authorise again.
   */
  renew(stale: ChannelTokens): Promise<ChannelTokens | null>
}

/** For tokens that never change. */
export function fixedTokens(tokens: ChannelTokens): TokenSource {
  return { current: () => tokens, renew: async () => null }
}

export interface TokenKeeperOptions {
  tokens: ChannelTokens
  refresh: (tokens: ChannelTokens) => Promise<ChannelTokens>
  /** Makes the new tokens durable before anybody uses them. */
  store: (tokens: ChannelTokens) => Promise<void>
}

/** A source for one process: one refresh at a time, kept where `store` puts it. */
export class TokenKeeper implements TokenSource {
  private readonly options: TokenKeeperOptions
  private tokens: ChannelTokens
  private renewal: Promise<ChannelTokens> | null = null

  constructor(options: TokenKeeperOptions) {
    this.options = options
    this.tokens = options.tokens
  }

  current(): ChannelTokens {
    return this.tokens
  }

  async renew(stale: ChannelTokens): Promise<ChannelTokens> {
    // Somebody else's refresh has gone through meanwhile.
    if (this.tokens.accessToken !== stale.accessToken) return this.tokens
    this.renewal ??= this.refreshAndStore().finally(() => {
      this.renewal = null
    })
    return this.renewal
  }

  private async refreshAndStore(): Promise<ChannelTokens> {
    const fresh = await this.options.refresh(this.tokens)
    // Kept first: the platform has taken the old ones back, whatever becomes of the storing.
    this.tokens = fresh
    await this.options.store(fresh)
    return fresh
  }
}
