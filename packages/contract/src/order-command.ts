// Commands to orders by number. An outcome is an answer and no failure: who cancels twice hears `already_cancelled`.

import { HOLD_KINDS, PLACEABLE_HOLD_KINDS } from '@tidegate/domain'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Text } from './fields.ts'

/** A list shows at most this many, so a whole page can be acted on at once; each is answered within one request. */
export const BULK_ORDERS_MAX = 200
/** A sentence or two; the timeline keeps it for good. */
const REASON_CHARACTERS_MAX = 200

/** Why, in a person's words. It stays in the timeline, so it must hold nothing of the receiver. */
const Reason = Type.String({ ...Text(REASON_CHARACTERS_MAX), minLength: 1 })

const PlaceableHold = Type.Enum(PLACEABLE_HOLD_KINDS)
const AnyHold = Type.Enum(HOLD_KINDS)

export const CancelRequest = Type.Object({ reason: Reason })
export type CancelRequest = Static<typeof CancelRequest>
export const PlaceHoldRequest = Type.Object({ hold: PlaceableHold, reason: Reason })
export type PlaceHoldRequest = Static<typeof PlaceHoldRequest>
export const ReleaseHoldRequest = Type.Object({ reason: Reason })
export type ReleaseHoldRequest = Static<typeof ReleaseHoldRequest>

export const OrderAction = Type.Union([
  Type.Object({ action: Type.Literal('cancel_order'), reason: Reason }),
  Type.Object({ action: Type.Literal('place_hold'), hold: PlaceableHold, reason: Reason }),
  Type.Object({ action: Type.Literal('release_hold'), hold: AnyHold, reason: Reason }),
])
export type OrderAction = Static<typeof OrderAction>

const ActionNumbers = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
  minItems: 1,
  maxItems: BULK_ORDERS_MAX,
  uniqueItems: true,
})
/** One action for many orders. */
export const BulkRequest = Type.Object({ numbers: ActionNumbers, do: OrderAction })
export type BulkRequest = Static<typeof BulkRequest>

export const ACTION_OUTCOMES = [
  'cancelled',
  'already_cancelled',
  'already_shipped',
  'held',
  'already_held',
  'nothing_to_hold',
  'released',
  'not_held',
  'order_unknown',
  'quarantined',
] as const
export type ActionOutcome = (typeof ACTION_OUTCOMES)[number]

export const ActionResult = Type.Object({ number: Type.String(), outcome: Type.Enum(ACTION_OUTCOMES) })
export type ActionResult = Static<typeof ActionResult>
/** One result per number, in the order of the request: each order has an outcome of its own. */
export const BulkResult = Type.Object({ results: Type.Array(ActionResult) })
export type BulkResult = Static<typeof BulkResult>
