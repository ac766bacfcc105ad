// A WooCommerce shop's REST API v3 on this machine. It enforces the contract rather than being kind: signature, clock,
// nonces, page sizes, bounds that exclude, and it says no to completing what cannot ship.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { RequestCheck } from './check-request.ts'
import { WOOCOMMERCE_IDS } from './ids.ts'
import { changeOrder, listOrders, listRefunds, readOrder } from './order-routes.ts'
import { readQuery } from './paging.ts'
import type { Query } from './paging.ts'
import { changeProduct, changeProducts, changeVariation, changeVariations } from './product-routes.ts'
import { listProducts, listVariations } from './product-routes.ts'
import { readProduct, readVariation } from './product-routes.ts'
import type { VariationPath } from './product-routes.ts'
import { WOOCOMMERCE_PUSH } from './webhook.ts'
import { changeWebhook, createWebhook, listWebhooks } from './webhook-routes.ts'
import { invalidParameter, refusals, refuse, send } from './woo-error.ts'
import type { WooResult } from './woo-error.ts'

const API = '/wp-json/wc/v3'
const LASTING_MS = 10 * 366 * 86_400_000 // There are no tokens.

export const WOOCOMMERCE_MARKETPLACE: MarketplaceDefinition = {
  channel: 'woocommerce',
  gatewayPath: '',
  ids: WOOCOMMERCE_IDS,
  drawAccess: () => ({
    consumerKey: `ck_${randomBytes(20).toString('hex')}`,
    consumerSecret: `cs_${randomBytes(20).toString('hex')}`,
    webhookSecret: randomBytes(25).toString('base64url'),
    siteUrl: `https://demo-${randomBytes(4).toString('hex')}.example/`,
  }),
  tokenTtlMs: LASTING_MS,
  tokenGraceMs: 0,
  refusesOpenRefund: false,
  routes,
  push: WOOCOMMERCE_PUSH,
}

interface Call {
  params: VariationPath
  query: Query
  body: Record<string, unknown>
}

type Answer = (call: Call) => WooResult

function routes(app: FastifyInstance, market: Marketplace): void {
  const check = new RequestCheck(market)
  // An empty body is no error here: clients send the type with every request.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const route = (method: 'GET' | 'PUT' | 'POST', path: string, answer: Answer): void =>
    void app.route({
      method,
      url: API + path,
      handler: (request, reply) => {
        const banMs = market.limited('shop')
        if (banMs > 0) {
          // [A] The shop itself has no limit; the machines in front of it do.
          const refusal = { code: 'too_many_requests', message: 'Too many requests.', status: 429 }
          return send(reply.header('retry-after', String(Math.ceil(banMs / 1_000))), refuse(refusal))
        }
        const refusal = check.refusalOf(request)
        return send(reply, refusal === null ? answered(request, answer) : refuse(refusal))
      },
    })
  route('GET', '/orders', ({ query }) => listOrders(query, market))
  route('GET', '/orders/:id', ({ params, query }) => readOrder(params.id, query, market))
  route('GET', '/orders/:id/refunds', ({ params, query }) => listRefunds(params.id, query, market))
  route('GET', '/products', ({ query }) => listProducts(query, market))
  route('GET', '/products/:id', ({ params }) => readProduct(params.id, market))
  route('GET', '/products/:id/variations', ({ params, query }) => listVariations(params.id, query, market))
  route('GET', '/products/:id/variations/:variationId', ({ params }) => readVariation(params, market))
  route('POST', '/products/batch', ({ body }) => changeProducts(body, market))
  route('POST', '/products/:id/variations/batch', ({ params, body }) => changeVariations(params.id, body, market))
  route('GET', '/webhooks', ({ query }) => listWebhooks(query, market))
  route('POST', '/webhooks', ({ body }) => createWebhook(body, market))
  // WordPress takes either word for a change.
  for (const method of ['PUT', 'POST'] as const) {
    route(method, '/orders/:id', ({ params, body }) => changeOrder(params.id, body, market))
    route(method, '/webhooks/:id', ({ params, body }) => changeWebhook(params.id, body, market))
    route(method, '/products/:id', ({ params, body }) => changeProduct(params.id, body, market))
    route(method, '/products/:id/variations/:variationId', ({ params, body }) => changeVariation(params, body, market))
  }
  app.setNotFoundHandler((_request, reply) => send(reply, refuse(refusals.noRoute)))
}

function answered(request: FastifyRequest, answer: Answer): WooResult {
  const body = readBody(request.body)
  if (body === null) return refuse(invalidParameter('body', 'Invalid JSON body passed.'))
  return answer({ params: request.params as VariationPath, query: readQuery(request.url), body })
}

function readBody(text: unknown): Record<string, unknown> | null {
  if (typeof text !== 'string' || text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
