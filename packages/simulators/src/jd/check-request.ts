// Gateway checks before any method runs, in the order [A]: method, app_key, version, timestamp, sign, access_token, limit.

import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { fromJdText } from './china-time.ts'
import { expectedSign } from './expected-sign.ts'
import { gatewayError } from './jd-error.ts'
import type { JdRefusal } from './jd-error.ts'

const TOLERANCE_MS = 6 * 60_000

/** The first thing wrong with a request, or null. */
export function checkRequest(
  request: ReadonlyMap<string, string>,
  market: Marketplace,
  methods: ReadonlySet<string>,
): JdRefusal | null {
  const of = (name: string): string => request.get(name) ?? ''
  if (of('method') === '') return gatewayError(14)
  if (!methods.has(of('method'))) return gatewayError(15)
  if (of('app_key') === '') return gatewayError(20)
  if (of('app_key') !== market.key('appKey')) return gatewayError(21)
  if (of('v') !== '2.0') return gatewayError(of('v') === '' ? 4 : 5)
  if (of('timestamp') === '') return gatewayError(7)
  const sentAtMs = fromJdText(of('timestamp'))
  if (sentAtMs === null || Math.abs(sentAtMs - market.now()) > TOLERANCE_MS) return gatewayError(8)
  if (of('sign') === '') return gatewayError(11)
  if (!isSameText(of('sign'), expectedSign(request, market.key('appSecret')))) return gatewayError(12)
  if (of('access_token') === '') return gatewayError(18)
  if (market.checkToken(of('access_token')) !== 'ok') return gatewayError(19)
  return market.limited('app') > 0 ? gatewayError(2) : null
}
