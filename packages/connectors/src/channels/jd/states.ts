// JOS's order states. A word that is not here is quarantined, never guessed. Source: the parameter texts of the order
// APIs; the last three are legacy.

import type { PlatformState } from '@tidegate/domain'

interface StateMeaning {
  platformState: PlatformState
  /** Nothing is left to ship. */
  isDone: boolean
  /** The platform wants it to wait. */
  isPaused: boolean
}

const TO_SHIP = { platformState: 'open', isDone: false, isPaused: false } as const
const PAUSED = { platformState: 'open', isDone: false, isPaused: true } as const
const SHIPPED = { platformState: 'open', isDone: true, isPaused: false } as const

const STATES = {
  WAIT_SELLER_STOCK_OUT: TO_SHIP, // Says nothing of payment: pay-later orders wait here too.
  WAIT_SELLER_DELIVERY: TO_SHIP,
  WAIT_GOODS_RECEIVE_CONFIRM: SHIPPED,
  PAUSE: PAUSED,
  POP_ORDER_PAUSE: PAUSED,
  WAIT_SEND_CODE: PAUSED,
  LOCKED: PAUSED, // The buyer asked to cancel or for money back.
  FINISHED_L: { platformState: 'completed', isDone: true, isPaused: false },
  TRADE_CANCELED: { platformState: 'closed', isDone: true, isPaused: false },
  SEND_TO_DISTRIBUTION_CENER: SHIPPED, // The platform's own spelling.
  DISTRIBUTION_CENTER_RECEIVED: SHIPPED,
  RECEIPTS_CONFIRM: SHIPPED,
} as const satisfies Record<string, StateMeaning>

export type JdState = keyof typeof STATES

export const JD_STATES: ReadonlySet<JdState> = new Set(Object.keys(STATES) as JdState[])

const LEGACY = new Set<JdState>(['SEND_TO_DISTRIBUTION_CENER', 'DISTRIBUTION_CENTER_RECEIVED', 'RECEIPTS_CONFIRM'])

/** Every state a listing may be asked for: one that were left out would never be seen. */
export const LISTED_STATES = [...JD_STATES].filter((state) => !LEGACY.has(state)).join(',')

export function meaningOf(state: JdState): StateMeaning {
  return STATES[state]
}
