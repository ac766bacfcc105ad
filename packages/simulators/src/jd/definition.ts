// A JOS gateway on this machine. It enforces the contract rather than being kind: signature, clock, token, methods,
// optional fields, windows, page sizes, call limit.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { isSameText } from '../marketplace/control-routes.ts'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { checkRequest } from './check-request.ts'
import { JD_IDS } from './ids.ts'
import { refuse } from './jd-error.ts'
import type { JdResult } from './jd-error.ts'
import type { Parameters } from './method.ts'
import { ORDER_METHODS } from './order-methods.ts'
import { SELLER_METHODS } from './seller-methods.ts'

const GATEWAY_PATH = '/routerjson'
const CODE_PATH = '/oauth2/access_token'
const REFRESH_PATH = '/oauth2/refresh_token'
const OLDER_PATH = '/oauth/token'
const DAY_MS = 86_400_000

const METHODS = new Map([...ORDER_METHODS, ...SELLER_METHODS])
const METHOD_NAMES = new Set(METHODS.keys())

export const JD_MARKETPLACE: MarketplaceDefinition = {
  channel: 'jd',
  gatewayPath: GATEWAY_PATH,
  ids: JD_IDS,
  drawAccess: () => ({
    appKey: randomBytes(16).toString('hex').toUpperCase(),
    appSecret: randomBytes(16).toString('hex'),
  }),
  tokenTtlMs: DAY_MS, // As in public answers of its OAuth server.
  tokenGraceMs: 0,
  refusesOpenRefund: true, // [A] A locked order does not leave.
  routes,
  push: null, // No public contract of its messages could be found.
}

type Texts = ReadonlyMap<string, string>

function routes(app: FastifyInstance, market: Marketplace): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new Map(new URLSearchParams(body as string)))
  })
  app.route({
    method: ['GET', 'POST'],
    url: GATEWAY_PATH,
    handler: async (request, reply) => {
      const text = toText(answer(textsOf(request), market), textsOf(request).get('method') ?? '')
      return reply.type('application/json;charset=utf-8').send(text)
    },
  })
  // The older address takes both kinds of grant, and names the application as OAuth does.
  for (const url of [CODE_PATH, REFRESH_PATH, OLDER_PATH]) {
    app.route({
      method: ['GET', 'POST'],
      url,
      handler: async (request, reply) => {
        const texts = textsOf(request)
        const isOlder = url === OLDER_PATH
        const byCode = isOlder ? texts.get('grant_type') === 'authorization_code' : url === CODE_PATH
        const answered = grantTokens(isOlder ? renamed(texts) : texts, byCode, market)
        return reply.type('application/json;charset=utf-8').send(JSON.stringify(answered))
      },
    })
  }
}

function textsOf({ query, body }: { query: unknown; body: unknown }): Texts {
  const form = body instanceof Map ? (body as Texts) : []
  return new Map([...new URLSearchParams(query as Record<string, string>), ...form])
}

function answer(request: Texts, market: Marketplace): JdResult {
  const refusal = checkRequest(request, market, METHOD_NAMES)
  if (refusal !== null) return { ok: false, refusal }
  const parameters = parseParameters(request.get('360buy_param_json') ?? '')
  if (parameters === null) return refuse(63)
  return METHODS.get(request.get('method') ?? '')!(parameters, market)
}

function parseParameters(text: string): Parameters | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Parameters) : null
  } catch {
    return null
  }
}

function toText(result: JdResult, method: string): string {
  if (!result.ok) return JSON.stringify({ error_response: result.refusal })
  // The platform's own spelling.
  return JSON.stringify({ [`${method.replaceAll('.', '_')}_responce`]: { code: '0', ...result.body } })
}

function renamed(texts: Texts): Texts {
  return new Map([
    ...texts,
    ['app_key', texts.get('client_id') ?? ''],
    ['app_secret', texts.get('client_secret') ?? ''],
  ])
}

function grantTokens(request: Texts, isByCode: boolean, market: Marketplace): Record<string, unknown> {
  const isApplication =
    request.get('app_key') === market.key('appKey') &&
    isSameText(request.get('app_secret') ?? '', market.key('appSecret'))
  if (!isApplication) return { code: 401, msg: '非法的app_key或app_secret', requestId: 'sim' }
  const grant = isByCode ? 'authorization_code' : 'refresh_token'
  if (request.get('grant_type') !== grant) return { code: 402, msg: '非法的grant_type', requestId: 'sim' }
  const nowMs = market.now()
  const issued = isByCode
    ? market.tokens.exchange(request.get('code') ?? '', nowMs)
    : market.tokens.refresh(request.get('refresh_token') ?? '', nowMs)
  if (issued === null) return { code: 403, msg: isByCode ? 'code已失效' : 'refresh_token已失效', requestId: 'sim' }
  return {
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: Math.floor((issued.expiresAtMs - nowMs) / 1_000),
    time: nowMs,
    token_type: 'bearer',
    code: 0,
  }
}
