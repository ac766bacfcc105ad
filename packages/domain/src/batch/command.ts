// Everything that changes orders, stock, holds or fulfillment is one of these, whoever sends it.
// Facts are recorded however unwelcome; requests may be refused (docs/ARCHITECTURE.md, "Facts and requests").

import type { HoldKind, PlaceableHoldKind } from '../hold/hold.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Fen } from '../kernel/money.ts'
import type { OrderKey, ShopKey } from '../order/order-key.ts'
import type { OrderHistory } from '../order/order-history.ts'
import type { LegKind, OrderSnapshot, Receiver, SealedReceiver } from '../order/order-snapshot.ts'

/** Who asked: `channel:taobao`, `user:<id>`, `key:<id>`, `timer`, `warehouse:<code>`. Never receiver data. */
export type Actor = string

interface ByActor {
  actor: Actor
}

/** Fact: a channel showed an order. */
export interface RecordOrder<R = Receiver> extends ByActor {
  kind: 'record_order'
  snapshot: OrderSnapshot<R>
}

/** Fact: a file tells of an order of the past. Money only rises by it, so a repeat changes nothing. */
export interface RecordHistory extends ByActor {
  kind: 'record_history'
  key: OrderKey
  history: OrderHistory
}

/** Fact: a leg is paid up to this total. Absolute, so a repeat changes nothing. */
export interface RecordPayment extends ByActor {
  kind: 'record_payment'
  key: OrderKey
  leg: LegKind
  paidFen: Fen
  paidAt: Instant
}

/** Fact: money went back. Identified by the platform's refund id. */
export interface RecordRefund extends ByActor {
  kind: 'record_refund'
  key: OrderKey
  refundId: string
  amountFen: Fen
}

/** Request: stop the order and give its stock back; refused once anything has shipped. */
export interface CancelOrder extends ByActor {
  kind: 'cancel_order'
  key: OrderKey
  reason: string
}

export interface PlaceHold extends ByActor {
  kind: 'place_hold'
  key: OrderKey
  hold: PlaceableHoldKind
  reason: string
}

export interface ReleaseHold extends ByActor {
  kind: 'release_hold'
  key: OrderKey
  hold: HoldKind
  /** What a person found; whoever reads the timeline later asks for it. */
  reason?: string
}

/** Sent by a timer; whether anything is due is decided by the batch's own time. */
export interface ExpireReservations extends ByActor {
  kind: 'expire_reservations'
  key: OrderKey
}

/** Asks an order to go on (stock came, a SKU was mapped). Changes nothing when it cannot. */
export interface AdvanceOrder extends ByActor {
  kind: 'advance_order'
  key: OrderKey
}

interface StockFact extends ByActor {
  skuCode: string
  locationCode: string
  quantity: number
  /** Names the paper behind the fact; the same reference is recorded once. */
  reference: string
}

/** Fact: goods came in. */
export interface ReceiveStock extends StockFact {
  kind: 'receive_stock'
}

/** Fact: on hand differs by `quantity` (signed) from what we believed. */
export interface AdjustStock extends StockFact {
  kind: 'adjust_stock'
  reason: string
}

/** Fact: the warehouse handed the parcel over. */
export interface ShipFulfillmentOrder extends ByActor {
  kind: 'ship_fulfillment_order'
  fulfillmentOrderId: number
  carrier: string
  trackingNumber: string
}

/** Request: every order up to `position` is durable. Fenced by the lease's epoch, never moves back. */
export interface MoveCursor extends ByActor {
  kind: 'move_cursor'
  shop: ShopKey
  feed: string
  position: Instant
  epoch: number
}

export type OrderCommand<R = Receiver> =
  | RecordOrder<R>
  | RecordHistory
  | RecordPayment
  | RecordRefund
  | CancelOrder
  | PlaceHold
  | ReleaseHold
  | ExpireReservations
  | AdvanceOrder

export type StockCommand = ReceiveStock | AdjustStock
export type Command<R = Receiver> = OrderCommand<R> | StockCommand | ShipFulfillmentOrder | MoveCursor

/** A command behind the door: receiver sealed, content hashed, order number computed, raw kept aside. */
export type SealedCommand =
  | ((RecordOrder<SealedReceiver> | RecordHistory) & SealedContent)
  | Exclude<Command, { kind: 'record_order' | 'record_history' }>

export interface SealedContent {
  /** Keyed hash of the plaintext content: "same content" without comparing ciphertext. */
  contentHash: string
  number: string
}

export function isOrderCommand(
  command: SealedCommand,
): command is Extract<SealedCommand, { kind: OrderCommand['kind'] }> {
  return command.kind === 'record_order' || 'key' in command
}

export function orderKeyOf(command: Extract<SealedCommand, { kind: OrderCommand['kind'] }>): OrderKey {
  return command.kind === 'record_order' ? command.snapshot.key : command.key
}
