// A Taobao gateway on this machine. It enforces TOP's contract rather than being kind: signature, clock, session,
// methods, fields, windows, page sizes, call limit.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { ACCESS_METHODS, OPEN_METHODS } from './access-methods.ts'
import { checkRequest } from './check-request.ts'
import { TOP_IDS } from './ids.ts'
import { ITEM_METHODS } from './item-methods.ts'
import { LOGISTICS_METHODS } from './logistics-methods.ts'
import { ORDER_METHODS } from './order-methods.ts'
import { serveTmc } from './tmc-server.ts'
import { callLimited, refuse } from './top-error.ts'
import type { TopResult } from './top-error.ts'

const GATEWAY_PATH = '/router/rest'
const SELLER_NICK = '演示旗舰店'
const DAY_MS = 86_400_000

const METHODS = new Map([...ORDER_METHODS, ...ITEM_METHODS, ...LOGISTICS_METHODS, ...ACCESS_METHODS])
const METHOD_NAMES = new Set(METHODS.keys())

export const TAOBAO_MARKETPLACE: MarketplaceDefinition = {
  channel: 'taobao',
  gatewayPath: GATEWAY_PATH,
  ids: TOP_IDS,
  drawAccess: () => ({
    appKey: `3${String(randomBytes(4).readUInt32BE() % 10_000_000).padStart(7, '0')}`,
    appSecret: randomBytes(16).toString('hex'),
  }),
  tokenTtlMs: 365 * DAY_MS, // [A] A subscribed seller's session lives as long as the subscription.
  tokenGraceMs: 0,
  refusesOpenRefund: true,
  routes,
  push: null, // Messages come over TMC's WebSocket.
}

function routes(app: FastifyInstance, market: Marketplace): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new Map(new URLSearchParams(body as string)))
  })
  let requests = 0
  app.post(GATEWAY_PATH, async (request, reply) => {
    const form = request.body instanceof Map ? (request.body as Map<string, string>) : new Map<string, string>()
    const query = new URLSearchParams(request.query as Record<string, string>)
    const whole = new Map([...query, ...form]) // Some clients put the system parameters into the query.
    const result = answer(whole, market)
    const text = toText(result, { requestId: `sim${++requests}`, isSimple: whole.get('simplify') === 'true' })
    return reply.type('application/json;charset=utf-8').send(text)
  })
  serveTmc(app, market, SELLER_NICK)
}

function answer(form: ReadonlyMap<string, string>, market: Marketplace): TopResult {
  const nowMs = market.now()
  const refusal = checkRequest(form, {
    appKey: market.key('appKey'),
    appSecret: market.key('appSecret'),
    checkSession: (session) => market.checkToken(session),
    methods: METHOD_NAMES,
    openMethods: OPEN_METHODS,
    nowMs,
  })
  if (refusal !== null) return refuse(refusal)
  const banMs = market.limited('app')
  if (banMs > 0) return refuse(callLimited(banMs))
  const { ledger, faults } = market
  return METHODS.get(form.get('method') ?? '')!(form, { market, ledger, faults, sellerNick: SELLER_NICK, nowMs })
}

function toText(result: TopResult, { requestId, isSimple }: { requestId: string; isSimple: boolean }): string {
  if (!result.ok) return JSON.stringify({ error_response: { ...result.refusal, request_id: requestId } })
  const [[envelope, content] = ['', {}]] = Object.entries(result.body)
  const body = { ...(content as object), request_id: requestId }
  return JSON.stringify(isSimple ? simplified(body) : { [envelope]: body })
}

/** `simplify=true` drops the envelope and every list's wrapper: {"trades":{"trade":[…]}} is {"trades":[…]}. */
function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === null) return value
  const members = Object.entries(value)
  const [only] = members
  if (members.length === 1 && only !== undefined && Array.isArray(only[1])) return simplified(only[1])
  return Object.fromEntries(members.map(([name, member]) => [name, simplified(member)]))
}
