// 19 digits, neighbours one apart; of an order's lines one may carry the order's own number.

import type { IdStyle } from '../marketplace/definition.ts'

export const DOUYIN_IDS: IdStyle = {
  // "69", the second the shop opened, the number.
  trade: (second, number) => `69${String(second).padStart(10, '0').slice(-10)}${String(number).padStart(7, '0')}`,
  line: (tradeId, index, count) => (count === 1 ? tradeId : String(BigInt(tradeId) + BigInt(index + 1))),
  refund: (tradeId, index) => `71${tradeId.slice(-16)}${index}`,
}
