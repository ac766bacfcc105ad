// What TMC tells of an event: topic and content fields. Source: the message types published with tmc.js.

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { MarketEvent, MarketEventKind } from '../marketplace/push-outbox.ts'
import { topStatus, yuan } from './to-top-trade.ts'

const TOPICS: Record<MarketEventKind, string> = {
  created: 'taobao_trade_TradeCreate',
  deposit_paid: 'taobao_trade_TradeBuyerStepPay',
  paid: 'taobao_trade_TradeBuyerPay',
  partly_shipped: 'taobao_trade_TradePartlySellerShip',
  shipped: 'taobao_trade_TradeSellerShip',
  completed: 'taobao_trade_TradeSuccess',
  closed: 'taobao_trade_TradeClose',
  changed: 'taobao_trade_TradeChanged',
  refund_asked: 'taobao_refund_RefundCreated',
  refund_succeeded: 'taobao_refund_RefundSuccess',
  refund_refused: 'taobao_refund_RefundSellerRefuseAgreement',
}

export interface TmcMessage {
  topic: string
  content: Record<string, unknown>
}

export function toTmcMessage({ kind, trade }: MarketEvent, sellerNick: string): TmcMessage {
  const [line] = trade.lines
  const refunded = trade.lines.find(({ refund }) => refund !== null)
  const common = { buyer_nick: trade.buyerNick, seller_nick: sellerNick, tid: longNumber(trade.tradeId) }
  const topic = TOPICS[kind]
  if (kind.startsWith('refund_') && refunded?.refund) {
    const { refundId, amountFen, modifiedAtMs } = refunded.refund
    const refund = { refund_id: longNumber(refundId), refund_fee: yuan(amountFen), bill_type: 'refund_bill' }
    const times = { refund_phase: 'onsale', modified: toChinaText(modifiedAtMs) }
    return { topic, content: { ...common, ...refund, ...times, oid: longNumber(refunded.lineId) } }
  }
  const trading = { payment: yuan(trade.payableFen), status: topStatus(trade), type: 'guarantee_trade' }
  return { topic, content: { ...common, ...trading, oid: longNumber(line?.lineId ?? trade.tradeId) } }
}
