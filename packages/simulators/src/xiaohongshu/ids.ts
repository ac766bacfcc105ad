// Order ids are "P" and eighteen digits; lines have no id on the wire: a SKU stands once in an order.

import type { IdStyle } from '../marketplace/definition.ts'

export const XIAOHONGSHU_IDS: IdStyle = {
  trade: (second, number) => `P7${String(second).padStart(10, '0').slice(-10)}${String(number).padStart(7, '0')}`,
  line: (tradeId, index) => `${tradeId}/${index}`,
  refund: (tradeId, index) => `R${tradeId.slice(1)}${index}`,
}
