// 抖店's codes. One that is not here is quarantined, never guessed. Source: the API pages as the official SDK carries
// them.

import type { ObjectReader } from '../fields.ts'

export const UNPAID = 1
const TO_SHIP = 2
export const SHIPPED = 3
export const CANCELLED = 4
export const COMPLETED = 5
const PARTLY_SHIPPED = 101
export const PAID_PENDING = 105 // Paid, and the platform is not done with it.

/** Of an order and of each of its lines. */
export const ORDER_STATUSES = [UNPAID, TO_SHIP, SHIPPED, CANCELLED, COMPLETED, PARTLY_SHIPPED, PAID_PENDING] as const

export const REFUNDED_BEFORE_SHIPPING = 21
/** Also: paid in part; refunded after shipping; after receipt. */
export const MAIN_STATUSES = [...ORDER_STATUSES, 103, REFUNDED_BEFORE_SHIPPING, 22, 39] as const

/** A buyer waits for the seller, or for the goods to come back. Refused, failed and finished ones are not open. */
const OPEN_AFTER_SALES: ReadonlySet<number> = new Set([6, 7, 11])
/** Returned with the goods, without, or before they were sent. Exchanges, repairs and price protection hold nothing up. */
const REFUND_TYPES: ReadonlySet<number> = new Set([0, 1, 2])
const BEING_REFUNDED = 2
export const REFUNDED = 3 // 5 is money that was taken back from the buyer again.

export const REFUND_STATUSES = [0, 1, 2, REFUNDED, 4, 5] as const

/** Whether money may go back for a line that nobody has decided about yet. */
export function isRefundOpen(line: ObjectReader): boolean {
  const info = line.optionalObject('after_sale_info')
  if (info === null) return false
  const isRefund = REFUND_TYPES.has(Number(info.value('after_sale_type') ?? 0))
  const isOpen = OPEN_AFTER_SALES.has(Number(info.value('after_sale_status') ?? 0))
  return isRefund && (isOpen || Number(info.value('refund_status') ?? 0) === BEING_REFUNDED)
}
