// Order numbers are digits that a float still holds; refunds are numbers; lines have no id on the wire.

import type { IdStyle } from '../marketplace/definition.ts'

export const JD_IDS: IdStyle = {
  // "3", the second the shop opened, the number.
  trade: (second, number) => `3${String(second).padStart(7, '0').slice(-7)}${String(number).padStart(7, '0')}`,
  line: (tradeId, index) => `${tradeId}/${index}`,
  refund: (tradeId, index) => `7${tradeId.slice(-12)}${index}`,
}
