// A trade in JOS's spelling. Field names: public clients of the order APIs. Every scalar is text.

import { createHash } from 'node:crypto'
import { toChinaText } from '../marketplace/china-time.ts'
import type { MarketLine, MarketReceiver, MarketTrade, TradeState } from '../marketplace/market-trade.ts'
import { NO_TIME } from './china-time.ts'

const ORDER_STATE: Record<TradeState, string> = {
  unpaid: '',
  deposit_paid: '',
  paid: 'WAIT_SELLER_STOCK_OUT',
  paid_shipping_forbidden: 'POP_ORDER_PAUSE',
  partly_shipped: 'WAIT_SELLER_STOCK_OUT',
  shipped: 'WAIT_GOODS_RECEIVE_CONFIRM',
  completed: 'FINISHED_L',
  closed_unpaid: '',
  closed_refunded: 'TRADE_CANCELED',
}

/** Orders nobody paid are another family of calls. */
export function isVisible(trade: MarketTrade): boolean {
  return ORDER_STATE[trade.state] !== ''
}

/** A buyer who asks for money back locks an order that did not leave; afterwards it is an after-sale case elsewhere. */
export function orderState(trade: MarketTrade): string {
  const isAsked = trade.lines.some(({ refund }) => refund?.state === 'asked')
  return isAsked && trade.state === 'paid' ? 'LOCKED' : ORDER_STATE[trade.state]
}

export function toJdOrder(trade: MarketTrade): Record<string, unknown> {
  return {
    orderId: trade.tradeId,
    venderId: '1000001',
    orderType: '22',
    payType: '4-在线支付',
    orderState: orderState(trade),
    orderStartTime: toChinaText(trade.createdAtMs),
    paymentConfirmTime: trade.paidAtMs === null ? NO_TIME : toChinaText(trade.paidAtMs),
    orderEndTime: trade.state === 'completed' ? toChinaText(trade.modifiedAtMs) : NO_TIME,
    modified: toChinaText(trade.modifiedAtMs),
    ...moneyFields(trade),
    orderRemark: trade.buyerMessage,
    venderRemark: trade.sellerMemo,
    waybill: waybill(trade),
    logisticsId: [...carriers(trade).keys()].join('|'),
    parentOrderId: '0',
    directParentOrderId: '0',
    returnOrder: '0',
    orderSource: '移动端订单',
    storeOrder: '',
    pin: trade.buyerNick,
    open_id_buyer: trade.buyerOpenId,
    consigneeInfo: toConsignee(trade.receiver),
    itemInfoList: trade.lines.map(toItem),
    couponDetailList: toCoupons(trade),
  }
}

function moneyFields(trade: MarketTrade): Record<string, unknown> {
  const { lines, freightFen, payableFen, paidAtMs } = trade
  const goodsFen = lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0)
  const discountFen = reductionFen(trade)
  return {
    orderTotalPrice: yuan(goodsFen),
    sellerDiscount: yuan(discountFen),
    orderSellerPrice: yuan(goodsFen - discountFen),
    freightPrice: yuan(freightFen),
    balanceUsed: yuan(0),
    orderPayment: yuan(0), // Not maintained any more: whoever reads it gets nothing.
    actualPay: yuan(paidAtMs === null ? 0 : payableFen),
    shouldPay: yuan(payableFen),
  }
}

function reductionFen({ lines }: MarketTrade): number {
  return lines.reduce((sum, line) => sum + line.discountFen + line.promotionFen, 0)
}

function toCoupons(trade: MarketTrade): Record<string, unknown>[] {
  const single = trade.lines
    .filter(({ discountFen }) => discountFen > 0)
    .map((line) => ({ skuId: line.skuId, couponType: '30-单品促销优惠', couponPrice: yuan(line.discountFen) }))
  const wholeFen = trade.lines.reduce((sum, { promotionFen }) => sum + promotionFen, 0)
  const whole = wholeFen > 0 ? [{ skuId: '', couponType: '100-店铺优惠', couponPrice: yuan(wholeFen) }] : []
  return [...single, ...whole].map((coupon) => ({ orderId: trade.tradeId, ...coupon }))
}

/** By carrier, in the order they were told; `|` between carriers, `,` between the parcels of one. */
function carriers({ parcels }: MarketTrade): Map<string, string[]> {
  const byCarrier = new Map<string, string[]>()
  for (const { carrierCode, trackingNumber } of parcels) {
    byCarrier.set(carrierCode, [...(byCarrier.get(carrierCode) ?? []), trackingNumber])
  }
  return byCarrier
}

function waybill(trade: MarketTrade): string {
  return [...carriers(trade).values()].map((numbers) => numbers.join(',')).join('|')
}

/** Plain fields are blank; ciphertext is the same for one receiver's same text. */
function toConsignee(receiver: MarketReceiver): Record<string, unknown> {
  const cipher = (text: string): string =>
    createHash('sha512').update(`${receiver.token}/${text}`).digest('base64').repeat(2)
  return {
    fullname: '',
    mobile: '',
    telephone: '',
    fullAddress: '',
    encrypt_fullname: cipher(receiver.maskedName),
    encrypt_mobile: cipher(receiver.maskedPhone),
    encrypt_telephone: '',
    encrypt_fullAddress: cipher(receiver.maskedAddress),
    province: receiver.province.replace(/省$/, ''), // Its own spelling: 浙江, 上海.
    city: receiver.city,
    county: receiver.district,
    town: receiver.town,
  }
}

function toItem(line: MarketLine): Record<string, unknown> {
  return {
    skuId: line.skuId,
    wareId: line.listingId,
    skuName: `${line.title} ${line.properties}`.trim(),
    outerSkuId: line.skuCode,
    jdPrice: yuan(line.priceFen),
    itemTotal: String(line.quantity),
    productNo: line.productCode,
    giftPoint: '0',
    newStoreId: '0',
  }
}

function yuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}
