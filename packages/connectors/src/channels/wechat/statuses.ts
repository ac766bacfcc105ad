// WeChat's codes. A code that is not here is quarantined, never guessed.

import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'

export const ORDER_STATUS = {
  unpaid: 10,
  giftToAccept: 12,
  groupForming: 13,
  toShip: 20,
  partlyShipped: 21,
  shipped: 30,
  completed: 100,
  wholeRefunded: 200,
  cancelled: 250,
} as const
export type OrderStatus = (typeof ORDER_STATUS)[keyof typeof ORDER_STATUS]
const ORDER_STATUSES = Object.values(ORDER_STATUS)

export function orderStatusOf(order: ObjectReader): OrderStatus {
  const value = order.value('status')
  return ORDER_STATUSES.find((status) => status === value) ?? failField(order.field('status'), 'a known code', value)
}

/** Money that went back; agreed to, or overdue, is not. */
export const REFUNDED: ReadonlySet<string> = new Set(['MERCHANT_REFUND_SUCCESS', 'MERCHANT_RETURN_SUCCESS'])

/** [A] As far as public clients name them. */
export const AFTER_SALE_STATUSES: ReadonlySet<string> = new Set([
  ...REFUNDED,
  'USER_CANCELD',
  'MERCHANT_PROCESSING',
  'MERCHANT_REJECT_REFUND',
  'MERCHANT_REJECT_RETURN',
  'USER_WAIT_RETURN',
  'RETURN_CLOSED',
  'MERCHANT_WAIT_RECEIPT',
  'MERCHANT_OVERDUE_REFUND',
  'MERCHANT_REFUND_RETRY_FAIL',
  'MERCHANT_FAIL',
  'PLATFORM_REFUNDING',
  'PLATFORM_REFUND_FAIL',
  'USER_WAIT_CONFIRM',
  'USER_WAIT_CONFIRM_UPDATE',
  'USER_WAIT_HANDLE_MERCHANT_AFTER_SALE',
  'WAIT_PACKAGE_INTERCEPT',
  'MERCHANT_EXCHANGE_SUCCESS',
  'MERCHANT_REJECT_EXCHANGE',
])
