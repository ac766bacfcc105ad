// Tokens: to the shop's own application for its id and secret ("client credentials"), to others for a code of the page
// where the seller agreed, then for a refresh token that is worth nothing once used. Refusals are HTTP 400 with OAuth's
// own words.

import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { IssuedTokens } from '../marketplace/token-desk.ts'

export interface TokenAnswer {
  status: number
  body: Record<string, unknown>
}

export function answerTokenGrant(form: URLSearchParams, market: Marketplace): TokenAnswer {
  const isApplication =
    isSameText(form.get('client_id') ?? '', market.key('clientId')) &&
    isSameText(form.get('client_secret') ?? '', market.key('clientSecret'))
  if (!isApplication) return { status: 400, body: { error: 'application_cannot_be_found' } }
  const type = form.get('grant_type')
  if (type === 'client_credentials') return granted(market.tokens.grant(market.now()), market, false)
  if (type === null) {
    const issued = market.tokens.exchange(form.get('code') ?? '', market.now())
    return issued === null
      ? { status: 400, body: { error: 'invalid_request' } }
      : granted(issued, market, form.get('expiring') === '1')
  }
  if (type !== 'refresh_token') return { status: 400, body: { error: 'unsupported_grant_type' } }
  const issued = market.tokens.refresh(form.get('refresh_token') ?? '', market.now())
  return issued === null ? { status: 400, body: { error: 'invalid_grant' } } : granted(issued, market, true)
}

function granted(issued: IssuedTokens, market: Marketplace, hasRefresh: boolean): TokenAnswer {
  const body = {
    access_token: issued.accessToken,
    scope: 'read_orders,write_inventory,write_merchant_managed_fulfillment_orders',
    expires_in: Math.floor((issued.expiresAtMs - market.now()) / 1_000),
    ...(hasRefresh ? { refresh_token: issued.refreshToken, refresh_token_expires_in: 90 * 86_400 } : {}),
  }
  return { status: 200, body }
}
