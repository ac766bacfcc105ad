// What happened to an order's money. Both are absolute or named, so sending one again changes nothing.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { LEG_KINDS } from '@tidegate/domain'
import { Id, PositiveFen, ZonedTime } from './fields.ts'

export const NewPayment = Type.Object(
  {
    leg: Type.Enum(LEG_KINDS),
    paidFen: Type.Integer({ ...PositiveFen, description: 'Paid of this leg in all, not what came on top' }),
    paidAt: ZonedTime,
  },
  { additionalProperties: false },
)
export type NewPayment = Static<typeof NewPayment>

export const NewRefund = Type.Object(
  {
    refundId: Type.String({ ...Id, description: 'Yours, unique in the order' }),
    amountFen: PositiveFen,
  },
  { additionalProperties: false },
)
export type NewRefund = Static<typeof NewRefund>

export const MoneyFactRecorded = Type.Object({ outcome: Type.Enum(['recorded', 'already_recorded']) })
export type MoneyFactRecorded = Static<typeof MoneyFactRecorded>
