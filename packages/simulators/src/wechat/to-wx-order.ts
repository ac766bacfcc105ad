// A trade in WeChat's spelling. Field names: the page of order/get as read through public clients. Money in fen, times
// in UNIX seconds, ids as text.

import type { MarketLine, MarketParcel, MarketReceiver, MarketTrade, TradeState } from '../marketplace/market-trade.ts'

const STATUS: Record<TradeState, number> = {
  unpaid: 10,
  deposit_paid: 10, // The platform has no deposits.
  paid: 20,
  paid_shipping_forbidden: 13, // A group is still forming.
  partly_shipped: 21,
  shipped: 30,
  completed: 100,
  closed_unpaid: 250,
  closed_refunded: 200,
}

export function wxStatus({ state }: MarketTrade): number {
  return STATUS[state]
}

export function toWxOrder(trade: MarketTrade, isThin: boolean): Record<string, unknown> {
  const open = trade.lines.filter(({ refund }) => refund?.state === 'asked')
  const refunds = trade.lines.flatMap(({ refund }) => (refund === null ? [] : [refund.refundId]))
  const parts = { product_infos: trade.lines.map(toProduct), delivery_info: toDelivery(trade) }
  return {
    order_id: trade.tradeId,
    openid: trade.buyerOpenId,
    unionid: '',
    create_time: seconds(trade.createdAtMs),
    update_time: seconds(trade.modifiedAtMs),
    status: wxStatus(trade),
    order_detail: {
      ...(isThin ? {} : parts),
      price_info: toPrices(trade),
      pay_info: { prepay_id: `wx${trade.tradeId}`, transaction_id: '', pay_time: seconds(trade.paidAtMs ?? 0) },
      ext_info: { customer_notes: trade.buyerMessage, merchant_notes: trade.sellerMemo },
    },
    aftersale_detail: {
      on_aftersale_order_cnt: open.length,
      aftersale_order_list: refunds.map((aftersale_order_id) => ({ aftersale_order_id })),
    },
  }
}

function toProduct(line: MarketLine): Record<string, unknown> {
  const isOpen = line.refund?.state === 'asked'
  const isBack = line.refund?.state === 'succeeded'
  return {
    product_id: line.listingId,
    sku_id: line.skuId,
    thumb_img: 'https://img.example.test/1.jpg',
    sku_cnt: line.quantity,
    sale_price: line.priceFen,
    market_price: line.priceFen,
    real_price: line.payableFen,
    estimate_price: line.payableFen,
    title: line.title,
    sku_code: line.skuCode,
    sku_attrs: toAttributes(line.properties),
    out_product_id: line.productCode,
    out_sku_id: '',
    on_aftersale_sku_cnt: isOpen ? line.quantity : 0,
    finish_aftersale_sku_cnt: isBack ? line.quantity : 0,
    is_discounted: line.discountFen + line.promotionFen > 0,
    out_warehouse_id: '0',
  }
}

/** "key:value", as the kit writes properties. */
export function toAttributes(properties: string): Record<string, string>[] {
  return properties
    .split(';')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [attr_key = '', attr_value = ''] = pair.split(':')
      return { attr_key, attr_value }
    })
}

function toPrices({ lines, freightFen, payableFen }: MarketTrade): Record<string, number> {
  const sum = (amountOf: (line: MarketLine) => number): number =>
    lines.reduce((total, line) => total + amountOf(line), 0)
  return {
    product_price: sum((line) => line.priceFen * line.quantity),
    order_price: payableFen,
    freight: freightFen,
    discounted_price: sum((line) => line.discountFen + line.promotionFen),
  }
}

function toDelivery(trade: MarketTrade): Record<string, unknown> {
  const isDone = trade.state === 'shipped' || trade.state === 'completed'
  return {
    address_info: toAddress(trade.receiver),
    deliver_method: 0,
    delivery_product_info: trade.parcels.map((parcel) => toParcel(parcel, trade)),
    ship_done_time: isDone ? seconds(trade.parcels.at(-1)?.shippedAtMs ?? 0) : 0,
  }
}

function toParcel(parcel: MarketParcel, trade: MarketTrade): Record<string, unknown> {
  const byId = new Map(trade.lines.map((line) => [line.lineId, line]))
  return {
    waybill_id: parcel.trackingNumber,
    delivery_id: parcel.carrierCode,
    delivery_name: parcel.carrierCode,
    delivery_time: seconds(parcel.shippedAtMs),
    deliver_type: 1,
    product_infos: parcel.lines.map(({ lineId, quantity }) => {
      const line = byId.get(lineId)
      return { product_id: line?.listingId, sku_id: line?.skuId, product_cnt: quantity }
    }),
  }
}

/** The contract shows receivers in clear; the kit knows masks only, so what they hide is made up. */
function toAddress(receiver: MarketReceiver): Record<string, string> {
  return {
    user_name: receiver.maskedName.replaceAll('*', '某'),
    postal_code: '',
    province_name: receiver.province,
    city_name: receiver.city,
    county_name: receiver.district,
    detail_info: `${receiver.town}${receiver.maskedAddress.replaceAll('*', '1')}`,
    tel_number: receiver.maskedPhone.replaceAll('*', '1'),
    house_number: '',
    hash_code: receiver.token,
  }
}

export function seconds(atMs: number): number {
  return Math.floor(atMs / 1_000)
}
