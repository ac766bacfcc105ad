// One calm line every few seconds: what came, what waits, how far behind.

import { shopKeyText } from '@tidegate/domain'
import { readWorkAtHand } from '@tidegate/engine'
import type { OpenGate } from '@tidegate/engine'
import type { Clock } from '../clock.ts'
import { every } from '../every.ts'
import type { ShopHealth } from '../intake/shop-health.ts'
import type { Log } from '../log.ts'

const LINE_INTERVAL_MS = 10_000

export interface StatusOptions {
  gate: OpenGate
  shops: () => ShopHealth[]
  shipped: () => number
  print: (text: string) => void
  clock: Clock
  log: Log
  signal: AbortSignal
}

export function runStatusLine({ gate, shops, shipped, print, ...surroundings }: StatusOptions): Promise<void> {
  const run = async (signal: AbortSignal): Promise<void> => {
    // The first line would tell of nothing yet.
    await surroundings.clock.sleep(LINE_INTERVAL_MS, signal)
    const work = await readWorkAtHand(gate.database)
    print(`${statusLine({ shops: shops(), work, shipped: shipped(), nowMs: surroundings.clock.now() })}\n`)
  }
  return every({ name: 'status line', intervalMs: 0, run }, surroundings)
}

export interface Status {
  shops: readonly ShopHealth[]
  work: { toShip: number; held: number }
  shipped: number
  nowMs: number
}

export function statusLine({ shops, work, shipped, nowMs }: Status): string {
  const received = shops.reduce((sum, { counts }) => sum + counts.ordersRecorded, 0)
  const quarantined = shops.reduce((sum, { counts }) => sum + counts.quarantined, 0)
  const troubles = shops.flatMap(({ shop, lastError }) =>
    lastError === null ? [] : [`${shopKeyText(shop)}: ${lastError}`],
  )
  return [
    new Date(nowMs).toTimeString().slice(0, 8),
    `orders read ${received}`,
    `to ship ${work.toShip}`,
    `shipped ${shipped}`,
    `held ${work.held}`,
    ...(quarantined === 0 ? [] : [`quarantined ${quarantined}`]),
    `lag ${lagText(shops, nowMs)}`,
    ...troubles,
  ].join(' | ')
}

/** Of the shop that is furthest behind. */
function lagText(shops: readonly ShopHealth[], nowMs: number): string {
  const proven = shops.flatMap(({ provenUntil }) => (provenUntil === null ? [] : [provenUntil]))
  return proven.length === 0 ? 'not polled yet' : `${Math.max(0, Math.round((nowMs - Math.min(...proven)) / 1_000))} s`
}
