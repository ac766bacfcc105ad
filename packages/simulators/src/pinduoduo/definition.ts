// A Pinduoduo gateway on this machine. It enforces the contract rather than being kind: signature, clock, token, types,
// windows, page sizes, call limit.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { checkRequest } from './check-request.ts'
import { PINDUODUO_IDS } from './ids.ts'
import type { Parameters } from './method.ts'
import { ORDER_METHODS } from './order-methods.ts'
import { refuse } from './pdd-error.ts'
import type { PddResult } from './pdd-error.ts'
import { servePmc } from './pmc-server.ts'
import { readForm, readJson } from './read-parameters.ts'
import { grantTokens, OPEN_TYPES, SELLER_METHODS } from './seller-methods.ts'

const GATEWAY_PATH = '/api/router'
const OLDER_TOKEN_PATH = '/oauth/token'
const DAY_MS = 86_400_000

const METHODS = new Map([...ORDER_METHODS, ...SELLER_METHODS])
const RULES = { types: new Set(METHODS.keys()), openTypes: OPEN_TYPES }

export const PINDUODUO_MARKETPLACE: MarketplaceDefinition = {
  channel: 'pinduoduo',
  gatewayPath: GATEWAY_PATH,
  ids: PINDUODUO_IDS,
  drawAccess: () => ({ appKey: randomBytes(16).toString('hex'), appSecret: randomBytes(20).toString('hex') }),
  tokenTtlMs: DAY_MS, // [A]
  tokenGraceMs: 0,
  refusesOpenRefund: true, // [A]
  routes,
  push: null, // Messages come over PMC's WebSocket.
}

function routes(app: FastifyInstance, market: Marketplace): void {
  const parse = (type: string, read: (body: string) => Parameters): void => {
    app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, read(body as string)))
  }
  app.removeContentTypeParser('application/json')
  parse('application/x-www-form-urlencoded', readForm)
  parse('application/json', readJson)
  let requests = 0
  // One public client posts to the address with a slash behind it.
  for (const path of [GATEWAY_PATH, `${GATEWAY_PATH}/`]) {
    app.post(path, async (request, reply) => {
      const parameters = request.body instanceof Map ? (request.body as Parameters) : new Map<string, string>()
      const text = toText(answer(parameters, market), `sim${++requests}`)
      return reply.type('application/json;charset=utf-8').send(text)
    })
  }
  app.post(OLDER_TOKEN_PATH, async (request, reply) => {
    const parameters = request.body instanceof Map ? (request.body as Parameters) : new Map<string, string>()
    const result = grantTokens(parameters, market)
    const body = result.ok ? result.body : { error_response: result.refusal }
    return reply.type('application/json;charset=utf-8').send(JSON.stringify(body))
  })
  servePmc(app, market)
}

function answer(parameters: Parameters, market: Marketplace): PddResult {
  const refusal = checkRequest(parameters, market, RULES)
  if (refusal !== null) return refuse(refusal)
  return METHODS.get(parameters.get('type') ?? '')!(parameters, market)
}

function toText(result: PddResult, request_id: string): string {
  if (!result.ok) {
    const error = { sub_code: null, sub_msg: null, ...result.refusal, request_id }
    return JSON.stringify({ error_response: error })
  }
  const [[envelope, content] = ['', {}]] = Object.entries(result.body)
  return JSON.stringify({ [envelope]: { ...(content as object), request_id } })
}
