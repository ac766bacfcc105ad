// The search syntax of `query`, as far as it is used for orders: terms of time and of status, joined by blanks or AND.
// A term the real search does not know is ignored there with a warning, and here without.

import type { MarketTrade } from '../marketplace/market-trade.ts'
import { toIso } from './to-line-item.ts'
import { financialStatus } from './to-shopify-order.ts'

const TERM = /(\w+):\s*(<=|>=|<|>|)\s*(?:'([^']*)'|"([^"]*)"|([^\s']+))/g

export type OrderFilter = (trade: MarketTrade) => boolean

export function orderFilter(query: string): OrderFilter {
  const terms = [...query.matchAll(TERM)].map(([, name = '', operator = '', ...values]) =>
    toFilter(name, operator, values.find((value) => value !== undefined) ?? ''),
  )
  return (trade) => terms.every((fits) => fits(trade))
}

function toFilter(name: string, operator: string, value: string): OrderFilter {
  if (name === 'updated_at') return (trade) => isWithin(trade.modifiedAtMs, operator, value)
  if (name === 'created_at') return (trade) => isWithin(trade.createdAtMs, operator, value)
  if (name === 'financial_status') return (trade) => financialStatus(trade).toLowerCase() === value.toLowerCase()
  return () => true
}

/** Times are kept to the second. */
function isWithin(atMs: number, operator: string, value: string): boolean {
  const shown = Date.parse(toIso(atMs))
  const wanted = Date.parse(value)
  if (Number.isNaN(wanted)) throw new Error(`invalid timestamp for query: ${value}`)
  switch (operator) {
    case '<':
      return shown < wanted
    case '<=':
      return shown <= wanted
    case '>':
      return shown > wanted
    case '>=':
      return shown >= wanted
    default:
      return shown === wanted
  }
}
