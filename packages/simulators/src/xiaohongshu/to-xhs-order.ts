// A trade in Xiaohongshu's spelling. Field names and codes: the official pages of order.getOrderList and getOrderDetail.
// Money in fen, times in milliseconds.

import type { MarketLine, MarketParcel, MarketTrade, TradeState } from '../marketplace/market-trade.ts'

const STATUS: Record<TradeState, number> = {
  unpaid: 1,
  deposit_paid: 1,
  paid: 4,
  paid_shipping_forbidden: 2,
  partly_shipped: 5,
  shipped: 6,
  completed: 7,
  closed_unpaid: 9,
  closed_refunded: 8,
}

const NO_AFTER_SALE = 1
const AFTER_SALE = { asked: 2, succeeded: 3, refused: 4 } as const

export function orderStatus({ state }: MarketTrade): number {
  return STATUS[state]
}

/** The newest word of any line's after-sale. */
function afterSalesStatus({ lines }: MarketTrade): number {
  const states = lines.flatMap(({ refund }) => (refund === null ? [] : [AFTER_SALE[refund.state]]))
  return states.includes(AFTER_SALE.asked) ? AFTER_SALE.asked : (states[0] ?? NO_AFTER_SALE)
}

/** A row of the list; on a promotion night without what it may lack. */
export function toListRow(trade: MarketTrade, isThin: boolean): Record<string, unknown> {
  return {
    orderId: trade.tradeId,
    orderType: trade.depositFen === null ? 1 : 2,
    orderStatus: orderStatus(trade),
    orderAfterSalesStatus: afterSalesStatus(trade),
    cancelStatus: 0,
    createdTime: trade.createdAtMs,
    paidTime: trade.paidAtMs ?? 0,
    updateTime: trade.modifiedAtMs,
    deliveryTime: trade.parcels[0]?.shippedAtMs ?? 0,
    cancelTime: 0,
    finishTime: trade.state === 'completed' ? trade.modifiedAtMs : 0,
    ...(isThin ? {} : toAddress(trade)),
    customerRemark: trade.buyerMessage,
    sellerRemark: trade.sellerMemo,
    sellerRemarkFlag: 1,
    originalOrderId: '',
    logistics: 'red_express',
    orderTagList: [],
  }
}

export function toDetail(trade: MarketTrade, isThin: boolean): Record<string, unknown> {
  const [parcel] = trade.parcels
  const isUnpacked = trade.parcels.length > 1 || trade.state === 'partly_shipped'
  return {
    ...toListRow(trade, isThin),
    // The list writes "江苏省", the detail "江苏", by the samples of the official pages.
    receiverProvinceName: trade.receiver.province.replace(/省$/, ''),
    ...(isThin ? {} : { skuList: trade.lines.map((line) => toSku(line, trade)), openAddressId: trade.receiver.token }),
    totalPayAmount: trade.payableFen,
    totalShippingFree: trade.freightFen,
    unpack: isUnpacked,
    expressTrackingNo: isUnpacked ? '' : (parcel?.trackingNumber ?? ''),
    expressCompanyCode: isUnpacked ? '' : (parcel?.carrierCode ?? ''),
    simpleDeliveryOrderList: isUnpacked ? trade.parcels.map((each, index) => toDelivery(each, { trade, index })) : [],
    shopName: '测试小店',
  }
}

function toAddress({ receiver }: MarketTrade): Record<string, unknown> {
  return {
    receiverCountryName: '中国',
    receiverProvinceName: receiver.province,
    receiverCityName: receiver.city,
    receiverDistrictName: receiver.district,
  }
}

function toSku(line: MarketLine, trade: MarketTrade): Record<string, unknown> {
  const deposit = trade.depositFen === null ? 0 : Math.floor(trade.depositFen / trade.lines.length / line.quantity)
  return {
    skuId: line.skuId,
    skuName: line.title,
    erpcode: line.skuCode,
    skuSpec: line.properties,
    skuQuantity: line.quantity,
    skuDetailList: [
      {
        skuId: line.skuId,
        erpCode: line.skuCode,
        barcode: '',
        quantity: line.quantity,
        pricePerSku: line.priceFen,
        paidAmountPerSku: Math.floor(line.payableFen / line.quantity),
        depositAmountPerSku: deposit,
      },
    ],
    totalPaidAmount: line.payableFen,
    totalMerchantDiscount: line.discountFen,
    totalRedDiscount: line.promotionFen,
    totalTaxAmount: 0,
    skuTag: 0,
    isChannel: false,
    deliveryMode: 0,
    skuAfterSaleStatus: line.refund === null ? NO_AFTER_SALE : AFTER_SALE[line.refund.state],
    itemId: line.listingId,
    itemName: line.title,
  }
}

function toDelivery(
  parcel: MarketParcel,
  { trade, index }: { trade: MarketTrade; index: number },
): Record<string, unknown> {
  const named = new Set(parcel.lines.map(({ lineId }) => lineId))
  return {
    deliveryOrderIndex: index + 1,
    status: 6,
    expressTrackingNo: parcel.trackingNumber,
    expressCompanyCode: parcel.carrierCode,
    skuIdList: trade.lines.filter(({ lineId }) => named.has(lineId)).map(({ skuId }) => skuId),
  }
}
