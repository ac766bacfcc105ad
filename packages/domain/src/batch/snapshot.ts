// What a batch may see: rows locked in load, the database's time, static facts and the rules' answers.

import type { FulfillmentOrder } from '../fulfillment/fulfillment-order.ts'
import type { StockLevel, StockPool } from '../inventory/stock.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Listing, Publication } from '../listing/listing.ts'
import type { Order } from '../order/order.ts'
import type { RoutingFacts } from '../routing/routing-facts.ts'

export interface Location {
  id: number
  code: string
  sellable: boolean
}

export interface ChannelCursor {
  position: Instant
  epoch: number
}

export interface EngineSettings {
  /** How long an unpaid order keeps its reservation, from the time it was placed. */
  unpaidReservationMs: number
}

export interface BatchSnapshot {
  now: Instant
  settings: EngineSettings
  /** Shops we know, by `shopKeyText`. */
  shops: ReadonlySet<string>
  skuIdByCode: ReadonlyMap<string, number>
  /** Every location, by code, best fallback first. */
  locations: ReadonlyMap<string, Location>
  /** Orders the commands name, by `orderKeyText`; absent where we do not know them. */
  orders: Map<string, Order>
  /** Keys of the orders whose allocations a named fulfillment order ships. */
  ordersByFulfillmentOrder: ReadonlyMap<number, readonly string[]>
  fulfillmentOrders: Map<number, FulfillmentOrder>
  pools: Map<number, StockPool>
  /** Levels by SKU id. */
  levels: Map<number, StockLevel[]>
  /** Quantity of movements whose reference a command names, by `movementKey`. */
  movements: Map<string, number>
  cursors: Map<string, ChannelCursor>
  /** Mapped listings the commands' and orders' lines name, by `listingKeyText`. */
  listings: ReadonlyMap<string, Listing>
  /** What those listings' shops are told, by listing id; absent where a shop is told nothing. */
  publications: Map<number, Publication>
  /** The rules' answer for each command, by position; absent for commands without an order. */
  facts: ReadonlyMap<number, RoutingFacts>
  /** Fresh row ids, handed out in order. */
  nextId: () => number
}

export function movementKey(movement: { kind: string; skuId: number; locationId: number; reference: string }): string {
  return `${movement.kind}/${movement.skuId}/${movement.locationId}/${movement.reference}`
}

export function cursorKey(shopKey: string, feed: string): string {
  return `${shopKey}/${feed}`
}
