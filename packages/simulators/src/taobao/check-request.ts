// Gateway checks before any method runs, in the order [A]: app key, timestamp, version, method, sign,
// session. TOP's own order is not documented.

import { fromChinaText } from '../marketplace/china-time.ts'
import { isSameText } from '../marketplace/control-routes.ts'
import type { TokenState } from '../marketplace/token-desk.ts'
import { expectedSign } from './expected-sign.ts'
import { formatOf } from './to-text.ts'
import { refusals } from './top-error.ts'
import type { TopRefusal } from './top-error.ts'

const TIMESTAMP_TOLERANCE_MS = 10 * 60_000 // TOP guide docId=101617.

export interface GatewayContext {
  appKey: string
  appSecret: string
  checkSession: (session: string) => TokenState
  methods: ReadonlySet<string>
  /** Methods a client calls before it has a session. */
  openMethods: ReadonlySet<string>
  nowMs: number
}

/** The first thing wrong with a request, or null. */
export function checkRequest(form: ReadonlyMap<string, string>, context: GatewayContext): TopRefusal | null {
  return (
    checkCaller(form, context) ?? checkMethod(form, context) ?? checkSign(form, context) ?? checkSession(form, context)
  )
}

function checkCaller(form: ReadonlyMap<string, string>, context: GatewayContext): TopRefusal | null {
  const appKey = form.get('app_key') ?? ''
  if (appKey === '') return refusals.missingAppKey
  if (appKey !== context.appKey) return refusals.invalidAppKey
  const timestamp = form.get('timestamp') ?? ''
  if (timestamp === '') return refusals.missingTimestamp
  const atMs = fromChinaText(timestamp)
  if (atMs === null || Math.abs(atMs - context.nowMs) > TIMESTAMP_TOLERANCE_MS) return refusals.invalidTimestamp
  const version = form.get('v') ?? ''
  if (version === '') return refusals.missingVersion
  return version === '2.0' ? null : refusals.invalidVersion
}

function checkMethod(form: ReadonlyMap<string, string>, context: GatewayContext): TopRefusal | null {
  const method = form.get('method') ?? ''
  if (method === '') return refusals.missingMethod
  if (!context.methods.has(method)) return refusals.invalidMethod
  return formatOf(form) === null ? refusals.invalidFormat : null
}

function checkSign(form: ReadonlyMap<string, string>, context: GatewayContext): TopRefusal | null {
  const sign = form.get('sign') ?? ''
  if (sign === '') return refusals.missingSignature
  const expected = expectedSign(form, context.appSecret)
  return expected !== null && isSameText(sign, expected) ? null : refusals.invalidSignature
}

function checkSession(form: ReadonlyMap<string, string>, context: GatewayContext): TopRefusal | null {
  const session = form.get('session') ?? ''
  if (context.openMethods.has(form.get('method') ?? '')) return null
  if (session === '') return refusals.missingSession
  switch (context.checkSession(session)) {
    case 'ok':
      return null
    case 'expired':
      return refusals.expiredSession
    case 'unknown':
    case 'revoked':
      return refusals.invalidSession
  }
}
