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
import { acceptForms, readRequest } from './read-request.ts'
import { serveTmc } from './tmc-server.ts'
import { toText } from './to-text.ts'
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
  acceptForms(app)
  let requests = 0
  app.route({
    method: ['GET', 'POST'],
    url: GATEWAY_PATH,
    handler: async (request, reply) => {
      const form = readRequest(request)
      const { type, text } = toText(answer(form, market), form, `sim${++requests}`)
      return reply.type(type).send(text)
    },
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
