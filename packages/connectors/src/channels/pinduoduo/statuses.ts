// Pinduoduo's codes. A code that is not here is quarantined, never guessed. Source: the API pages of orders and refunds.

export const ORDER_STATUSES = [1, 2, 3] as const // to ship, shipped, signed for
export const REFUND_STATUSES = [1, 2, 3, 4] as const // none or closed, asked for, being paid back, paid back
export const CONFIRM_STATUSES = [0, 1, 2] as const // not concluded, concluded, cancelled
export const GROUP_STATUSES = [0, 1, 2] as const // still forming, formed, failed
export const RISK_STATUSES = [0, 1] as const // none, under the platform's review
export const TRADE_TYPES = [0, 1] as const // plain, deposit first
export const STEP_STATUSES = [0, 1, 2] as const // nothing paid, deposit paid, both paid
export const AFTER_SALES_STATUSES = [
  0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 22, 24, 25, 27, 31, 32, 33,
] as const
