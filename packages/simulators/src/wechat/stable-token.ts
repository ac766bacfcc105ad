// Tokens for whoever has the application's secret. The same one is handed out until it is about to end; a forced one
// replaces it, at most twenty times a day and not twice within half a minute.

import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { idOf } from './method.ts'
import type { WxBody } from './method.ts'
import { REFUSALS, refuse } from './wx-error.ts'
import type { WxResult } from './wx-error.ts'

const RENEWED_AHEAD_MS = 5 * 60_000
const FORCED_APART_MS = 30_000
const FORCED_PER_DAY_MAX = 20
const DAY_MS = 86_400_000

/** When tokens were forced, by shop. */
const forced = new WeakMap<Marketplace, number[]>()

export function stableToken(body: WxBody, market: Marketplace): WxResult {
  if (body['grant_type'] !== 'client_credential') return refuse(REFUSALS.grantType)
  if (idOf(body, 'appid') !== market.key('appId')) return refuse(REFUSALS.appId)
  if (!isSameText(idOf(body, 'secret'), market.key('appSecret'))) return refuse(REFUSALS.appSecret)
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
