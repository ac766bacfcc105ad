// A new province is a new routing question: work no warehouse has begun goes back to reserved, and the
// order is allocated afresh.

import type { Draft } from '../batch/draft.ts'
import { emit } from '../batch/draft.ts'
import { recallableUnits, releaseAllocated } from '../inventory/reserve.ts'
import { demandsOf } from '../order/order.ts'
import type { Order } from '../order/order.ts'

export function recallForNewAddress(draft: Draft, order: Order): void {
  let units = 0
  for (const { line, demand } of demandsOf(order)) {
    const recalled = recallableUnits(draft, { order, line, demand })
    if (recalled === 0) continue
    releaseAllocated(draft, { order, line, demand }, { quantity: recalled, to: 'reserved' })
    units += recalled
  }
  if (units > 0) emit(draft, order, { kind: 'allocation_released', body: { units, to: 'reserved' } })
}
