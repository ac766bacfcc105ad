// Access tokens as a marketplace hands them out: they expire, a refresh replaces both, a used refresh token is
// worth nothing, and a seller may take everything back.

import { randomBytes } from 'node:crypto'

export interface MarketTokens {
  accessToken: string
  refreshToken: string
}

export interface IssuedTokens extends MarketTokens {
  expiresAtMs: number
}

export type TokenState = 'ok' | 'unknown' | 'expired' | 'revoked'

export interface TokenRules {
  ttlMs: number
  /** How long the replaced access token is still good (minutes on some platforms). */
  graceMs: number
  /** How long a code of the authorization page may be exchanged. */
  codeTtlMs: number
}

export class TokenDesk {
  /** Refreshes that brought new tokens, and those refused: a used or foreign refresh token. */
  readonly counts = { refreshed: 0, refused: 0 }
  private readonly rules: TokenRules
  private issued: IssuedTokens
  private readonly goodUntil = new Map<string, number>()
  private readonly codesUntil = new Map<string, number>()
  private isRevoked = false

  constructor(first: MarketTokens, rules: TokenRules, nowMs: number) {
    this.rules = rules
    this.issued = this.issue(first, nowMs)
  }

  get current(): IssuedTokens {
    return this.issued
  }

  check(accessToken: string, nowMs: number): TokenState {
    const until = this.goodUntil.get(accessToken)
    if (until === undefined) return 'unknown'
    if (this.isRevoked) return 'revoked'
    return nowMs < until ? 'ok' : 'expired'
  }

  /** New tokens, or null where the refresh token is not the one in force. */
  refresh(refreshToken: string, nowMs: number): IssuedTokens | null {
    if (this.isRevoked || refreshToken !== this.issued.refreshToken) {
      this.counts.refused += 1
      return null
    }
    this.counts.refreshed += 1
    return this.replace(nowMs)
  }

  /** For platforms that give a token to whoever has the application's secret. */
  grant(nowMs: number): IssuedTokens {
    this.counts.refreshed += 1
    return this.replace(nowMs)
  }

  /** The seller agreed on the platform's page: a code, good once and for a short while. */
  authorize(nowMs: number): string {
    const code = drawToken('code')
    this.codesUntil.set(code, nowMs + this.rules.codeTtlMs)
    return code
  }

  /** Tokens for a code; null where it was used, is over, or was never given. */
  exchange(code: string, nowMs: number): IssuedTokens | null {
    const until = this.codesUntil.get(code)
    this.codesUntil.delete(code)
    if (until === undefined || nowMs >= until) {
      this.counts.refused += 1
      return null
    }
    // A new authorization does not bring the old one's tokens back.
    if (this.isRevoked) this.goodUntil.clear()
    this.isRevoked = false
    return this.replace(nowMs)
  }

  /** The access token is over; the refresh token is still good. */
  expire(): void {
    for (const token of this.goodUntil.keys()) this.goodUntil.set(token, 0)
  }

  /** The seller took the authorisation back: nothing is good any more. */
  revoke(): void {
    this.isRevoked = true
  }

  private replace(nowMs: number): IssuedTokens {
    const old = this.issued.accessToken
    const until = Math.min(this.goodUntil.get(old) ?? 0, nowMs + this.rules.graceMs)
    this.goodUntil.set(old, until)
    this.issued = this.issue({ accessToken: drawToken('at'), refreshToken: drawToken('rt') }, nowMs)
    return this.issued
  }

  private issue(tokens: MarketTokens, nowMs: number): IssuedTokens {
    const expiresAtMs = nowMs + this.rules.ttlMs
    this.goodUntil.set(tokens.accessToken, expiresAtMs)
    return { ...tokens, expiresAtMs }
  }
}

export function drawToken(prefix: string): string {
  return `${prefix}${randomBytes(24).toString('hex')}`
}
