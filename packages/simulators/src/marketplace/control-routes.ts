// The drill's side door: reads what stands, switches faults, ends tokens, moves the shop. Its own path, its own
// token.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { applyFaults, NO_FAULTS } from './faults.ts'
import type { Marketplace } from './marketplace.ts'

export interface ControlOptions {
  controlToken: string
  market: Marketplace
}

export async function controlRoutes(app: FastifyInstance, options: ControlOptions): Promise<void> {
  const { market } = options
  app.addHook('onRequest', async (request, reply) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!isSameText(given, options.controlToken)) await reply.code(401).send({ error: 'control token required' })
  })
  // A platform's folder may take bodies as bytes, for its signature; here they are JSON on every platform.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
  stateRoutes(app, market)
  app.put('/faults', async (request, reply) => {
    const problem = applyFaults(market.faults, request.body)
    return problem === null ? { faults: market.faults } : reply.code(400).send({ error: problem })
  })
  app.delete('/faults', async () => {
    Object.assign(market.faults, NO_FAULTS)
    return { faults: market.faults }
  })
  app.post('/tokens/expire', async () => {
    market.tokens.expire()
    return { tokens: market.tokens.counts }
  })
  app.post('/tokens/revoke', async () => {
    market.tokens.revoke()
    return { tokens: market.tokens.counts }
  })
  app.post('/drop-subscription', async () => {
    market.dropSubscription()
    return { pushesWaiting: market.outbox.waitingCount }
  })
  app.post('/tokens/authorize', async () => ({ code: market.tokens.authorize(market.now()) }))
  app.put('/push', async (request, reply) => {
    const { url = null } = (request.body ?? {}) as { url?: string | null }
    if (url !== null && !URL.canParse(url)) return reply.code(400).send({ error: 'url must be a URL or null' })
    market.pushTarget = url === null ? null : new URL(url)
    return { url }
  })
}

function stateRoutes(app: FastifyInstance, market: Marketplace): void {
  app.get('/state', async () => {
    market.refresh()
    const { ledger, faults, tokens, counts, outbox } = market
    const counters = [...ledger.stockCounters()].map(([skuId, counter]) => ({
      skuId,
      ...counter,
      shown: ledger.stock.shown(skuId),
    }))
    return {
      faults,
      trades: ledger.tradeCount,
      counters,
      tokens: tokens.counts,
      ...counts,
      pushesWaiting: outbox.waitingCount,
    }
  })
  app.get('/stock-writes', async () => ({ writes: market.ledger.stock.writes }))
  app.get('/parcels', async () => {
    market.refresh()
    const shipped = market.ledger.tradesAt(market.now()).filter(({ parcels }) => parcels.length > 0)
    return { trades: shipped.map(({ tradeId, state, parcels }) => ({ tradeId, state, parcels })) }
  })
}

/** Digests have one length, so the comparison tells neither content nor length. */
export function isSameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
