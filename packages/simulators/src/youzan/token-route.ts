// Tokens: for an application of the seller's own by its secret and the shop's number ("silent"), for others by a code of
// the authorization page, then by a refresh token that is worth nothing once used.

import { isSameText } from '../marketplace/control-routes.ts'
import { textOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { IssuedTokens } from '../marketplace/token-desk.ts'
import type { Parameters } from './method.ts'

export function answerToken(parameters: Parameters, market: Marketplace): Record<string, unknown> {
  const isApplication =
    isSameText(textOf(parameters, 'client_id'), market.key('appKey')) &&
    isSameText(textOf(parameters, 'client_secret'), market.key('appSecret'))
  if (!isApplication) return refused(1103, '应用不存在或密钥错误')
  const type = textOf(parameters, 'authorize_type')
  if (type === 'refresh_token') {
    const issued = market.tokens.refresh(textOf(parameters, 'refresh_token'), market.now())
    return issued === null ? refused(1104, 'refresh_token无效') : granted(issued, market)
  }
  if (type === 'authorization_code') {
    const issued = market.tokens.exchange(textOf(parameters, 'code'), market.now())
    return issued === null ? refused(1106, 'code无效') : granted(issued, market) // [A]
  }
  if (type !== 'silent') return refused(1102, 'authorize_type不合法')
  if (textOf(parameters, 'grant_id') !== market.key('kdtId')) return refused(1105, '店铺未授权')
  return granted(market.tokens.grant(market.now()), market)
}

function granted(
  { accessToken, refreshToken, expiresAtMs }: IssuedTokens,
  market: Marketplace,
): Record<string, unknown> {
  const data = {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires: expiresAtMs, // The moment, in milliseconds.
    scope: 'trade item',
    authority_id: market.key('kdtId'),
  }
  return { success: true, code: 200, data, message: null }
}

function refused(code: number, message: string): Record<string, unknown> {
  return { success: false, code, data: null, message }
}
