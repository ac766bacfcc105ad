// WordPress numbers everything in one row of small numbers; on the wire they are JSON numbers.

import type { IdStyle } from '../marketplace/definition.ts'

export const WOOCOMMERCE_IDS: IdStyle = {
  trade: (second, number) => String((second % 10_000) * 10_000_000 + 1_000 + number),
  line: (tradeId, index) => `${tradeId}${String(index + 1).padStart(3, '0')}`,
  refund: (tradeId, index) => `${tradeId}${String(index + 901)}`,
}
