// One word for people, computed from the axes in this one place.

import { assertNever } from '../kernel/assert.ts'
import type { PlatformState } from './order-snapshot.ts'
import type { PaymentState } from './order.ts'

export const ORDER_STAGES = [
  'unpaid',
  'held',
  'waiting_stock',
  'to_allocate',
  'to_ship',
  'partly_shipped',
  'shipped',
  'completed',
  'closed',
  'history',
] as const
export type OrderStage = (typeof ORDER_STAGES)[number]

export interface StageAxes {
  history: boolean
  payment: PaymentState
  platformState: PlatformState
  cancelRequested: boolean
  holdKinds: readonly string[]
  quantities: { open: number; reserved: number; allocated: number; shipped: number }
}

export function orderStage(axes: StageAxes): OrderStage {
  const { open, reserved, allocated, shipped } = axes.quantities
  const toCome = open + reserved + allocated
  if (axes.history) return 'history'
  if (axes.platformState === 'completed') return 'completed'
  if (shipped > 0) return toCome > 0 ? 'partly_shipped' : 'shipped'
  if (axes.cancelRequested || axes.platformState === 'closed') return 'closed'
  switch (axes.payment) {
    case 'refunded':
      return 'closed'
    case 'unpaid':
    case 'deposit_paid':
      return 'unpaid'
    case 'paid':
    case 'refunding':
      return paidStage(axes.holdKinds, allocated, open + reserved)
    default:
      return assertNever(axes.payment)
  }
}

function paidStage(holdKinds: readonly string[], allocated: number, waiting: number): OrderStage {
  if (holdKinds.some((kind) => kind !== 'out_of_stock')) return 'held'
  if (holdKinds.length > 0) return 'waiting_stock'
  if (waiting > 0) return 'to_allocate'
  // With nothing left to send and nothing sent by us, the order asks nothing of anyone.
  return allocated > 0 ? 'to_ship' : 'closed'
}
