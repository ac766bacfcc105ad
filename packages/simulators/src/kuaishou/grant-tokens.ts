// Tokens for a code of the authorization page, and for a refresh token that is worth nothing once used.

import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { IssuedTokens } from '../marketplace/token-desk.ts'

type Texts = ReadonlyMap<string, string>

const REFRESH_TOKEN_TTL_SECONDS = 180 * 86_400

export function grantByCode(texts: Texts, market: Marketplace): Record<string, unknown> {
  const refusal = refusalOf(texts, 'code', market)
  if (refusal !== null) return refusal
  const issued = market.tokens.exchange(texts.get('code') ?? '', market.now())
  return issued === null ? refused(100_200_105, 'invalid_grant', 'code invalid') : granted(issued, market)
}

export function grantByRefresh(texts: Texts, market: Marketplace): Record<string, unknown> {
  const refusal = refusalOf(texts, 'refresh_token', market)
  if (refusal !== null) return refusal
  const issued = market.tokens.refresh(texts.get('refresh_token') ?? '', market.now())
  return issued === null ? refused(100_200_102, 'access_denied', 'refreshToken.discarded') : granted(issued, market)
}

function refusalOf(texts: Texts, grantType: string, market: Marketplace): Record<string, unknown> | null {
  const isApplication =
    texts.get('app_id') === market.key('appKey') && isSameText(texts.get('app_secret') ?? '', market.key('appSecret'))
  if (!isApplication) return refused(100_200_101, 'unauthorized_client', 'app invalid')
  if (texts.get('grant_type') === grantType) return null
  return refused(100_200_104, 'unsupported_grant_type', 'grant_type invalid')
}

function refused(result: number, error: string, error_msg: string): Record<string, unknown> {
  return { result, error, error_msg }
}

function granted(issued: IssuedTokens, market: Marketplace): Record<string, unknown> {
  return {
    result: 1,
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: Math.floor((issued.expiresAtMs - market.now()) / 1_000),
    refresh_token_expires_in: REFRESH_TOKEN_TTL_SECONDS,
    open_id: market.key('openId'),
    token_type: 'bearer',
    scopes: ['merchant_order', 'merchant_item', 'merchant_refund', 'merchant_logistics'],
  }
}
