// The rows a decided batch owes the database. Orders and stock carry their own change marks.

import type { FulfillmentOrder } from '../fulfillment/fulfillment-order.ts'
import type { StockLevel, StockMovement, StockPool } from '../inventory/stock.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Publication } from '../listing/listing.ts'
import type { Order } from '../order/order.ts'

export const EVENT_KINDS = [
  'order_received',
  'history_recorded',
  'order_updated',
  'older_content_kept',
  'payment_recorded',
  'refund_recorded',
  'order_cancelled',
  'hold_placed',
  'hold_released',
  'stock_reserved',
  'reservation_released',
  'reservation_expired',
  'order_allocated',
  'allocation_released',
  'order_shipped',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** Past-tense fact of one order. The engine chains and stores it; it holds no receiver data. */
export interface OrderEvent {
  order: Order
  seq: number
  kind: EventKind
  actor: string
  /** Position in the batch of the command that caused it. */
  position: number
  body: Record<string, unknown>
  /** Set where this event brought new raw content. */
  contentHash: string | null
}

export interface Shipment {
  id: number
  fulfillmentOrderId: number
  carrier: string
  trackingNumber: string
}

/** A channel is owed word of a parcel that holds units of its order. */
export interface ShipmentConfirmation {
  shipmentId: number
  orderId: number
}

export interface CursorMove {
  cursor: string
  position: Instant
}

export interface Effects {
  orders: Order[]
  fulfillmentOrders: FulfillmentOrder[]
  pools: StockPool[]
  levels: StockLevel[]
  movements: StockMovement[]
  shipments: Shipment[]
  events: OrderEvent[]
  cursorMoves: CursorMove[]
  publications: Publication[]
  confirmations: ShipmentConfirmation[]
  /** SKUs whose available stock rose: orders waiting for them are owed another try. */
  replenishedSkus: number[]
}
