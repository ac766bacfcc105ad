// The whole decision: commands folded in order over one snapshot, each with its own outcome. Pure: no
// clock, no randomness, no await, so live orders, what-if and replay run these same lines.

import { decideShipment } from '../fulfillment/decide-shipment.ts'
import { decidePlaceHold, decideReleaseHold } from '../hold/decide-hold.ts'
import { decideStockFact } from '../inventory/decide-stock-fact.ts'
import { assertNever } from '../kernel/assert.ts'
import {
  decideAdvance,
  decideCancel,
  decideExpiry,
  decidePayment,
  decideRecordOrder,
  decideRefund,
} from '../order/decide-order.ts'
import { decideRecordHistory } from '../order/decide-history.ts'
import { orderKeyText, shopKeyText } from '../order/order-key.ts'
import type { Order } from '../order/order.ts'
import type { MoveCursor, OrderCommand, SealedCommand } from './command.ts'
import { newDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Effects } from './effects.ts'
import type { DecidedOutcome, MoveCursorOutcome } from './outcome.ts'
import { cursorKey } from './snapshot.ts'
import type { BatchSnapshot } from './snapshot.ts'

export interface DecidedBatch {
  outcomes: DecidedOutcome[]
  effects: Effects
}

/** Decides `commands` in order over `snapshot`, whose rows are this batch's own and are changed in place. */
export function decideBatch(snapshot: BatchSnapshot, commands: readonly SealedCommand[]): DecidedBatch {
  const draft = newDraft(snapshot)
  const outcomes = commands.map((command, position) => {
    draft.position = position
    draft.actor = command.actor
    draft.facts = snapshot.facts.get(position)
    draft.allocatedNow.clear()
    draft.releasedNow.clear()
    return decide(draft, command)
  })
  return { outcomes, effects: collectEffects(draft) }
}

function decide(draft: Draft, command: SealedCommand): DecidedOutcome {
  switch (command.kind) {
    case 'record_order':
      return decideRecordOrder(draft, command)
    case 'record_history':
      return decideRecordHistory(draft, command)
    case 'receive_stock':
    case 'adjust_stock':
      return decideStockFact(draft, command)
    case 'ship_fulfillment_order':
      return decideShipment(draft, command)
    case 'move_cursor':
      return decideMoveCursor(draft, command)
    case 'record_payment':
    case 'record_refund':
    case 'cancel_order':
    case 'place_hold':
    case 'release_hold':
    case 'expire_reservations':
    case 'advance_order':
      return decideKnownOrder(draft, command)
    default:
      return assertNever(command)
  }
}

type KnownOrderCommand = Exclude<OrderCommand, { kind: 'record_order' | 'record_history' }>

function decideKnownOrder(draft: Draft, command: KnownOrderCommand): DecidedOutcome {
  const order = draft.snapshot.orders.get(orderKeyText(command.key))
  return order === undefined ? { outcome: 'order_unknown' } : decideForOrder(draft, order, command)
}

function decideForOrder(draft: Draft, order: Order, command: KnownOrderCommand): DecidedOutcome {
  switch (command.kind) {
    case 'record_payment':
      return decidePayment(draft, order, command)
    case 'record_refund':
      return decideRefund(draft, order, command)
    case 'cancel_order':
      return decideCancel(draft, order, command)
    case 'place_hold':
      return decidePlaceHold(draft, order, command)
    case 'release_hold':
      return decideReleaseHold(draft, order, command)
    case 'expire_reservations':
      return decideExpiry(draft, order)
    case 'advance_order':
      return decideAdvance(draft, order)
    default:
      return assertNever(command)
  }
}

/** A stale lease moves nothing, and no cursor ever goes back. */
function decideMoveCursor(draft: Draft, command: MoveCursor): MoveCursorOutcome {
  const key = cursorKey(shopKeyText(command.shop), command.feed)
  const cursor = draft.snapshot.cursors.get(key)
  if (cursor === undefined) return { outcome: 'cursor_unknown' }
  if (cursor.epoch !== command.epoch) return { outcome: 'fenced' }
  if (cursor.position >= command.position) return { outcome: 'already_past' }
  cursor.position = command.position
  draft.cursorMoves.push({ cursor: key, position: command.position })
  return { outcome: 'moved' }
}

function collectEffects(draft: Draft): Effects {
  const { snapshot } = draft
  const levels = [...snapshot.levels.values()].flat()
  return {
    orders: [...snapshot.orders.values()].filter((order) => order.change !== 'none'),
    fulfillmentOrders: [...draft.fulfillmentOrders.values()].filter((each) => each.change !== 'none'),
    pools: [...snapshot.pools.values()].filter((pool) => pool.change !== 'none'),
    levels: levels.filter((level) => level.change !== 'none'),
    movements: draft.movements,
    shipments: draft.shipments,
    events: draft.events,
    cursorMoves: draft.cursorMoves,
    publications: [...snapshot.publications.values()].filter((each) => each.change !== 'none'),
    confirmations: draft.confirmations,
    replenishedSkus: [...draft.replenishedSkus].toSorted((a, b) => a - b),
  }
}
