// A trade's lines in 快手小店's spelling: an order each. Field names and codes: public clients of the order APIs. Amounts in
// fen, times in milliseconds.

import { longNumber } from '../marketplace/long-number.ts'
import type { MarketLine, MarketTrade, TradeState } from '../marketplace/market-trade.ts'
import { leftOf } from '../marketplace/ship-trade.ts'

const STATUS: Record<TradeState, number> = {
  unpaid: 10,
  deposit_paid: 10,
  paid: 30,
  paid_shipping_forbidden: 30,
  partly_shipped: 30,
  shipped: 40,
  completed: 70,
  closed_unpaid: 80,
  closed_refunded: 80,
}

const REFUND_STATUS = { asked: 10, succeeded: 60, refused: 70 } as const
const RISK_HOLD = 2
const PROMISE_MS = 172_800_000

export function refundStatus(state: keyof typeof REFUND_STATUS): number {
  return REFUND_STATUS[state]
}

export function statusOf(trade: MarketTrade, line: MarketLine): number {
  if (line.refund?.state === 'succeeded') return 80
  return trade.state === 'partly_shipped' && leftOf(trade, line) === 0 ? 40 : STATUS[trade.state]
}

/** `list`: the list names the refunds otherwise than the detail does. */
export function toKuaishouOrder(trade: MarketTrade, line: MarketLine, list: boolean): Record<string, unknown> {
  const parcels = trade.parcels.filter(({ lines }) => lines.some(({ lineId }) => lineId === line.lineId))
  const { refund } = line
  const refunds =
    refund === null
      ? []
      : [{ refundId: longNumber(refund.refundId), refundStatus: refundStatus(refund.state), handlingWay: 10 }]
  return {
    orderBaseInfo: baseInfo(trade, line),
    orderItemInfo: itemInfo(line),
    [list ? 'orderRefundList' : 'orderDetailRefundList']: refunds,
    orderLogisticsInfo: parcels.map(({ trackingNumber, carrierCode, parcelId }) => ({
      expressNo: trackingNumber,
      expressCode: Number(carrierCode),
      logisticsId: Number(parcelId),
    })),
    orderAddress: addressOf(trade),
    orderDeliveryInfo: { maxPackageNum: 10, enableAppendPackage: true, totalPackageNum: parcels.length },
    subOrderInfo: [],
  }
}

function baseInfo(trade: MarketTrade, line: MarketLine): Record<string, unknown> {
  const isHeld = trade.state === 'paid_shipping_forbidden'
  const promisedMs = trade.paidAtMs === null || isHeld ? 0 : trade.paidAtMs + PROMISE_MS
  const isPaid = trade.paidAtMs !== null && STATUS[trade.state] !== 10
  return {
    oid: longNumber(line.lineId),
    buyerOpenId: trade.buyerOpenId,
    buyerNick: trade.buyerNick,
    createTime: trade.createdAtMs,
    payTime: isPaid ? trade.paidAtMs : 0,
    updateTime: trade.modifiedAtMs,
    sendTime: trade.parcels[0]?.shippedAtMs ?? 0,
    refundTime: 0,
    recvTime: 0,
    status: statusOf(trade, line),
    totalFee: line.payableFen, // Of the goods alone [A].
    discountFee: line.discountFen + line.promotionFen,
    expressFee: trade.lines[0] === line ? trade.freightFen : 0,
    payType: 2,
    preSale: 0,
    riskCode: 0,
    remark: trade.buyerMessage,
    promiseTimeStampOfDelivery: promisedMs,
    validPromiseShipmentTimeStamp: promisedMs,
    disableDeliveryReasonCode: isHeld ? [RISK_HOLD] : [],
  }
}

function itemInfo(line: MarketLine): Record<string, unknown> {
  const reducedFen = line.discountFen + line.promotionFen
  return {
    orderItemId: longNumber(`1${line.lineId.slice(1)}`),
    itemId: longNumber(line.listingId),
    relItemId: 0,
    itemTitle: line.title,
    skuId: longNumber(line.skuId),
    relSkuId: 0,
    skuNick: line.skuCode,
    skuDesc: line.properties,
    goodsCode: '',
    warehouseCode: '',
    num: line.quantity,
    originalPrice: line.priceFen,
    price: Math.floor((line.priceFen * line.quantity - reducedFen) / line.quantity),
    discountFee: reducedFen,
  }
}

function addressOf({ receiver }: MarketTrade): Record<string, unknown> {
  const cipher = (part: string): string => Buffer.from(`${receiver.token}/${part}`).toString('base64')
  return {
    encryptedConsignee: cipher('consignee'),
    desensitiseConsignee: receiver.maskedName,
    encryptedMobile: cipher('mobile'),
    desensitiseMobile: receiver.maskedPhone,
    encryptedAddress: cipher('address'),
    desensitiseAddress: receiver.maskedAddress,
    province: receiver.province,
    city: receiver.city,
    district: receiver.district,
    town: receiver.town,
  }
}
