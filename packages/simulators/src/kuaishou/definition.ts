// The gateway of 快手小店 on this machine. It enforces the contract rather than being kind: signature over the raw text,
// token, transports, windows, page sizes, cursors, differences of stock, call limit.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isSameText } from '../marketplace/control-routes.ts'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import { parseParameters } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { expectedSign } from './crypto.ts'
import { grantByCode, grantByRefresh } from './grant-tokens.ts'
import { KUAISHOU_IDS } from './ids.ts'
import { invalid, refusals, refuse, tooFrequent } from './kuaishou-error.ts'
import type { KuaishouRefusal, KuaishouResult } from './kuaishou-error.ts'
import { ORDER_METHODS } from './order-methods.ts'
import { PUSH_FORMAT } from './push-format.ts'
import { SELLER_METHODS } from './seller-methods.ts'

const CODE_PATH = '/oauth2/access_token'
const REFRESH_PATH = '/oauth2/refresh_token'
const HOUR_MS = 3_600_000

const METHODS = new Map([...ORDER_METHODS, ...SELLER_METHODS])

export const KUAISHOU_MARKETPLACE: MarketplaceDefinition = {
  channel: 'kuaishou',
  gatewayPath: '/',
  ids: KUAISHOU_IDS,
  drawAccess: () => ({
    appKey: `ks7${String(randomBytes(6).readUIntBE(0, 6)).padStart(17, '0')}`,
    appSecret: randomBytes(16).toString('base64url'),
    signSecret: randomBytes(16).toString('hex'),
    openId: `f18${randomBytes(14).toString('hex')}`,
    messageKey: randomBytes(16).toString('base64'),
  }),
  tokenTtlMs: 48 * HOUR_MS,
  tokenGraceMs: 5 * 60_000,
  codeTtlMs: 2 * 60_000,
  refusesOpenRefund: true,
  callLimit: { callsPerSecondMax: 300, banMs: 1_000 }, // Published of the order listing, each method on its own; the ban is [A].
  routes,
  push: PUSH_FORMAT,
}

type Texts = ReadonlyMap<string, string>

function routes(app: FastifyInstance, market: Marketplace): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new Map(new URLSearchParams(body as string)))
  })
  let requests = 0
  app.route({
    method: ['GET', 'POST'],
    url: '/open/*',
    handler: async (request, reply) => {
      const method = new URL(request.url, 'http://here').pathname.slice(1).replaceAll('/', '.')
      const transport = request.method === 'POST' ? 'POST' : 'GET'
      const result = answer({ texts: textsOf(request), method, transport }, market)
      return reply.type('application/json;charset=utf-8').send(toText(result, `sim${++requests}`))
    },
  })
  // Public clients refresh by either method, with everything in the query.
  for (const [url, grant] of [
    [CODE_PATH, grantByCode],
    [REFRESH_PATH, grantByRefresh],
  ] as const) {
    app.route({
      method: ['GET', 'POST'],
      url,
      handler: async (request, reply) => {
        return reply.type('application/json;charset=utf-8').send(JSON.stringify(grant(textsOf(request), market)))
      },
    })
  }
}

/** The documents ask for `param` in the body of a POST; where the others stand is the client's choice. */
function textsOf({ query, body }: FastifyRequest): Texts {
  const form = body instanceof Map ? (body as Texts) : new Map<string, string>()
  return new Map([...new URLSearchParams(query as Record<string, string>), ...form])
}

interface Request {
  texts: Texts
  /** By the path that was called. */
  method: string
  transport: 'GET' | 'POST'
}

function answer(request: Request, market: Marketplace): KuaishouResult {
  const served = METHODS.get(request.method)
  if (served === undefined) return refuse(refusals.noSuchMethod)
  if (!served.transports.includes(request.transport)) return refuse(refusals.wrongTransport)
  const refusal = checkRequest(request, market)
  if (refusal !== null) return refuse(refusal)
  const parameters = parseParameters(request.texts.get('param') ?? '')
  return parameters === null ? invalid('param') : served.serve(parameters, market)
}

/** The order of the checks is [A]. No tolerance of the clock is published, so only its form is looked at: milliseconds. */
function checkRequest({ texts, method }: Request, market: Marketplace): KuaishouRefusal | null {
  const of = (name: string): string => texts.get(name) ?? ''
  if (of('appkey') !== market.key('appKey')) return refusals.application
  if (of('method') !== method || of('version') !== '1' || !/^\d{13}$/.test(of('timestamp'))) return refusals.signature
  const expected = expectedSign(texts, market.key('signSecret'))
  if (expected === null || !isSameText(of('sign'), expected)) return refusals.signature
  const token = market.checkToken(of('access_token'))
  if (token === 'revoked') return refusals.revoked
  if (token !== 'ok') return refusals.token
  return market.limited(method) > 0 ? tooFrequent(method, market.key('appKey')) : null
}

function toText(result: KuaishouResult, requestId: string): string {
  const answered = result.ok ? { result: 1, error_msg: 'SUCCESS', data: result.data } : result.refusal
  return JSON.stringify({ ...answered, requestId })
}
