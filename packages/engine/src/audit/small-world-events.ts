// The timelines of the small world's orders: what happened, so that folding them gives its rows.

import { START_MS } from './small-world-names.ts'

export type WorldEvent = [kind: string, body: Record<string, unknown>]

const FIVE_MINUTES_MS = 300_000

const content = (payment: string, columns: Record<string, unknown> = {}): Record<string, unknown> => ({
  version: START_MS,
  payment,
  platformState: 'open',
  payableFen: 2500,
  ...columns,
})
const received: WorldEvent = ['order_received', content('unpaid')]
const receivedPaid: WorldEvent = ['order_received', content('paid')]
const paid: WorldEvent = ['payment_recorded', { leg: 'whole', paidFen: 2500, payment: 'paid' }]
const allocated = (units: number, fromReserved: number): WorldEvent => ['order_allocated', { units, fromReserved }]
const placed = (hold: string): WorldEvent => ['hold_placed', { hold, reason: 'test' }]

export const WORLD_EVENTS: Record<number, WorldEvent[]> = {
  101: [received, ['stock_reserved', { units: 2 }], paid, allocated(2, 2)],
  102: [
    receivedPaid,
    allocated(3, 0),
    ['order_shipped', { units: 1 }],
    ['order_shipped', { units: 2 }],
    ['refund_recorded', { refundId: 'RF1', amountFen: 300, payment: 'paid' }],
    ['refund_recorded', { refundId: 'RF2', amountFen: 400, payment: 'paid' }],
  ],
  // Its first reservation ran out, and it was reserved again.
  103: [
    received,
    ['stock_reserved', { units: 1 }],
    ['reservation_expired', { units: 1 }],
    ['stock_reserved', { units: 1 }],
  ],
  104: [
    receivedPaid,
    placed('manual'),
    ['stock_reserved', { units: 1 }],
    ['hold_released', { hold: 'manual' }],
    allocated(1, 1),
    ['order_cancelled', { reason: 'buyer' }],
    ['allocation_released', { units: 1, to: 'open' }],
  ],
  // A new address took it back to reserved before it was allocated again.
  105: [
    receivedPaid,
    allocated(1, 0),
    ['allocation_released', { units: 1, to: 'reserved' }],
    allocated(1, 1),
    placed('manual'),
  ],
  106: [receivedPaid, ['stock_reserved', { units: 2 }], placed('out_of_stock')],
  107: [['order_received', content('deposit_paid', { payableFen: 2600 })], placed('mapping'), placed('payment')],
  108: [
    ['order_received', content('paid', { platformState: 'completed' })],
    ['refund_recorded', { refundId: 'RF1', amountFen: 2500, payment: 'refunded' }],
  ],
  // Cancelled in the warehouse's eyes, reserved again, and then the first parcel went out all the same.
  109: [
    receivedPaid,
    allocated(1, 0),
    ['allocation_released', { units: 1, to: 'open' }],
    allocated(1, 0),
    ['order_shipped', { units: 1, afterCancel: true }],
    ['order_updated', content('paid', { platformState: 'closed' })],
  ],
  110: [
    received,
    ['older_content_kept', { version: START_MS - FIVE_MINUTES_MS }],
    ['order_updated', content('unpaid', { version: START_MS + FIVE_MINUTES_MS })],
  ],
  111: [
    ['history_recorded', content('paid')],
    ['refund_recorded', { refundId: 'history:500', amountFen: 500, payment: 'paid' }],
  ],
}
