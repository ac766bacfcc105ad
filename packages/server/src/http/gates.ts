// What HTTP needs of a merchant's gate. The session or the key names the merchant, so a route asks for the gate of a
// request and can get no other.

import type { MerchantInfo, MerchantReads, OpenGate } from '@tidegate/engine'
import { openReads } from '@tidegate/engine'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import type { Callers } from './access.ts'

export type ServedGate = Pick<
  OpenGate,
  'database' | 'context' | 'door' | 'submit' | 'idempotency' | 'imports' | 'watch' | 'links' | 'setup' | 'retries'
> & {
  merchant: MerchantInfo
}

export interface ServedGates {
  open(code: string): Promise<ServedGate>
}

export interface MerchantOf {
  gate(request: FastifyRequest): Promise<ServedGate>
  reads(request: FastifyRequest): Promise<MerchantReads>
}

export function merchantOf(gates: ServedGates, callers: Callers, clock: Pick<Clock, 'now'>): MerchantOf {
  // An overview keeps running totals, so reads live as long as their gate.
  const opened = new WeakMap<ServedGate, MerchantReads>()
  const gateOf = (request: FastifyRequest): Promise<ServedGate> => gates.open(callers.of(request).merchantCode)
  return {
    gate: gateOf,
    async reads(request) {
      const gate = await gateOf(request)
      const known = opened.get(gate)
      if (known !== undefined) return known
      const reads = openReads({
        sql: gate.database,
        vault: gate.context.vault,
        merchant: gate.merchant,
        now: () => clock.now(),
      })
      opened.set(gate, reads)
      return reads
    },
  }
}
