// What PMC tells of an event: topic and content. Nothing is told of orders nobody paid. Amounts are in fen here.

import { longNumber } from '../marketplace/long-number.ts'
import type { MarketEvent, MarketEventKind } from '../marketplace/push-outbox.ts'
import { isVisible } from './to-pdd-order.ts'

const TOPICS: Record<MarketEventKind, string | null> = {
  created: null,
  deposit_paid: 'pdd_trade_TradeConfirmed',
  paid: 'pdd_trade_TradeConfirmed',
  partly_shipped: 'pdd_trade_TradeSellerShip',
  shipped: 'pdd_trade_TradeSellerShip',
  completed: 'pdd_trade_TradeSuccess',
  closed: 'pdd_refund_RefundAgreeAgreement',
  changed: 'pdd_trade_TradeMemoModified',
  refund_asked: 'pdd_refund_RefundCreated',
  refund_succeeded: 'pdd_refund_RefundAgreeAgreement',
  refund_refused: 'pdd_refund_RefundClosed',
}

const MALL_ID = 100_000_001

export interface PmcMessage {
  type: string
  mallID: number
  content: string
}

export function toPmcMessage({ kind, trade }: MarketEvent): PmcMessage | null {
  const type = TOPICS[kind]
  if (type === null || !isVisible(trade)) return null
  const refund = trade.lines.find((line) => line.refund !== null)?.refund
  const common = { mall_id: MALL_ID, tid: trade.tradeId }
  const isRefund = type.startsWith('pdd_refund_') && refund !== undefined && refund !== null
  const content = isRefund
    ? { ...common, refund_id: longNumber(refund.refundId), refund_fee: refund.amountFen, modified: refund.modifiedAtMs }
    : common
  return { type, mallID: MALL_ID, content: JSON.stringify(content) }
}
