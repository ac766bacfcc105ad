// A trade in Youzan's spelling. Field names and codes: trade.get 4.0.2. Amounts are yuan as text; what a line says was
// paid for it holds its share of the delivery.

import { toChinaText } from '../marketplace/china-time.ts'
import type { MarketLine, MarketRefund, MarketTrade, TradeState } from '../marketplace/market-trade.ts'

const STATUS: Record<TradeState, readonly [string, string]> = {
  unpaid: ['WAIT_BUYER_PAY', '待付款'],
  deposit_paid: ['WAIT_BUYER_PAY', '待付尾款'],
  paid: ['WAIT_SELLER_SEND_GOODS', '待发货'],
  paid_shipping_forbidden: ['WAIT_CONFIRM', '待成团'],
  partly_shipped: ['WAIT_SELLER_SEND_GOODS', '部分发货'],
  shipped: ['WAIT_BUYER_CONFIRM_GOODS', '已发货'],
  completed: ['TRADE_SUCCESS', '已完成'],
  closed_unpaid: ['TRADE_CLOSED', '已关闭'],
  closed_refunded: ['TRADE_CLOSED', '已关闭'],
}

/** Of an order's refunds; searching speaks of the same ones in words. */
const REFUND_STATE: Record<MarketRefund['state'], number> = { asked: 1, refused: 10, succeeded: 60 }

export function youzanStatus({ state }: MarketTrade): string {
  return STATUS[state][0]
}

export function toYouzanTrade(trade: MarketTrade, isThin: boolean): Record<string, unknown> {
  return {
    full_order_info: toFullOrder(trade, isThin),
    order_promotion: { item: [], order: [] },
    refund_order: refundsOf(trade),
    delivery_order: deliveriesOf(trade),
  }
}

export function toFullOrder(trade: MarketTrade, isThin: boolean): Record<string, unknown> {
  return {
    order_info: orderInfo(trade),
    buyer_info: { yz_open_id: trade.buyerOpenId, buyer_phone: trade.receiver.maskedPhone },
    address_info: isThin ? {} : addressInfo(trade),
    pay_info: payInfo(trade),
    orders: isThin ? [] : trade.lines.map((line, index) => toOrder(trade, line, index)),
    remark_info: { buyer_message: trade.buyerMessage, trade_memo: trade.sellerMemo },
    child_info: { child_orders: [] },
  }
}

function orderInfo(trade: MarketTrade): Record<string, unknown> {
  const [status, statusText] = STATUS[trade.state]
  const [parcel] = trade.parcels
  return {
    tid: trade.tradeId,
    status,
    status_str: statusText,
    type: trade.state === 'paid_shipping_forbidden' ? 10 : 0,
    created: toChinaText(trade.createdAtMs),
    update_time: toChinaText(trade.modifiedAtMs),
    pay_time: trade.paidAtMs === null ? '' : toChinaText(trade.paidAtMs),
    consign_time: parcel === undefined ? '' : toChinaText(parcel.shippedAtMs),
    success_time: trade.state === 'completed' ? toChinaText(trade.modifiedAtMs) : '',
    refund_state: refundState(trade),
    express_type: 0,
    close_type: trade.state === 'closed_unpaid' ? 1 : Number(trade.state === 'closed_refunded') * 2,
  }
}

function refundState(trade: MarketTrade): number {
  if (trade.state === 'closed_refunded') return 12
  return trade.lines.some(({ refund }) => refund?.state === 'succeeded') ? 2 : 0
}

function addressInfo({ receiver }: MarketTrade): Record<string, unknown> {
  return {
    receiver_name: receiver.maskedName,
    receiver_tel: receiver.maskedPhone,
    delivery_province: receiver.province,
    delivery_city: receiver.city,
    delivery_district: receiver.district,
    delivery_address: receiver.maskedAddress,
    delivery_postal_code: '',
    address_extra: '{"lon":120.1,"lat":30.2}',
  }
}

function payInfo({ lines, freightFen, payableFen }: MarketTrade): Record<string, unknown> {
  const goodsFen = lines.reduce(
    (total, { priceFen, quantity, discountFen }) => total + priceFen * quantity - discountFen,
    0,
  )
  return {
    total_fee: yuan(goodsFen),
    post_fee: yuan(freightFen),
    payment: yuan(payableFen),
    real_payment: yuan(payableFen),
    deduction_pay: 0, // In fen, of all things.
    phase_payments: [],
    transaction: [],
  }
}

function toOrder(trade: MarketTrade, line: MarketLine, index: number): Record<string, unknown> {
  // The delivery's hundredths that do not divide go to the first line.
  const shareFen = Math.floor(trade.freightFen / trade.lines.length)
  const restFen = index === 0 ? trade.freightFen - shareFen * trade.lines.length : 0
  return {
    oid: line.lineId,
    item_id: Number(line.listingId),
    sku_id: Number(line.skuId),
    title: line.title,
    num: line.quantity,
    price: yuan(line.priceFen),
    total_fee: yuan(line.priceFen * line.quantity - line.discountFen),
    payment: yuan(line.payableFen + shareFen + restFen),
    outer_item_id: line.productCode,
    outer_sku_id: line.skuCode,
    sku_properties_name: JSON.stringify(
      line.properties.split(';').map((part) => ({ k: part.split(':')[0], v: part.split(':')[1] ?? '' })),
    ),
    item_type: 0,
    is_present: false,
  }
}

function refundsOf({ lines }: MarketTrade): unknown[] {
  return lines.flatMap(({ lineId, refund }) =>
    refund === null
      ? []
      : [
          {
            refund_id: refund.refundId,
            refund_type: 1,
            refund_state: REFUND_STATE[refund.state],
            refund_fee: yuan(refund.amountFen),
            oids: [{ oid: lineId }],
          },
        ],
  )
}

function deliveriesOf({ tradeId, parcels }: MarketTrade): unknown[] {
  return parcels.map(({ parcelId, carrierCode, trackingNumber, lines }) => ({
    pk_id: `${tradeId}${parcelId}`,
    express_state: 1,
    express_type: 1,
    oids: lines.map(({ lineId }) => ({ oid: lineId })),
    dists: [{ dist_id: parcelId, express_info: { express_id: Number(carrierCode), express_no: trackingNumber } }],
  }))
}

export function yuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}
