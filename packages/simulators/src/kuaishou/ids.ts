// Order numbers are numbers of 18 digits, which no float holds. An order holds one SKU, so a trade of several lines is
// several orders: the last two digits count them.

import type { IdStyle } from '../marketplace/definition.ts'

const LINES_MAX = 100

export const KUAISHOU_IDS: IdStyle = {
  // "26", the second the shop opened, the number, the line.
  trade: (second, number) => `26${String(second).padStart(7, '0').slice(-7)}${String(number).padStart(7, '0')}00`,
  line: (tradeId, index) => {
    if (index >= LINES_MAX) throw new Error(`a trade of more than ${LINES_MAX} lines`)
    return `${tradeId.slice(0, -2)}${String(index).padStart(2, '0')}`
  },
  refund: (tradeId, index) => `71${tradeId.slice(2, -2)}${String(index).padStart(2, '0')}`,
}

/** The trade that an order is part of. */
export function tradeIdOf(oid: string): string {
  return `${oid.slice(0, -2)}00`
}
