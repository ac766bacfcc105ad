// Order ids have 19 digits, text in answers and numbers in messages; lines have no id on the wire.

import type { IdStyle } from '../marketplace/definition.ts'

export const WECHAT_IDS: IdStyle = {
  trade: (second, number) => `37${String(second).padStart(10, '0').slice(-10)}${String(number).padStart(7, '0')}`,
  line: (tradeId, index) => `${tradeId}/${index}`,
  refund: (tradeId, index) => `20${tradeId.slice(2)}${index}`,
}
