// TOP's ids: 19 digits, neighbours one apart, which a float cannot tell apart at this size.

import type { IdStyle } from '../marketplace/definition.ts'

export const TOP_IDS: IdStyle = {
  // "38", the second the shop opened, the number.
  trade: (second, number) => `38${String(second).padStart(10, '0').slice(-10)}${String(number).padStart(7, '0')}`,
  // The only line of a trade carries the trade's own number.
  line: (tradeId, index, count) => (count === 1 ? tradeId : String(BigInt(tradeId) + BigInt(index + 1))),
  refund: (tradeId, index) => `16${tradeId.slice(2)}${index}`,
}
