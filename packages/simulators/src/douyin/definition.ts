// The gateway of 抖店 on this machine. It enforces the contract rather than being kind: signature over the raw body,
// clock, token, methods, windows, pages from 0, call limit, idempotency keys.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import { parseParameters, textOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { IssuedTokens } from '../marketplace/token-desk.ts'
import { checkRequest } from './check-request.ts'
import { invalid, missing, refusals, refuse } from './douyin-error.ts'
import type { DouyinResult } from './douyin-error.ts'
import { DOUYIN_IDS } from './ids.ts'
import { ITEM_METHODS } from './item-methods.ts'
import { LOGISTICS_METHODS } from './logistics-methods.ts'
import type { DouyinMethod, Parameters } from './method.ts'
import { ORDER_METHODS } from './order-methods.ts'
import { PUSH_FORMAT } from './push-format.ts'

const DAY_MS = 86_400_000
const CREATE = 'token.create'
const REFRESH = 'token.refresh'

const METHODS = new Map<string, DouyinMethod>([
  ...ORDER_METHODS,
  ...ITEM_METHODS,
  ...LOGISTICS_METHODS,
  [CREATE, createToken],
  [REFRESH, refreshToken],
])

export const DOUYIN_MARKETPLACE: MarketplaceDefinition = {
  channel: 'douyin',
  gatewayPath: '/',
  ids: DOUYIN_IDS,
  drawAccess: () => ({
    appKey: `7${String(randomBytes(6).readUIntBE(0, 6)).padStart(18, '0')}`,
    appSecret: randomBytes(16).toString('hex'),
    shopId: String(1_000_000 + (randomBytes(4).readUInt32BE() % 9_000_000)),
  }),
  tokenTtlMs: 7 * DAY_MS,
  tokenGraceMs: 0,
  refusesOpenRefund: true,
  callLimit: { callsPerSecondMax: 500, banMs: 3_000 }, // The least of the published ones, each of one method; the ban is [A].
  routes,
  push: PUSH_FORMAT,
}

function routes(app: FastifyInstance, market: Marketplace): void {
  // The signature covers the body as it arrived, so nothing may parse it before.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  // The platform's own client for Go names as its type "Content-Type: application/json", so what is named is not looked at.
  const onRequest: onRequestHookHandler = (request, _reply, done) => {
    request.raw.headers['content-type'] = 'application/json'
    done()
  }
  let requests = 0
  // It also writes one slash too many.
  for (const slash of ['/', '//']) {
    app.post<{ Params: { group: string; name: string } }>(
      `${slash}:group/:name`,
      { onRequest },
      async (request, reply) => {
        const { group, name } = request.params
        const query = new URLSearchParams(request.query as Record<string, string>)
        const body = typeof request.body === 'string' ? request.body : ''
        const result = answer({ query, body, method: `${group}.${name}` }, market)
        const isNew = request.headers['x-open-no-old-err-code'] === '1'
        return reply.type('application/json;charset=utf-8').send(toText(result, `sim${++requests}`, isNew))
      },
    )
  }
}

interface Request {
  query: URLSearchParams
  body: string
  method: string
}

function answer(request: Request, market: Marketplace): DouyinResult {
  const serve = METHODS.get(request.method)
  if (serve === undefined) return refuse(refusals.noSuchApi)
  const refusal = checkRequest({ ...request, needsToken: ![CREATE, REFRESH].includes(request.method) }, market)
  if (refusal !== null) return refuse(refusal)
  const parameters = parseParameters(request.body)
  return parameters === null ? invalid('param_json') : serve(withoutNulls(parameters), market)
}

/** Clients whose language has no absent members write null for them. */
function withoutNulls(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null))
}

/** Who does not ask for the new codes alone hears the old ones beside them; which they are is [A]. */
function toText(result: DouyinResult, log_id: string, isNew: boolean): string {
  if (result.ok) {
    const old = isNew ? {} : { err_no: 0, message: 'success' }
    return JSON.stringify({
      code: 10_000,
      msg: 'success',
      sub_code: '',
      sub_msg: '',
      log_id,
      data: result.data,
      ...old,
    })
  }
  const { code, sub_code, sub_msg } = result.refusal
  const old = isNew ? {} : { err_no: code, message: sub_msg }
  return JSON.stringify({ code, msg: '失败', sub_code, sub_msg, log_id, data: null, ...old })
}

/** For a code of the authorization page, or to an application of the seller's own for the shop's number. */
function createToken(parameters: Parameters, market: Marketplace): DouyinResult {
  const type = textOf(parameters, 'grant_type')
  if (type === 'authorization_self') {
    if (textOf(parameters, 'shop_id') !== market.key('shopId')) return refuse(refusals.noAuthorization)
    return granted(market.tokens.grant(market.now()), market)
  }
  if (type !== 'authorization_code') return refuse(refusals.grantTypeInvalid)
  const issued = market.tokens.exchange(textOf(parameters, 'code'), market.now())
  return issued === null ? refuse(refusals.codeInvalid) : granted(issued, market)
}

function refreshToken(parameters: Parameters, market: Marketplace): DouyinResult {
  const given = textOf(parameters, 'refresh_token')
  if (given === '') return missing('refresh_token')
  if (parameters['grant_type'] !== 'refresh_token') return refuse(refusals.grantTypeInvalid)
  const issued = market.tokens.refresh(given, market.now())
  return issued === null ? refuse(refusals.refreshTokenInvalid) : granted(issued, market)
}

function granted(issued: IssuedTokens, market: Marketplace): DouyinResult {
  const data = {
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: Math.floor((issued.expiresAtMs - market.now()) / 1_000),
    shop_id: Number(market.key('shopId')),
    scope: 'SCOPE',
  }
  return { ok: true, data }
}
