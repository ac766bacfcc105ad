// A trade in Pinduoduo's spelling. Field names and codes: the API page of the order list.

import { toChinaText } from '../marketplace/china-time.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { MarketLine, MarketTrade, TradeState } from '../marketplace/market-trade.ts'

const ORDER_STATUS: Record<TradeState, 1 | 2 | 3> = {
  unpaid: 1,
  deposit_paid: 1,
  paid: 1,
  paid_shipping_forbidden: 1,
  partly_shipped: 1,
  shipped: 2,
  completed: 3,
  closed_unpaid: 1,
  closed_refunded: 1,
}

const AFTER_SALES_STATUS = { 1: 0, 2: 2, 4: 10 } as const

/** Orders nobody paid, or that ended so, are never shown. */
export function isVisible({ state }: MarketTrade): boolean {
  return state !== 'unpaid' && state !== 'closed_unpaid'
}

export function orderStatus(trade: MarketTrade): 1 | 2 | 3 {
  // A refund after shipping leaves the order shipped.
  return trade.state === 'closed_refunded' && trade.parcels.length > 0 ? 2 : ORDER_STATUS[trade.state]
}

export function refundStatus(trade: MarketTrade): 1 | 2 | 4 {
  if (trade.lines.some(({ refund }) => refund?.state === 'asked')) return 2
  return trade.state === 'closed_refunded' ? 4 : 1
}

export function toPddOrder(trade: MarketTrade): Record<string, unknown> {
  const refund = refundStatus(trade)
  return {
    order_sn: trade.tradeId,
    order_status: orderStatus(trade),
    refund_status: refund,
    after_sales_status: AFTER_SALES_STATUS[refund],
    risk_control_status: isUnderReview(trade) ? 1 : 0,
    confirm_status: 1,
    group_status: 1,
    is_lucky_flag: 1,
    ...stepFields(trade),
    is_pre_sale: 0,
    ...timeFields(trade),
    ...moneyFields(trade),
    remark: trade.sellerMemo,
    buyer_memo: trade.buyerMessage,
    ...deliveryFields(trade),
    ...receiverFields(trade),
    order_tag_list: [],
    gift_list: [],
    item_list: trade.lines.map(toItem),
  }
}

function isUnderReview({ state }: MarketTrade): boolean {
  return state === 'paid_shipping_forbidden'
}

function stepFields(trade: MarketTrade): Record<string, unknown> {
  if (trade.depositFen === null) return { trade_type: 0, step_order_info: null }
  const step = {
    advanced_paid_fee: trade.depositFen / 100,
    step_paid_fee: (trade.payableFen - trade.depositFen) / 100,
    step_discount_amount: 0,
    step_trade_status: trade.state === 'deposit_paid' ? 1 : 2,
  }
  return { trade_type: 1, step_order_info: step }
}

function timeFields(trade: MarketTrade): Record<string, unknown> {
  const paid = toChinaText(trade.paidAtMs ?? trade.createdAtMs)
  const [parcel] = trade.parcels
  return {
    created_time: toChinaText(trade.createdAtMs),
    pay_time: paid,
    confirm_time: paid,
    shipping_time: parcel === undefined ? '' : toChinaText(parcel.shippedAtMs),
    receive_time: trade.state === 'completed' ? toChinaText(trade.modifiedAtMs) : '',
    updated_at: toChinaText(trade.modifiedAtMs),
  }
}

function moneyFields({ lines, freightFen, payableFen }: MarketTrade): Record<string, unknown> {
  const sum = (amountOf: (line: MarketLine) => number): number =>
    lines.reduce((total, line) => total + amountOf(line), 0)
  const goodsFen = sum((line) => line.priceFen * line.quantity)
  const discountFen = sum((line) => line.discountFen + line.promotionFen)
  return {
    goods_amount: yuan(goodsFen),
    discount_amount: yuan(discountFen),
    platform_discount: yuan(0),
    seller_discount: yuan(discountFen),
    capital_free_discount: yuan(0),
    order_change_amount: yuan(0),
    postage: yuan(freightFen),
    pay_amount: yuan(payableFen),
  }
}

function deliveryFields({ parcels }: MarketTrade): Record<string, unknown> {
  const [parcel] = parcels
  return { logistics_id: Number(parcel?.carrierCode ?? 0), tracking_number: parcel?.trackingNumber ?? '' }
}

/** Ciphertext only while the order waits to be shipped and nobody reviews it; masks always. */
function receiverFields(trade: MarketTrade): Record<string, unknown> {
  const { receiver } = trade
  const isOpen = orderStatus(trade) === 1 && !isUnderReview(trade)
  return {
    receiver_name: isOpen ? '~AgAAAAAAAAB=~A==~1~' : '',
    receiver_name_mask: receiver.maskedName,
    receiver_phone: isOpen ? '$AgAAAAAAAAB=$1$' : '',
    receiver_phone_mask: receiver.maskedPhone,
    receiver_address: isOpen ? '~AgAAAAAAAAC=~B==~1~' : '',
    receiver_address_mask: receiver.maskedAddress,
    province: receiver.province,
    city: receiver.city,
    town: receiver.district,
    open_address_id: receiver.token,
  }
}

function toItem(line: MarketLine): Record<string, unknown> {
  return {
    goods_id: longNumber(line.listingId),
    sku_id: longNumber(line.skuId),
    outer_id: line.skuCode,
    outer_goods_id: line.productCode,
    goods_name: line.title,
    goods_spec: line.properties,
    goods_price: yuan(line.priceFen),
    goods_count: line.quantity,
  }
}

export function yuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}
