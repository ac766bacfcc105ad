// What a caller hears. Each union lists its outcomes in order of precedence; a replay is told apart
// before anything else is checked.

export type RecordOrderOutcome =
  | { outcome: 'shop_unknown' }
  | { outcome: 'already_recorded'; number: string }
  | { outcome: 'older_than_known'; number: string }
  | { outcome: 'updated'; number: string }
  | { outcome: 'recorded'; number: string }

export type RecordHistoryOutcome =
  | { outcome: 'shop_unknown' }
  | { outcome: 'known_live'; number: string }
  | { outcome: 'already_recorded'; number: string }
  | { outcome: 'updated'; number: string }
  | { outcome: 'recorded'; number: string }

export type RecordPaymentOutcome =
  | { outcome: 'order_unknown' }
  | { outcome: 'leg_unknown' }
  | { outcome: 'already_recorded' }
  | { outcome: 'recorded' }

export type RecordRefundOutcome =
  | { outcome: 'order_unknown' }
  | { outcome: 'already_recorded' }
  | { outcome: 'recorded_with_different_amount'; amountFen: number }
  | { outcome: 'amount_not_positive' }
  | { outcome: 'exceeds_paid'; refundableFen: number }
  | { outcome: 'recorded' }

export type CancelOrderOutcome =
  | { outcome: 'order_unknown' }
  | { outcome: 'already_cancelled' }
  | { outcome: 'already_shipped' }
  | { outcome: 'cancelled' }

export type PlaceHoldOutcome =
  | { outcome: 'order_unknown' }
  | { outcome: 'already_held' }
  | { outcome: 'nothing_to_hold' }
  | { outcome: 'held' }

export type ReleaseHoldOutcome = { outcome: 'order_unknown' } | { outcome: 'not_held' } | { outcome: 'released' }

export type ExpireReservationsOutcome =
  | { outcome: 'order_unknown' }
  | { outcome: 'nothing_due' }
  | { outcome: 'expired'; units: number }

export type AdvanceOrderOutcome = { outcome: 'order_unknown' } | { outcome: 'unchanged' } | { outcome: 'advanced' }

export type StockFactOutcome =
  | { outcome: 'sku_unknown' }
  | { outcome: 'location_unknown' }
  | { outcome: 'already_recorded' }
  | { outcome: 'recorded_with_different_quantity'; quantity: number }
  | { outcome: 'exceeds_on_hand'; onHand: number }
  | { outcome: 'recorded'; onHand: number; short: number }

export type ShipOutcome =
  | { outcome: 'fulfillment_order_unknown' }
  | { outcome: 'already_shipped' }
  | { outcome: 'shipped_after_cancel' }
  | { outcome: 'shipped_while_held' }
  | { outcome: 'shipped' }

export type MoveCursorOutcome =
  | { outcome: 'cursor_unknown' }
  | { outcome: 'fenced' }
  | { outcome: 'already_past' }
  | { outcome: 'moved' }

export interface OutcomeByKind {
  record_order: RecordOrderOutcome
  record_history: RecordHistoryOutcome
  record_payment: RecordPaymentOutcome
  record_refund: RecordRefundOutcome
  cancel_order: CancelOrderOutcome
  place_hold: PlaceHoldOutcome
  release_hold: ReleaseHoldOutcome
  expire_reservations: ExpireReservationsOutcome
  advance_order: AdvanceOrderOutcome
  receive_stock: StockFactOutcome
  adjust_stock: StockFactOutcome
  ship_fulfillment_order: ShipOutcome
  move_cursor: MoveCursorOutcome
}

export type DecidedOutcome = OutcomeByKind[keyof OutcomeByKind]

/** What the door can add to any of them: the command threw by itself and waits in quarantine. */
export type Outcome = DecidedOutcome | { outcome: 'quarantined'; quarantineId: number; reason: string }
