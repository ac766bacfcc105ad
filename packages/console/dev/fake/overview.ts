import { OrderStage, PATHS } from '@tidegate/contract'
import type { MinuteCount, Overview } from '@tidegate/contract'
import { shopsOf, summaryOf } from './order.ts'
import type { FakeRoute } from './route.ts'
import { session } from './world.ts'
import type { FakeState } from './world.ts'

const MINUTE = 60_000

export const overviewRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: PATHS.overview, answer: ({ state }) => overviewOf(state, Date.now()) },
]

export function overviewOf({ orders, empty }: FakeState, now: number): Overview {
  const start = Math.floor(now / MINUTE) * MINUTE - 59 * MINUTE
  const perMinute: MinuteCount[] = Array.from({ length: 60 }, (_, index) => ({
    minute: new Date(start + index * MINUTE).toISOString(),
    received: 0,
    allocated: 0,
  }))
  const stages = new Map(OrderStage.enum.map((stage) => [stage, { count: 0, oldest: now }]))
  for (const order of orders) {
    const minute = perMinute[Math.floor((order.placedAt - start) / MINUTE)]
    const { stage, locations } = summaryOf(order, now)
    if (minute !== undefined) {
      minute.received += 1
      minute.allocated += locations.length > 0 ? 1 : 0
    }
    const held = stages.get(stage)
    if (held !== undefined) stages.set(stage, { count: held.count + 1, oldest: Math.min(held.oldest, order.placedAt) })
  }
  const wobble = Math.floor(now / 2_000) % 7
  return {
    now: new Date(now).toISOString(),
    merchant: session.merchant,
    ordersTotal: orders.length === 0 ? 0 : 1_271_604 + orders.length,
    perMinute,
    pipeline: [...stages].map(([stage, { count, oldest }]) => ({
      stage,
      count,
      oldestAgeSeconds:
        count === 0 || ['shipped', 'completed', 'closed'].includes(stage) ? null : Math.floor((now - oldest) / 1_000),
    })),
    shops: empty
      ? []
      : shopsOf().map((shop, index) => ({
          ...shop,
          cursorLagSeconds: lagOf(index, wobble),
        })),
    stock: { skus: empty ? 0 : 1_284, oversoldUnits: 0, shortUnits: empty ? 0 : 7 },
    quarantined: empty ? 0 : 26,
  }
}

/** One shop that lags and one that was never read; the others are read every 30 s. */
function lagOf(index: number, wobble: number): number | null {
  if (index === 5) return null
  return index === 3 ? 134 + wobble : 11 + ((index * 5 + wobble * 3) % 22)
}
