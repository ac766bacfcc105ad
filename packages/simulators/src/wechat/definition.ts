// A WeChat shop gateway on this machine. A call is proven by its token alone; what is enforced is the token, the form of
// requests, windows, page sizes, keys of pages, and who may ship what.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { WECHAT_IDS } from './ids.ts'
import { isRecord } from './method.ts'
import type { WxBody } from './method.ts'
import { ORDER_METHODS } from './order-methods.ts'
import { PRODUCT_METHODS } from './product-methods.ts'
import { PlainTokens, stableToken } from './stable-token.ts'
import { WECHAT_PUSH } from './wx-message.ts'
import { REFUSALS, refuse } from './wx-error.ts'
import type { WxRefusal, WxResult } from './wx-error.ts'

const TOKEN_TTL_MS = 7_200_000 // What stable_token documents.
const TOKEN_GRACE_MS = 5 * 60_000
const AES_KEY_CHARACTERS = 43

export const WECHAT_MARKETPLACE: MarketplaceDefinition = {
  channel: 'wechat',
  gatewayPath: '',
  ids: WECHAT_IDS,
  drawAccess: () => ({
    appId: `wx${randomBytes(8).toString('hex')}`,
    appSecret: randomBytes(16).toString('hex'),
    pushToken: randomBytes(12).toString('hex'),
    encodingAesKey: randomBytes(33).toString('base64').replaceAll(/[+/]/g, 'x').slice(0, AES_KEY_CHARACTERS),
  }),
  tokenTtlMs: TOKEN_TTL_MS,
  tokenGraceMs: TOKEN_GRACE_MS,
  refusesOpenRefund: true, // 108009
  // About 10,000 a minute are told of an application; counted by the second here [A].
  callLimit: { callsPerSecondMax: 1_000, banMs: 60_000 },
  routes,
  push: WECHAT_PUSH,
}

function routes(app: FastifyInstance, market: Marketplace): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const serve = (path: string, answer: (request: FastifyRequest) => WxResult): void => {
    app.post(path, async (request, reply) => {
      const result = answer(request)
      // A success of any method carries its code; a token comes bare.
      return reply
        .type('application/json; charset=UTF-8')
        .send(JSON.stringify(result.ok ? result.body : result.refusal))
    })
  }
  const plain = new PlainTokens(market, { ttlMs: TOKEN_TTL_MS, graceMs: TOKEN_GRACE_MS })
  for (const [path, method] of [...ORDER_METHODS, ...PRODUCT_METHODS]) {
    serve(path, (request) => {
      const refusal = checkRequest(request, market, plain)
      const result = refusal === null ? withBody(request, (body) => method(body, market)) : refuse(refusal)
      return result.ok ? { ok: true, body: { errcode: 0, errmsg: 'ok', ...result.body } } : result
    })
  }
  serve('/cgi-bin/stable_token', (request) => withBody(request, (body) => stableToken(body, market)))
  app.get('/cgi-bin/token', async (request, reply) => {
    const result = plain.grant(request.query as WxBody)
    return reply.type('application/json; charset=UTF-8').send(JSON.stringify(result.ok ? result.body : result.refusal))
  })
}

function withBody(request: FastifyRequest, answer: (body: WxBody) => WxResult): WxResult {
  const body = readJson(request.body)
  return body === null ? refuse(REFUSALS.notJson) : answer(body)
}

function checkRequest(request: FastifyRequest, market: Marketplace, plain: PlainTokens): WxRefusal | null {
  const token = (request.query as Record<string, unknown>)['access_token']
  if (typeof token !== 'string' || token === '') return REFUSALS.tokenMissing
  const stable = market.checkToken(token)
  const state = stable === 'unknown' ? plain.check(token) : stable
  if (state === 'expired') return REFUSALS.tokenExpired
  if (state !== 'ok') return REFUSALS.tokenInvalid
  return market.limited('app') > 0 ? REFUSALS.minuteLimit : null
}

function readJson(body: unknown): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : '')
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
