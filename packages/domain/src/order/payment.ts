// The payment axis is derived from the legs; it is stored because lists filter by it.

import { sumFen } from '../kernel/money.ts'
import type { Order, PaymentLeg, PaymentState } from './order.ts'

function paymentState(legs: readonly PaymentLeg[], refunding: boolean): PaymentState {
  const paidFen = sumFen(legs, (leg) => leg.paidFen)
  const refundedFen = sumFen(legs, (leg) => leg.refundedFen)
  if (paidFen > 0 && refundedFen === paidFen) return 'refunded'
  if (legs.length === 0 || !legs.every(isSettled))
    return legs.some((leg) => leg.leg === 'deposit' && isSettled(leg)) ? 'deposit_paid' : 'unpaid'
  return refunding ? 'refunding' : 'paid'
}

/** A zero-yuan leg is settled when the platform gives it a payment time: nothing is left to pay. */
function isSettled(leg: PaymentLeg): boolean {
  return leg.paidAt !== null && leg.paidFen >= leg.payableFen
}

export function updatePayment(order: Order): void {
  order.payment = paymentState(order.legs, order.refunding)
}
