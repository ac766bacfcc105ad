// Orders are "E" and 23 digits that begin with the time; lines 19 digits; refunds 24.

import { toChinaText } from '../marketplace/china-time.ts'
import type { IdStyle } from '../marketplace/definition.ts'

export const YOUZAN_IDS: IdStyle = {
  trade: (second, number) => {
    const time = toChinaText(second * 1_000).replaceAll(/\D/g, '')
    return `E${time}${String(number).padStart(9, '0')}`
  },
  line: (tradeId, index) => `16${tradeId.slice(-14)}${String(index + 1).padStart(3, '0')}`,
  refund: (tradeId, index) => `${tradeId.slice(1)}${index}`,
}
