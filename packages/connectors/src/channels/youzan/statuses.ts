// Youzan's words and codes. One that is not here is quarantined, never guessed. Source: trade.get 4.0.2.

import type { ObjectReader } from '../fields.ts'

export const ORDER_STATUSES: ReadonlySet<string> = new Set([
  'WAIT_BUYER_PAY', // Deposit or balance, too.
  'TRADE_PAID', // For a moment only: what it becomes is not decided yet.
  'WAIT_CONFIRM', // A group still forming, an order not accepted yet.
  'WAIT_SELLER_SEND_GOODS',
  'WAIT_BUYER_CONFIRM_GOODS',
  'TRADE_SUCCESS',
  'TRADE_CLOSED',
])

export const EXPRESS_TYPES = [0, 1, 2, 9] as const // by carrier, collected, delivered in town, nothing to send
export const ORDER_REFUND_STATES = [0, 1, 2, 11, 12] as const // none; in part: asked, done; whole: asked, done

/**
 * Of one refund: 1 asked, 10 refused, 20 agreed and goods awaited, 30 goods sent back, 40 refused for missing goods;
 * 50 closed and 60 paid back [A].
 */
export const REFUND_STATES = [1, 10, 20, 30, 40, 50, 60] as const
export const OPEN_REFUND_STATES: ReadonlySet<number> = new Set([1, 20, 30])
export const REFUND_DONE = 60

/** One of a closed list of numbers; absent is the first of it. */
export function codeOf<T extends number>(reader: ObjectReader, name: string, known: readonly [T, ...T[]]): T {
  return reader.optionalCode(name, { known, absent: known[0] })
}
