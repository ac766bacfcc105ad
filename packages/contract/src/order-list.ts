// The list of orders: what it may be narrowed to, and a page of it. All filters asked for must be true of an order.

import { HOLD_KINDS, ORDER_STAGES } from '@tidegate/domain'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Code, Fen, ShopCode, Text, ZonedTime } from './fields.ts'
import { Nullable } from './nullable.ts'
import { OrderSummary } from './order.ts'

/** A pasted platform number with blanks around it fits many times. */
const SEARCH_CHARACTERS_MAX = 100
const PROVINCE_CHARACTERS_MAX = 60

const ONE_STAGE = `(${ORDER_STAGES.join('|')})`

/** Stages as one field of a query, commas between. */
export const Stages = Type.String({ pattern: `^${ONE_STAGE}(,${ONE_STAGE})*$`, maxLength: 200 })

export const OrderListQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  before: Type.Optional(Type.String({ maxLength: 40 })),
  /**
   * Any number or code an order is known by: ours, the platform's, a tracking number, a SKU's code; or the last 4 to
   * 10 digits of a number, or the last 4 of the receiver's phone, among the newest 100,000 orders.
   */
  search: Type.Optional(Text(SEARCH_CHARACTERS_MAX)),
  /** Any of these, commas between. */
  stage: Type.Optional(Stages),
  channel: Type.Optional(Type.String({ maxLength: 40, pattern: '^[a-z_]+$' })),
  /** A shop of the channel. */
  shop: Type.Optional(ShopCode),
  /** A hold of this kind stands. */
  hold: Type.Optional(Type.Enum(HOLD_KINDS)),
  /** Ships, or shipped, some of it. */
  location: Type.Optional(Code),
  /** Covers some of it: a bundle is found by each of its parts. */
  sku: Type.Optional(Code),
  province: Type.Optional(Text(PROVINCE_CHARACTERS_MAX)),
  placedFrom: Type.Optional(ZonedTime),
  /** Not included. */
  placedTo: Type.Optional(ZonedTime),
  payableFromFen: Type.Optional(Fen),
  /** Included. */
  payableToFen: Type.Optional(Fen),
})
export type OrderListQuery = Static<typeof OrderListQuery>

/** What a search was found to be. */
export const FOUND_BY = ['number', 'platform_order_id', 'tracking_number', 'sku', 'last_digits'] as const
export type FoundBy = (typeof FOUND_BY)[number]

export const OrderPage = Type.Object({
  orders: Type.Array(OrderSummary),
  /** Pass as `before` to get the next page; null at the end. */
  next: Nullable(Type.String()),
  /** Orders on all pages, where not all: at least so many. Null on a later page. */
  count: Nullable(Type.Object({ orders: Type.Integer(), isAll: Type.Boolean() })),
  /** What the search was found to be; empty where nothing was found or sought. */
  foundBy: Type.Array(Type.Enum(FOUND_BY)),
})
export type OrderPage = Static<typeof OrderPage>
