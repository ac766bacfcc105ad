// What Taobao's status words mean to us. Source: TOP API metadata of trade.fullinfo.get and
// refunds.receive.get. A word that is not here is quarantined, never guessed.

import type { PlatformState } from '@tidegate/domain'

export interface TradeStatusMeaning {
  platformState: PlatformState
  /** The whole price has been paid (whatever became of it since). */
  paid: boolean
  /** The platform forbids shipping for now. */
  shippingForbidden?: true
}

const TRADE_STATUSES = {
  TRADE_NO_CREATE_PAY: { platformState: 'open', paid: false },
  WAIT_BUYER_PAY: { platformState: 'open', paid: false },
  PAY_PENDING: { platformState: 'open', paid: false },
  WAIT_PRE_AUTH_CONFIRM: { platformState: 'open', paid: false },
  PAID_FORBID_CONSIGN: { platformState: 'open', paid: true, shippingForbidden: true },
  WAIT_SELLER_SEND_GOODS: { platformState: 'open', paid: true },
  SELLER_CONSIGNED_PART: { platformState: 'open', paid: true },
  WAIT_BUYER_CONFIRM_GOODS: { platformState: 'open', paid: true },
  TRADE_BUYER_SIGNED: { platformState: 'open', paid: true },
  TRADE_FINISHED: { platformState: 'completed', paid: true },
  // Closed after payment: the refund is its own record (refunds.receive.get).
  TRADE_CLOSED: { platformState: 'closed', paid: true },
  // Closed before payment; must never ship.
  TRADE_CLOSED_BY_TAOBAO: { platformState: 'closed', paid: false },
} as const satisfies Record<string, TradeStatusMeaning>
export type TradeStatus = keyof typeof TRADE_STATUSES
export const TRADE_STATUS_WORDS: ReadonlySet<TradeStatus> = new Set(Object.keys(TRADE_STATUSES) as TradeStatus[])

export function tradeStatusMeaning(status: TradeStatus): TradeStatusMeaning {
  return TRADE_STATUSES[status]
}

/** A line in one of these has left the seller. */
export const SHIPPED_LINE_STATUSES: ReadonlySet<TradeStatus> = new Set([
  'WAIT_BUYER_CONFIRM_GOODS',
  'TRADE_BUYER_SIGNED',
  'TRADE_FINISHED',
])

/** A line in one of these will not be shipped any more, unless it has been. */
export const CLOSED_LINE_STATUSES: ReadonlySet<TradeStatus> = new Set(['TRADE_CLOSED', 'TRADE_CLOSED_BY_TAOBAO'])

const STEP_STATUSES = [
  'FRONT_NOPAID_FINAL_NOPAID',
  'FRONT_PAID_FINAL_NOPAID',
  'FRONT_PAID_FINAL_PAID',
  'FRONT_PAID_FRONT_FORFEITED',
] as const
export type StepStatus = (typeof STEP_STATUSES)[number]
export const STEP_STATUS_WORDS: ReadonlySet<StepStatus> = new Set(STEP_STATUSES)

const REFUND_STATUSES = [
  'NO_REFUND',
  'WAIT_SELLER_AGREE',
  'WAIT_BUYER_RETURN_GOODS',
  'WAIT_SELLER_CONFIRM_GOODS',
  'SELLER_REFUSE_BUYER',
  'CLOSED',
  'SUCCESS',
  'WAIT_BUYER_CONFIRM_EXCHANGE_SELLER_SEND_GOODS',
  'EXCHANGE_TRANSFORM_TO_REFUND',
  'WAIT_SELLER_CONSIGN_GOODS',
] as const
export type RefundStatus = (typeof REFUND_STATUSES)[number]
export const REFUND_STATUS_WORDS: ReadonlySet<RefundStatus> = new Set(REFUND_STATUSES)
