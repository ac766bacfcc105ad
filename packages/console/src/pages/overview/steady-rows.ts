// Rows stand still while somebody looks at one: their cells go on changing, their order does not.

import type { OrderSummary } from '@tidegate/contract'

export interface SteadyRows {
  rows: OrderSummary[]
  /** Orders that came meanwhile and will show once the viewer looks away. */
  waiting: number
}

/** `fresh` is the newest page as it came; `shown` is what the viewer sees. */
export function steadyRows(
  shown: readonly OrderSummary[],
  fresh: readonly OrderSummary[],
  isHeld: boolean,
): SteadyRows {
  if (!isHeld || shown.length === 0) return { rows: [...fresh], waiting: 0 }
  const byNumber = new Map(fresh.map((order) => [order.number, order]))
  const known = new Set(shown.map((order) => order.number))
  return {
    rows: shown.map((order) => byNumber.get(order.number) ?? order),
    waiting: fresh.filter((order) => !known.has(order.number)).length,
  }
}
