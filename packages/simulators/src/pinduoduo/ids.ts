// Order numbers are "yymmdd-" and fifteen digits; refunds are numbers; lines have no id on the wire.

import { toChinaText } from '../marketplace/china-time.ts'
import type { IdStyle } from '../marketplace/definition.ts'

export const PINDUODUO_IDS: IdStyle = {
  trade: (second, number) => {
    const day = toChinaText(second * 1_000)
      .slice(2, 10)
      .replaceAll('-', '')
    return `${day}-${String(second).padStart(8, '0').slice(-8)}${String(number).padStart(7, '0')}`
  },
  line: (tradeId, index) => `${tradeId}/${index}`,
  refund: (tradeId, index) => `4${tradeId.slice(7)}${index}`,
}
