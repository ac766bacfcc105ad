// A line of an order. Amounts are decimal text in the shop's currency; times are ISO 8601 in UTC, to the second.

import type { MarketLine, MarketTrade } from '../marketplace/market-trade.ts'
import { leftOf } from '../marketplace/ship-trade.ts'
import { gid } from './ids.ts'
import { toVariant } from './to-variant.ts'

export const CURRENCY = 'CNY'

export function toLineItem(trade: MarketTrade, line: MarketLine): Record<string, unknown> & { id: string } {
  const isRefunded = line.refund?.state === 'succeeded'
  const isEnded = trade.state === 'closed_unpaid' || trade.state === 'closed_refunded'
  const { quantity, priceFen } = line
  const reducedFen = line.discountFen + line.promotionFen
  const variant = toVariant(line, 0)
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.lineId),
    sku: line.skuCode,
    title: line.title,
    variantTitle: line.properties,
    name: `${line.title} - ${line.properties}`,
    quantity,
    currentQuantity: isRefunded || isEnded ? 0 : quantity,
    unfulfilledQuantity: isEnded ? 0 : leftOf(trade, line),
    requiresShipping: true,
    product: variant['product'],
    variant,
    originalUnitPriceSet: money(priceFen),
    originalTotalSet: money(priceFen * quantity),
    discountedUnitPriceSet: money(quantity === 0 ? 0 : Math.round(line.payableFen / quantity)),
    discountedTotalSet: money(line.payableFen),
    discountAllocations: reducedFen === 0 ? [] : [{ allocatedAmountSet: money(reducedFen) }],
    taxLines: [],
  }
}

export function money(fen: number): Record<string, unknown> {
  const amount = `${fen < 0 ? '-' : ''}${Math.trunc(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
  const set = { amount, currencyCode: CURRENCY }
  return { shopMoney: set, presentmentMoney: set }
}

export function toIso(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`
}
