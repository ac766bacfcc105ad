import { useState } from 'react'
import type { OrderSummary } from '@tidegate/contract'
import { steadyRows } from './steady-rows.ts'
import type { SteadyRows } from './steady-rows.ts'

interface Seen extends SteadyRows {
  fresh: readonly OrderSummary[] | undefined
  isHeld: boolean
  /** Numbers of the first page: old news, not to be highlighted. */
  first: ReadonlySet<string> | null
}

/** The rows to show, and which of them came while the page was open. */
export function useSteadyOrders(fresh: readonly OrderSummary[] | undefined, isHeld: boolean) {
  const [seen, setSeen] = useState<Seen>({ fresh: undefined, isHeld: false, first: null, rows: [], waiting: 0 })
  let now = seen
  if (fresh !== undefined && (fresh !== seen.fresh || isHeld !== seen.isHeld)) {
    const first = seen.first ?? new Set(fresh.map((order) => order.number))
    now = { ...steadyRows(seen.rows, fresh, isHeld), fresh, isHeld, first }
    setSeen(now)
  }
  return { rows: now.rows, waiting: now.waiting, isNew: (number: string) => now.first?.has(number) === false }
}
