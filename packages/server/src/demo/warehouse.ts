// The demo's warehouse hand: without somebody who ships, every order of the demo would wait for ever.
// It marks what it does as its own (`demo:warehouse`) and exists in the demo only.

import { readOpenFulfillmentOrders } from '@tidegate/engine'
import type { OpenGate } from '@tidegate/engine'
import type { Clock } from '../clock.ts'
import { every } from '../every.ts'
import type { Log } from '../log.ts'

const ROUND_MS = 5_000
/** A parcel is on its way a while after its work appears, so that people see it waiting. */
const WORK_MS = 45_000
/** What one round may ship: the hands of a few warehouses, above the shop's rate and below a flood. */
const SHIPPED_PER_ROUND_MAX = 40
/** Seen but not yet due; beyond this the rest is looked at in a later round. */
const SEEN_MAX = 2_000

export interface WarehouseHand {
  readonly shipped: number
  run(signal: AbortSignal): Promise<void>
}

export function createWarehouseHand({ gate, clock, log }: { gate: OpenGate; clock: Clock; log: Log }): WarehouseHand {
  const firstSeen = new Map<number, number>()
  let shipped = 0

  const round = async (): Promise<void> => {
    const open = await readOpenFulfillmentOrders(gate.database, SEEN_MAX)
    const nowMs = clock.now()
    forgetAllBut(firstSeen, new Set(open.map(({ id }) => id)))
    for (const { id } of open) if (!firstSeen.has(id)) firstSeen.set(id, nowMs)
    const due = open.filter(({ id }) => nowMs - (firstSeen.get(id) ?? nowMs) >= WORK_MS).slice(0, SHIPPED_PER_ROUND_MAX)
    await Promise.all(due.map(({ id }) => ship(id)))
  }
  const ship = async (fulfillmentOrderId: number): Promise<void> => {
    const trackingNumber = `DEMO${String(fulfillmentOrderId).padStart(12, '0')}`
    const parcel = { fulfillmentOrderId, carrier: 'SF', trackingNumber }
    const { outcome } = await gate.submit({ kind: 'ship_fulfillment_order', actor: 'demo:warehouse', ...parcel })
    if (outcome === 'shipped') shipped += 1
  }
  return {
    get shipped() {
      return shipped
    },
    run: (signal) => every({ name: 'demo warehouse', intervalMs: ROUND_MS, run: round }, { clock, log, signal }),
  }
}

function forgetAllBut(seen: Map<number, number>, open: ReadonlySet<number>): void {
  for (const id of seen.keys()) if (!open.has(id)) seen.delete(id)
}
