// Gateway checks before any method runs. The signature covers method, application and time, and nothing of the business
// fields.

import { createHash } from 'node:crypto'
import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { textOf } from './method.ts'
import type { XhsBody } from './method.ts'
import { REFUSALS } from './xhs-error.ts'
import type { XhsRefusal } from './xhs-error.ts'

const VERSION = '2.0'
const SECONDS = /^\d{10}$/ // Milliseconds have thirteen digits. How old a time may be is not told of.

export function checkRequest(body: XhsBody, market: Marketplace, needsToken: boolean): XhsRefusal | null {
  const { timestamp: at } = body
  // Documented as text; the public client for Go writes a number.
  const timestamp = typeof at === 'number' ? String(at) : textOf(body, 'timestamp')
  const method = textOf(body, 'method')
  const appId = market.key('appKey')
  const isSystem = textOf(body, 'appId') === appId && textOf(body, 'version') === VERSION && SECONDS.test(timestamp)
  const base = `${method}?appId=${appId}&timestamp=${timestamp}&version=${VERSION}${market.key('appSecret')}`
  const expected = createHash('md5').update(base).digest('hex')
  if (!isSystem || !isSameText(textOf(body, 'sign'), expected)) return REFUSALS.sign
  if (needsToken && market.checkToken(textOf(body, 'accessToken')) !== 'ok') return REFUSALS.token
  return market.limited(method) > 0 ? REFUSALS.limited : null
}
