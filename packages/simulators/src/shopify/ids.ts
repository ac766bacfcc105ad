// Numeric ids, and the global ids ("gid://shopify/Order/58…") that GraphQL wraps them in. What a trade has one of is
// named after the trade, what a SKU has one of after the SKU.

import type { IdStyle } from '../marketplace/definition.ts'

export const SHOPIFY_IDS: IdStyle = {
  trade: (second, number) => `58${String(second % 1_000_000).padStart(6, '0')}${String(number).padStart(7, '0')}`,
  line: (tradeId, index) => `14${tradeId.slice(2)}${String(index).padStart(3, '0')}`,
  refund: (tradeId, index) => `90${tradeId.slice(2)}${index}`,
}

export const LOCATION_ID = '6600000001'

const GID = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/

export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`
}

/** The number in a global id of the type; null where it is of another type or no global id at all. */
export function idOf(type: string, global: string): string | null {
  const match = GID.exec(global)
  return match?.[1] === type ? match[2]! : null
}

export const fulfillmentOrderIdOf = (tradeId: string): string => `66${tradeId.slice(2)}`
export const tradeIdOfFulfillmentOrder = (id: string): string => `58${id.slice(2)}`
export const fulfillmentLineIdOf = (lineId: string): string => `15${lineId.slice(2)}`
export const lineIdOfFulfillmentLine = (id: string): string => `14${id.slice(2)}`
export const inventoryItemIdOf = (skuId: string): string => `7${skuId}`
export const skuIdOfInventoryItem = (id: string): string => id.slice(1)
