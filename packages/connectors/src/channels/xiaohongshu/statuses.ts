// Xiaohongshu's codes. A code that is not here is quarantined, never guessed. Source: the official pages of orders and
// after-sales.

export const ORDER_STATUS = {
  unpaid: 1,
  processing: 2,
  customs: 3,
  toShip: 4,
  partlyShipped: 5,
  shipped: 6,
  completed: 7,
  closed: 8,
  cancelled: 9,
  exchangeAsked: 10,
} as const
export type OrderStatus = (typeof ORDER_STATUS)[keyof typeof ORDER_STATUS]
export const ORDER_STATUSES = Object.values(ORDER_STATUS)

/** Plain, deposit first, paid in full ahead (two kinds), sent again in exchange. */
export const ORDER_TYPES = [1, 2, 3, 4, 5] as const
export const DEPOSIT_FIRST = 2

export const CANCEL_STATUSES = [0, 1] as const
/** None, open, done, refused, closed, with the platform, taken back by the buyer. */
export const AFTER_SALE_STATUSES = [1, 2, 3, 4, 5, 6, 7] as const
export const AFTER_SALE_DONE = 3
export const OPEN_AFTER_SALES: ReadonlySet<number> = new Set([2, 6])

/** Of an after-sale as it is listed. */
export const RETURN_STATUSES = [1, 2, 3, 4, 5, 6, 9, 9001, 12, 13, 14] as const
export const RETURN_DONE = 4
export const EXCHANGE = 2
/** Return, exchange, refund after shipping, refund before, price protection. */
export const RETURN_TYPES = [1, EXCHANGE, 4, 5, 6] as const
