// Gateway checks before any method runs, in the order [A]: app_key, timestamp, sign, access_token, limit.

import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { refusals } from './douyin-error.ts'
import type { DouyinRefusal } from './douyin-error.ts'
import { expectedSign } from './expected-sign.ts'

const TOLERANCE_MS = 10 * 60_000 // [A] Not published.
const CHINA_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/

export interface CheckedRequest {
  query: URLSearchParams
  body: string
  /** The method by the path that was called. */
  method: string
  needsToken: boolean
}

/** The first thing wrong with a request, or null. */
export function checkRequest(request: CheckedRequest, market: Marketplace): DouyinRefusal | null {
  const { query, body, method, needsToken } = request
  const of = (name: string): string => query.get(name) ?? ''
  if (of('app_key') === '') return refusals.appIdMissing
  if (of('app_key') !== market.key('appKey')) return refusals.appIdInvalid
  const sentAtMs = timeOf(of('timestamp'))
  if (sentAtMs === null) return refusals.timestampFormat
  if (Math.abs(sentAtMs - market.now()) > TOLERANCE_MS) return refusals.timestampInvalid
  if (of('sign') === '') return refusals.signatureMissing
  const expected = expectedSign(query, body, market.key('appSecret'))
  const isSigned = expected !== null && isSameText(of('sign'), expected)
  if (!isSigned || of('method') !== method || of('v') !== '2') return refusals.signatureInvalid
  if (needsToken) {
    const refusal = tokenRefusal(of('access_token'), market)
    if (refusal !== null) return refusal
  }
  return market.limited(method) > 0 ? refusals.tooFrequent : null
}

function tokenRefusal(accessToken: string, market: Marketplace): DouyinRefusal | null {
  if (accessToken === '') return refusals.tokenMissing
  switch (market.checkToken(accessToken)) {
    case 'ok':
      return null
    case 'unknown':
      return refusals.tokenUnknown
    case 'expired':
      return refusals.tokenExpired
    case 'revoked':
      return refusals.authorizationClosed
  }
}

/** UNIX seconds, or a +08:00 time. */
function timeOf(text: string): number | null {
  if (/^\d{1,13}$/.test(text)) return Number(text) * 1_000
  return CHINA_TIME.test(text) ? Date.parse(`${text.replace(' ', 'T')}+08:00`) : null
}
