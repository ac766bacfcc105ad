// A Xiaohongshu gateway on this machine. It enforces the contract rather than being kind: signature, token, windows, page
// sizes, limit by method, whole SKUs in parcels, totals that hold what is occupied.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { checkRequest } from './check-request.ts'
import { XIAOHONGSHU_IDS } from './ids.ts'
import { textOf } from './method.ts'
import type { XhsBody } from './method.ts'
import { ORDER_METHODS } from './order-methods.ts'
import { XIAOHONGSHU_PUSH } from './push-format.ts'
import { OPEN_METHODS, SELLER_METHODS } from './seller-methods.ts'
import { invalid, REFUSALS, refuse } from './xhs-error.ts'
import type { XhsResult } from './xhs-error.ts'

const GATEWAY_PATH = '/ark/open_api/v3/common_controller'
const METHODS = new Map([...ORDER_METHODS, ...SELLER_METHODS])
const TOKEN_TTL_MS = 7 * 86_400_000
const TOKEN_GRACE_MS = 5 * 60_000

export const XIAOHONGSHU_MARKETPLACE: MarketplaceDefinition = {
  channel: 'xiaohongshu',
  gatewayPath: GATEWAY_PATH,
  ids: XIAOHONGSHU_IDS,
  drawAccess: () => ({
    appKey: randomBytes(10).toString('hex'),
    appSecret: randomBytes(16).toString('hex'),
    sellerId: randomBytes(12).toString('hex'),
  }),
  tokenTtlMs: TOKEN_TTL_MS,
  tokenGraceMs: TOKEN_GRACE_MS,
  refusesOpenRefund: true, // [A]
  callLimit: { callsPerSecondMax: 200, banMs: 5_000 }, // By method; how long is [A].
  routes,
  push: XIAOHONGSHU_PUSH,
}

function routes(app: FastifyInstance, market: Marketplace): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post(GATEWAY_PATH, async (request, reply) => {
    return reply.type('application/json;charset=utf-8').send(toText(answer(readBody(request.body), market)))
  })
}

function answer(body: XhsBody | null, market: Marketplace): XhsResult {
  if (body === null) return invalid('请求体不是 JSON 对象')
  const name = textOf(body, 'method')
  const method = METHODS.get(name)
  if (method === undefined) return refuse(REFUSALS.noSuchMethod)
  const refusal = checkRequest(body, market, !OPEN_METHODS.has(name))
  return refusal === null ? method(body, market) : refuse(refusal)
}

function readBody(body: unknown): XhsBody | null {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : '')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as XhsBody) : null
  } catch {
    return null
  }
}

function toText(result: XhsResult): string {
  if (result.ok) return JSON.stringify({ success: true, error_code: 0, error_msg: '', data: result.data })
  return JSON.stringify({ success: false, ...result.refusal, data: null })
}
