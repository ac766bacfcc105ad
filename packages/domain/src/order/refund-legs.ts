// Where the money of a refund comes from.

import type { Fen } from '../kernel/money.ts'
import { touch } from './order.ts'
import type { Order } from './order.ts'

/** A refund takes from the last leg paid first: the balance goes back before the deposit. */
export function refundLegs(order: Order, { refundId, amountFen: asked }: { refundId: string; amountFen: Fen }): void {
  let left = asked
  for (const leg of order.legs.toReversed()) {
    const amountFen = Math.min(left, leg.paidFen - leg.refundedFen)
    if (amountFen === 0) continue
    leg.refundedFen += amountFen
    left -= amountFen
    touch(leg)
    order.refunds.push({ refundId, leg: leg.leg, amountFen, change: 'insert' })
  }
}
