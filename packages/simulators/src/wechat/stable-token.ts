// Tokens for whoever has the application's secret. The same one is handed out until it is about to end; a forced one
// replaces it, at most twenty times a day and not twice within half a minute. The older way gives a new one each time,
// which ends the one it gave before and touches no stable one.

import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { idOf } from './method.ts'
import type { WxBody } from './method.ts'
import { TokenDesk } from '../marketplace/token-desk.ts'
import type { TokenState } from '../marketplace/token-desk.ts'
import { REFUSALS, refuse } from './wx-error.ts'
import type { WxRefusal, WxResult } from './wx-error.ts'

const RENEWED_AHEAD_MS = 5 * 60_000
const FORCED_APART_MS = 30_000
const FORCED_PER_DAY_MAX = 20
const DAY_MS = 86_400_000

/** When tokens were forced, by shop. */
const forced = new WeakMap<Marketplace, number[]>()

function callerRefusal(body: WxBody, market: Marketplace): WxRefusal | null {
  if (body['grant_type'] !== 'client_credential') return REFUSALS.grantType
  if (idOf(body, 'appid') !== market.key('appId')) return REFUSALS.appId
  return isSameText(idOf(body, 'secret'), market.key('appSecret')) ? null : REFUSALS.appSecret
}

export function stableToken(body: WxBody, market: Marketplace): WxResult {
  const refusal = callerRefusal(body, market)
  if (refusal !== null) return refuse(refusal)
  const nowMs = market.now()
  const { current } = market.tokens
  const state = market.tokens.check(current.accessToken, nowMs)
  if (state === 'revoked') return refuse(REFUSALS.appSecret) // The secret was reset.
  const isLasting = state === 'ok' && current.expiresAtMs - nowMs > RENEWED_AHEAD_MS
  const isForced = body['force_refresh'] === true
  if (isForced && !mayForce(market, nowMs)) return refuse(REFUSALS.dayLimit)
  const issued = isLasting && !isForced ? current : market.tokens.grant(nowMs)
  const expires_in = Math.floor((issued.expiresAtMs - nowMs) / 1_000)
  return { ok: true, body: { access_token: issued.accessToken, expires_in } }
}

function mayForce(market: Marketplace, nowMs: number): boolean {
  const times = (forced.get(market) ?? []).filter((at) => nowMs - at < DAY_MS)
  const isAllowed = times.length < FORCED_PER_DAY_MAX && times.every((at) => nowMs - at >= FORCED_APART_MS)
  forced.set(market, isAllowed ? [...times, nowMs] : times)
  return isAllowed
}

export class PlainTokens {
  private readonly market: Marketplace
  private readonly desk: TokenDesk

  constructor(market: Marketplace, rules: { ttlMs: number; graceMs: number }) {
    this.market = market
    // The first one is nobody's: a token is made when it is asked for.
    this.desk = new TokenDesk({ accessToken: '', refreshToken: '' }, { ...rules, codeTtlMs: 0 }, market.now())
  }

  grant(query: WxBody): WxResult {
    const refusal = callerRefusal(query, this.market)
    if (refusal !== null) return refuse(refusal)
    if (this.isSecretReset()) return refuse(REFUSALS.appSecret)
    const { accessToken, expiresAtMs } = this.desk.grant(this.market.now())
    const expires_in = Math.floor((expiresAtMs - this.market.now()) / 1_000)
    return { ok: true, body: { access_token: accessToken, expires_in } }
  }

  check(accessToken: string): TokenState {
    return this.isSecretReset() ? 'revoked' : this.desk.check(accessToken, this.market.now())
  }

  private isSecretReset(): boolean {
    const { tokens } = this.market
    return tokens.check(tokens.current.accessToken, this.market.now()) === 'revoked'
  }
}
