import { LEG_KINDS } from '@tidegate/domain'
import type { LegKind } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'
import { toWireTimeOrNull } from '../database/wire-time.ts'

export interface PaymentLegView {
  leg: string
  payableFen: number
  paidFen: number
  refundedFen: number
  paidAt: string | null
}

/** In the order they fall due. */
export async function readLegs(tx: Transaction, orderId: number): Promise<PaymentLegView[]> {
  const rows = await tx<(Omit<PaymentLegView, 'paidAt' | 'leg'> & { leg: LegKind; paidAt: number | null })[]>`
    select leg, payable_fen as "payableFen", paid_fen as "paidFen", refunded_fen as "refundedFen", paid_at as "paidAt"
    from payment_legs where order_id = ${orderId}`
  const inOrder = [...rows].toSorted((a, b) => LEG_KINDS.indexOf(a.leg) - LEG_KINDS.indexOf(b.leg))
  return inOrder.map((row) => ({ ...row, paidAt: toWireTimeOrNull(row.paidAt) }))
}
