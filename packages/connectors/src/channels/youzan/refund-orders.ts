// Refunds as an order shows them: they hold it while they are open, and take lines off it when they are done.

import type { SnapshotLine } from '@tidegate/domain'
import { sumFen } from '@tidegate/domain'
import { ObjectReader } from '../fields.ts'
import { lineIdsOf } from './decode-lines.ts'
import { AMOUNT_RANGE } from './decode-money.ts'
import { codeOf, OPEN_REFUND_STATES, REFUND_DONE, REFUND_STATES } from './statuses.ts'

const REFUNDS_MAX = 500

export function hasOpenRefund(data: ObjectReader): boolean {
  return refundsOf(data).some((refund) => OPEN_REFUND_STATES.has(codeOf(refund, 'refund_state', REFUND_STATES)))
}

/** A refund of less than its lines cost (a difference in price, the delivery) leaves them to be shipped. */
export function cancelRefunded(lines: SnapshotLine[], data: ObjectReader): void {
  for (const refund of refundsOf(data)) {
    if (codeOf(refund, 'refund_state', REFUND_STATES) !== REFUND_DONE) continue
    const ids = new Set(lineIdsOf(refund))
    const taken = lines.filter(({ platformLineId }) => ids.has(platformLineId))
    const refundedFen = refund.optionalFen('refund_fee', AMOUNT_RANGE) ?? 0
    if (refundedFen < sumFen(taken, (line) => line.payableFen)) continue
    for (const line of taken) line.cancelledQuantity = line.quantity
  }
}

function refundsOf(data: ObjectReader): ObjectReader[] {
  return (data.optionalList('refund_order', REFUNDS_MAX) ?? []).map((row) => new ObjectReader(row, 'refund_order'))
}
