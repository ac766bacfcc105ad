// The drill's side door: reads what stands and switches faults. Its own path, its own token.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { applyFaults, NO_FAULTS } from './faults.ts'
import type { Faults } from './faults.ts'
import type { TradeLedger } from './trade-ledger.ts'

export interface ControlOptions {
  controlToken: string
  faults: Faults
  ledger: TradeLedger
  /** Brings the ledger up to the present before it is read. */
  refresh: () => void
}

export async function controlRoutes(app: FastifyInstance, options: ControlOptions): Promise<void> {
  const { faults, ledger, refresh } = options
  app.addHook('onRequest', async (request, reply) => {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!isSameText(given, options.controlToken)) await reply.code(401).send({ error: 'control token required' })
  })
  app.get('/state', async () => {
    refresh()
    const counters = [...ledger.stockCounters()].map(([skuId, { opening, sold }]) => ({ skuId, opening, sold }))
    return { faults, trades: ledger.tradeCount, counters }
  })
  app.put('/faults', async (request, reply) => {
    const problem = applyFaults(faults, request.body)
    return problem === null ? { faults } : reply.code(400).send({ error: problem })
  })
  app.delete('/faults', async () => {
    Object.assign(faults, NO_FAULTS)
    return { faults }
  })
}

/** Digests have one length, so the comparison tells neither content nor length. */
export function isSameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
