// A trade in TOP's spelling: every field it could show; `selectFields` takes what was asked for.
// Field names and status words: TOP API metadata of trade.fullinfo.get.

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { MarketLine, MarketTrade, TradeState } from '../marketplace/market-trade.ts'

const STATUS: Record<TradeState, string> = {
  unpaid: 'WAIT_BUYER_PAY',
  deposit_paid: 'WAIT_BUYER_PAY', // Between deposit and balance the trade still waits for the buyer.
  paid: 'WAIT_SELLER_SEND_GOODS',
  paid_shipping_forbidden: 'PAID_FORBID_CONSIGN',
  partly_shipped: 'SELLER_CONSIGNED_PART',
  shipped: 'WAIT_BUYER_CONFIRM_GOODS',
  completed: 'TRADE_FINISHED',
  closed_unpaid: 'TRADE_CLOSED_BY_TAOBAO',
  closed_refunded: 'TRADE_CLOSED',
}

const REFUND_STATUS = { asked: 'WAIT_SELLER_AGREE', succeeded: 'SUCCESS', refused: 'SELLER_REFUSE_BUYER' } as const

export function topStatus(trade: MarketTrade): string {
  return STATUS[trade.state]
}

export function refundStatus(state: keyof typeof REFUND_STATUS): string {
  return REFUND_STATUS[state]
}

/** OAID, lines and payment included; what a listing hides on a promotion night is removed by the caller. */
export function toTopTrade(trade: MarketTrade, sellerNick: string): Record<string, unknown> {
  const onlyLine = trade.lines.length === 1 ? trade.lines[0] : undefined
  return {
    tid: longNumber(trade.tradeId),
    type: trade.depositFen === null ? 'fixed' : 'step',
    status: topStatus(trade),
    ...stepFields(trade),
    seller_nick: sellerNick,
    buyer_nick: trade.buyerNick,
    buyer_open_uid: trade.buyerOpenId,
    ...timeFields(trade),
    ...moneyFields(trade),
    num: onlyLine?.quantity ?? 0, // 0 where a trade has several lines.
    ...(onlyLine === undefined
      ? {}
      : { num_iid: longNumber(onlyLine.listingId), title: onlyLine.title, price: yuan(onlyLine.priceFen) }),
    seller_flag: 0,
    seller_memo: trade.sellerMemo,
    has_buyer_message: trade.buyerMessage !== '',
    buyer_message: trade.buyerMessage,
    ...receiverFields(trade),
    shipping_type: 'express',
    is_part_consign: trade.state === 'partly_shipped',
    orders: { order: trade.lines.map((line) => toTopOrder(trade, line)) },
  }
}

function stepFields(trade: MarketTrade): Record<string, unknown> {
  if (trade.depositFen === null) return {}
  if (trade.state === 'unpaid' || trade.state === 'closed_unpaid')
    return { step_trade_status: 'FRONT_NOPAID_FINAL_NOPAID' }
  const finalPaid = trade.state !== 'deposit_paid'
  return {
    step_trade_status: finalPaid ? 'FRONT_PAID_FINAL_PAID' : 'FRONT_PAID_FINAL_NOPAID',
    step_paid_fee: yuan(trade.depositFen),
  }
}

function timeFields(trade: MarketTrade): Record<string, unknown> {
  const closed = trade.state === 'closed_refunded' || trade.state === 'closed_unpaid' || trade.state === 'completed'
  return {
    created: toChinaText(trade.createdAtMs),
    modified: toChinaText(trade.modifiedAtMs),
    ...(trade.paidAtMs === null ? {} : { pay_time: toChinaText(trade.paidAtMs) }),
    ...(closed ? { end_time: toChinaText(trade.modifiedAtMs) } : {}),
  }
}

function moneyFields(trade: MarketTrade): Record<string, unknown> {
  const sum = (amountOf: (line: MarketLine) => number): number =>
    trade.lines.reduce((total, line) => total + amountOf(line), 0)
  return {
    payment: yuan(trade.payableFen),
    total_fee: yuan(sum((line) => line.priceFen * line.quantity)),
    discount_fee: yuan(sum((line) => line.promotionFen)),
    adjust_fee: '0.00',
    post_fee: yuan(trade.freightFen),
    received_payment: '0.00',
  }
}

function receiverFields(trade: MarketTrade): Record<string, unknown> {
  const { receiver } = trade
  return {
    receiver_name: receiver.maskedName,
    receiver_mobile: receiver.maskedPhone,
    receiver_phone: '',
    receiver_state: receiver.province,
    receiver_city: receiver.city,
    receiver_district: receiver.district,
    receiver_town: receiver.town,
    receiver_address: receiver.maskedAddress,
    oaid: receiver.token,
  }
}

function toTopOrder(trade: MarketTrade, line: MarketLine): Record<string, unknown> {
  const parcel = trade.parcels.find(({ lines }) => lines.some(({ lineId }) => lineId === line.lineId))
  const payment = trade.lines.length === 1 ? trade.payableFen : line.payableFen + line.promotionFen
  return {
    oid: longNumber(line.lineId),
    num_iid: longNumber(line.listingId),
    sku_id: line.skuId,
    outer_iid: line.productCode,
    outer_sku_id: line.skuCode,
    title: line.title,
    sku_properties_name: line.properties,
    price: yuan(line.priceFen),
    num: line.quantity,
    total_fee: yuan(line.priceFen * line.quantity - line.discountFen),
    discount_fee: yuan(line.discountFen),
    adjust_fee: '0.00',
    part_mjz_discount: yuan(line.promotionFen),
    ...(trade.paidAtMs === null ? {} : { divide_order_fee: yuan(line.payableFen) }),
    payment: yuan(payment),
    status: lineStatus(trade, line),
    refund_status: line.refund === null ? 'NO_REFUND' : REFUND_STATUS[line.refund.state],
    ...(line.refund === null ? {} : { refund_id: line.refund.refundId }),
    ...(line.shippedAtMs === null ? {} : { consign_time: toChinaText(line.shippedAtMs) }),
    ...(parcel === undefined ? {} : { logistics_company: parcel.carrierCode, invoice_no: parcel.trackingNumber }),
    shipping_type: 'express',
  }
}

function lineStatus(trade: MarketTrade, line: MarketLine): string {
  if (line.refund?.state === 'succeeded') return 'TRADE_CLOSED'
  if (trade.state !== 'partly_shipped') return topStatus(trade)
  return line.shippedAtMs === null ? 'WAIT_SELLER_SEND_GOODS' : 'WAIT_BUYER_CONFIRM_GOODS'
}

export function yuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}
