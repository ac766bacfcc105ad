// A Shopify shop's Admin API on this machine. It enforces the contract rather than being kind: token, version, GraphQL's
// own validation, points, idempotency keys, counts compared before they are set.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { MarketplaceDefinition } from '../marketplace/definition.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import { CostBucket } from './cost-bucket.ts'
import { answerQuery } from './answer-query.ts'
import { SHOPIFY_IDS } from './ids.ts'
import { rootOf } from './resolvers.ts'
import { answerTokenGrant } from './token-route.ts'
import { SHOPIFY_PUSH } from './webhook.ts'

const DAY_MS = 86_400_000 // Of the seller's own application; those of public ones live an hour.

export const SHOPIFY_MARKETPLACE: MarketplaceDefinition = {
  channel: 'shopify',
  gatewayPath: '',
  ids: SHOPIFY_IDS,
  drawAccess: () => ({
    clientId: randomBytes(16).toString('hex'),
    clientSecret: `shpss_${randomBytes(16).toString('hex')}`,
    shopDomain: `demo-${randomBytes(4).toString('hex')}.myshopify.com`,
  }),
  tokenTtlMs: DAY_MS,
  tokenGraceMs: 0,
  refusesOpenRefund: false,
  routes,
  push: SHOPIFY_PUSH,
}

/** Earlier ones know neither the directive nor the compared count. */
const VERSIONS = new Set(['2026-04', '2026-07', '2026-10'])

function routes(app: FastifyInstance, market: Marketplace): void {
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.post('/admin/oauth/access_token', async (request, reply) => {
    const { status, body } = answerTokenGrant(readForm(request.body), market)
    return send(reply, status, body)
  })
  const desk = { market, root: rootOf(market), bucket: new CostBucket(market.now()) }
  app.post('/admin/api/:version/graphql.json', async (request, reply) => {
    const { version } = request.params as { version: string }
    if (!VERSIONS.has(version)) return send(reply, 404, { errors: 'Not Found' })
    const token = request.headers['x-shopify-access-token']
    if (market.checkToken(typeof token === 'string' ? token : '') !== 'ok') {
      return send(reply, 401, {
        errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
      })
    }
    return send(reply, 200, await answerQuery(String(request.body), desk))
  })
}

/** A form, or the same members as JSON: clients of the platform send either. */
function readForm(body: unknown): URLSearchParams {
  const text = typeof body === 'string' ? body : ''
  if (!text.startsWith('{')) return new URLSearchParams(text)
  try {
    return new URLSearchParams(JSON.parse(text) as Record<string, string>)
  } catch {
    return new URLSearchParams()
  }
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}
