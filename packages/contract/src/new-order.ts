// An order as a program sends it: a snapshot of what the order is now. Sent again it changes nothing; sent with a later
// `version` it replaces what it brings. Parts left out (lines, receiver) stay as they were.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { LEG_KINDS, PLATFORM_STATES } from '@tidegate/domain'
import { bulkOf, resultsOf } from './bulk.ts'
import { Code, Fen, Id, Quantity, QUANTITY_MAX, ShopCode, Text, TEXT_CHARACTERS_MAX, ZonedTime } from './fields.ts'

/** Larger than any cart; the engine is tested with as many. */
const LINES_MAX = 2_000
const REGION_CHARACTERS_MAX = 50
const PHONE_CHARACTERS_MAX = 50
const MEMO_CHARACTERS_MAX = 10_000

const strict = { additionalProperties: false }

export const NewOrderLine = Type.Object(
  {
    platformLineId: Type.Optional(
      Type.String({ ...Id, description: 'Yours, unique in the order; #1, #2 … by position when left out' }),
    ),
    skuCode: Code,
    title: Type.Optional(Text(TEXT_CHARACTERS_MAX)),
    quantity: Quantity,
    cancelledQuantity: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: QUANTITY_MAX,
        description: 'Units nobody has to ship any more; 0 when left out',
      }),
    ),
    listFen: Type.Optional(
      Type.Integer({ ...Fen, description: 'What payable and the two below sum to when left out' }),
    ),
    sellerDiscountFen: Type.Optional(Type.Integer({ ...Fen, description: '0 when left out' })),
    platformSubsidyFen: Type.Optional(Type.Integer({ ...Fen, description: '0 when left out' })),
    payableFen: Type.Integer({ ...Fen, description: "The line's part of the order's payable, freight excluded" }),
  },
  strict,
)
export type NewOrderLine = Static<typeof NewOrderLine>

export const NewPaymentLeg = Type.Object(
  {
    leg: Type.Enum(LEG_KINDS),
    payableFen: Fen,
    paidFen: Fen,
    paidAt: Type.Optional(Type.String({ ...ZonedTime, description: 'Required once something is paid' })),
  },
  strict,
)
export type NewPaymentLeg = Static<typeof NewPaymentLeg>

/** Sealed as soon as it is read; no answer ever shows it again, save for the region. */
export const NewReceiver = Type.Object(
  {
    name: Text(TEXT_CHARACTERS_MAX),
    phone: Text(PHONE_CHARACTERS_MAX),
    address: Text(TEXT_CHARACTERS_MAX),
    province: Text(REGION_CHARACTERS_MAX),
    city: Text(REGION_CHARACTERS_MAX),
    district: Type.Optional(Text(REGION_CHARACTERS_MAX)),
    buyer: Type.Optional(Text(TEXT_CHARACTERS_MAX)),
    memo: Type.Optional(Text(MEMO_CHARACTERS_MAX)),
  },
  strict,
)
export type NewReceiver = Static<typeof NewReceiver>

export const NewOrder = Type.Object(
  {
    shop: Type.String({ ...ShopCode, description: 'A shop of the channel open_api' }),
    platformOrderId: Type.String({ ...Id, description: 'Yours, unique in the shop' }),
    version: Type.Optional(
      Type.String({
        ...ZonedTime,
        description: 'When it last changed with you: older never overwrites newer; placedAt when left out',
      }),
    ),
    placedAt: ZonedTime,
    platformState: Type.Optional(Type.Enum(PLATFORM_STATES, { description: 'open when left out' })),
    refunding: Type.Optional(Type.Boolean({ description: 'The buyer asks for money back; false when left out' })),
    shippingForbidden: Type.Optional(Type.Boolean({ description: 'It must not ship for now; false when left out' })),
    currency: Type.Optional(Type.Enum(['CNY'])),
    freightFen: Type.Optional(Type.Integer({ ...Fen, description: '0 when left out' })),
    payableFen: Type.Integer({ ...Fen, description: 'Lines and freight must sum to it, or the order is held' }),
    legs: Type.Array(NewPaymentLeg, {
      minItems: 1,
      maxItems: LEG_KINDS.length,
      description: 'whole, or deposit and balance',
    }),
    lines: Type.Optional(Type.Array(NewOrderLine, { minItems: 1, maxItems: LINES_MAX })),
    receiver: Type.Optional(NewReceiver),
  },
  strict,
)
export type NewOrder = Static<typeof NewOrder>

export const NewOrders = Type.Object({ orders: bulkOf(NewOrder) }, strict)

export const OrderRecorded = Type.Object({
  outcome: Type.Enum(['recorded', 'updated', 'already_recorded', 'older_than_known']),
  number: Type.String({ description: 'The order number: the same order always gets the same one' }),
})
export type OrderRecorded = Static<typeof OrderRecorded>

export const OrdersRecorded = resultsOf(OrderRecorded)

/** The natural key of an order, for who knows its own id and not our number. */
export const OrderKeyQuery = Type.Object({
  channel: Type.Optional(Type.String({ maxLength: 20, description: 'open_api when left out' })),
  shop: ShopCode,
  platformOrderId: Id,
})
