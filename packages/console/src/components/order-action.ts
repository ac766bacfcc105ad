// What an action on orders did, and what takes it back.

import type { ActionOutcome, ActionResult, OrderAction, PlaceableHoldKind } from '@tidegate/contract'

/** What each order should answer. */
const WANTED: Record<OrderAction['action'], ActionOutcome> = {
  cancel_order: 'cancelled',
  place_hold: 'held',
  release_hold: 'released',
}

const PLACEABLE: Record<PlaceableHoldKind, true> = { risk: true, address: true, manual: true }

function isPlaceable(kind: string): kind is PlaceableHoldKind {
  return Object.hasOwn(PLACEABLE, kind)
}

export interface ActionSummary {
  /** Numbers that changed as wanted. */
  done: string[]
  /** The others, with why. */
  rest: ActionResult[]
}

export function summarize(action: OrderAction, results: readonly ActionResult[]): ActionSummary {
  const isDone = (result: ActionResult) => result.outcome === WANTED[action.action]
  return {
    done: results.filter(isDone).map((result) => result.number),
    rest: results.filter((result) => !isDone(result)),
  }
}

/** Null where nothing takes it back: a cancelled order stays cancelled, and facts place their own holds. */
export function undoOf(action: OrderAction, reason: string): OrderAction | null {
  switch (action.action) {
    case 'cancel_order':
      return null
    case 'place_hold':
      return { action: 'release_hold', hold: action.hold, reason }
    case 'release_hold':
      return isPlaceable(action.hold) ? { action: 'place_hold', hold: action.hold, reason } : null
  }
}
