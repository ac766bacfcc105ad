// 快手小店's codes. One that is not here is quarantined, never guessed. Source: the API pages.

import type { ObjectReader } from '../fields.ts'

const UNPAID = 10
export const PAID = 30
export const SHIPPED = 40
const RECEIVED = 50
export const SUCCEEDED = 70
export const CLOSED = 80 // 0 is "unknown", and so it is here.
export const ORDER_STATUSES = [UNPAID, PAID, SHIPPED, RECEIVED, SUCCEEDED, CLOSED] as const

export const REFUNDED = 60
export const REFUND_STATUSES = [10, 11, 12, 20, 21, 22, 30, 40, 45, 50, REFUNDED, 70] as const
const REFUND_ENDED: ReadonlySet<number> = new Set([REFUNDED, 70])

/** With the goods back, or without; 3 to 5 are exchanges, parts sent after, repairs: their success is no money. */
const REFUND_WAYS: ReadonlySet<number> = new Set([1, 10])

export function isMoneyBack(refund: ObjectReader): boolean {
  return !refund.has('handlingWay') || REFUND_WAYS.has(Number(refund.value('handlingWay')))
}

export function isRefundOpen(refund: ObjectReader): boolean {
  return isMoneyBack(refund) && !REFUND_ENDED.has(refund.code('refundStatus', REFUND_STATUSES))
}
