// Gateway checks before any method runs, in the order [A]: client_id, type, timestamp, sign, access_token, limit.

import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { expectedSign } from './expected-sign.ts'
import type { Parameters } from './method.ts'
import { parameterError, refusals } from './pdd-error.ts'
import type { PddRefusal } from './pdd-error.ts'

const TOLERANCE_MS = 10 * 60_000

export interface GatewayRules {
  types: ReadonlySet<string>
  /** Called before there is a token. */
  openTypes: ReadonlySet<string>
}

/** The first thing wrong with a request, or null. */
export function checkRequest(parameters: Parameters, market: Marketplace, rules: GatewayRules): PddRefusal | null {
  const type = parameters.get('type') ?? ''
  if (parameters.get('client_id') !== market.key('appKey')) return refusals.clientId
  if (!rules.types.has(type)) return refusals.type
  // XML is answered by the real gateway, not by this one.
  if ((parameters.get('data_type') ?? 'JSON') !== 'JSON') return parameterError('data_type')
  if (!isTimely(parameters.get('timestamp') ?? '', market.now())) return parameterError('timestamp')
  if (!isSameText(parameters.get('sign') ?? '', expectedSign(parameters, market.key('appSecret')))) return refusals.sign
  const needsToken = !rules.openTypes.has(type)
  if (needsToken && market.checkToken(parameters.get('access_token') ?? '') !== 'ok') return refusals.accessToken
  return market.limited('shop') > 0 ? refusals.tooFrequent : null
}

/** Seconds: a time in milliseconds lies tens of thousands of years ahead. */
function isTimely(timestamp: string, nowMs: number): boolean {
  return /^\d{1,13}$/.test(timestamp) && Math.abs(Number(timestamp) * 1_000 - nowMs) <= TOLERANCE_MS
}
