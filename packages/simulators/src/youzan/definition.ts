// A Youzan gateway on this machine. It enforces the contract rather than being kind: version, content type, token in the
// query and nowhere else, bounds in pairs, page sizes, limit, refusals with HTTP 200.

import { randomBytes, randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import { parseParameters, textOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { YOUZAN_IDS } from './ids.ts'
import type { Parameters } from './method.ts'
import { YOUZAN_PUSH } from './push-message.ts'
import { SELLER_METHODS } from './seller-methods.ts'
import { answerToken } from './token-route.ts'
import { TRADE_METHODS } from './trade-methods.ts'
import { gatewayError, gatewayErrors, toBody } from './youzan-error.ts'
import type { YouzanResult } from './youzan-error.ts'

const WEEK_MS = 7 * 86_400_000

export const YOUZAN_MARKETPLACE: MarketplaceDefinition = {
  channel: 'youzan',
  gatewayPath: '',
  ids: YOUZAN_IDS,
  drawAccess: () => ({
    appKey: randomBytes(9).toString('hex'),
    appSecret: randomBytes(16).toString('hex'),
    kdtId: String(randomInt(10_000_000, 99_999_999)),
    senderMobile: '13000000000',
  }),
  tokenTtlMs: WEEK_MS,
  tokenGraceMs: 0,
  refusesOpenRefund: true, // [A]
  routes,
  push: YOUZAN_PUSH,
}

const METHODS = new Map([...TRADE_METHODS, ...SELLER_METHODS])
/** Reading items may be called 300 times a second, more than this kit counts to: it is counted by item. */
const BY_ITEM = 'youzan.item.get/3.0.0'

function routes(app: FastifyInstance, market: Marketplace): void {
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post('/auth/token', async (request, reply) => {
    return send(reply, answerToken(readBody(request) ?? {}, market))
  })
  app.post('/api/:name', async (_request, reply) => send(reply, toBody(gatewayError(gatewayErrors.url))))
  app.post('/api/:name/:version', async (request, reply) => send(reply, toBody(answer(request, market))))
}

function answer(request: FastifyRequest, market: Marketplace): YouzanResult {
  const { name, version } = request.params as { name: string; version: string }
  const parameters = readBody(request)
  if (parameters === null) return gatewayError(gatewayErrors.contentType)
  const { access_token: token = '' } = request.query as { access_token?: string }
  if (token === '') return gatewayError(gatewayErrors.noToken)
  const state = market.checkToken(token)
  if (state === 'expired') return gatewayError(gatewayErrors.tokenExpired)
  if (state !== 'ok') return gatewayError(gatewayErrors.tokenUnknown)
  const api = `${name}/${version}`
  const method = METHODS.get(api)
  if (method === undefined) return gatewayError(gatewayErrors.api)
  const scope = api === BY_ITEM ? `${api}/${textOf(parameters, 'item_id')}` : 'shop'
  if (market.limited(scope) > 0) return gatewayError(gatewayErrors.limit)
  return method(parameters, market)
}

/** Null where it is not JSON by its type or by its text. */
function readBody({ headers, body }: FastifyRequest): Parameters | null {
  if (!(headers['content-type'] ?? '').toLowerCase().startsWith('application/json')) return null
  return parseParameters(typeof body === 'string' && body !== '' ? body : '{}')
}

function send(reply: FastifyReply, body: Record<string, unknown>): FastifyReply {
  return reply.type('application/json;charset=UTF-8').send(JSON.stringify(body))
}
