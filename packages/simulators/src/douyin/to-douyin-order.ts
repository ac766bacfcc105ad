// A trade in 抖店's spelling. Field names and codes: the API pages as the official SDK carries them. Amounts in fen, times
// in UNIX seconds.

import { longNumber } from '../marketplace/long-number.ts'
import type { MarketLine, MarketParcel, MarketReceiver, MarketTrade, TradeState } from '../marketplace/market-trade.ts'
import { leftOf } from '../marketplace/ship-trade.ts'

const ORDER_STATUS: Record<TradeState, number> = {
  unpaid: 1,
  deposit_paid: 1,
  paid: 2,
  paid_shipping_forbidden: 105,
  partly_shipped: 101,
  shipped: 3,
  completed: 5,
  closed_unpaid: 4,
  closed_refunded: 4,
}

const AFTER_SALE = {
  asked: { after_sale_status: 6, refund_status: 1 },
  succeeded: { after_sale_status: 12, refund_status: 3 },
  refused: { after_sale_status: 28, refund_status: 1 },
} as const

/** Whole seconds; 0 where it has not happened. */
export function seconds(atMs: number | null): number {
  return atMs === null ? 0 : Math.floor(atMs / 1_000)
}

export function toDouyinOrder(trade: MarketTrade, shopId: string): Record<string, unknown> {
  const status = ORDER_STATUS[trade.state]
  const isDeposit = trade.depositFen !== null
  return {
    order_id: trade.tradeId,
    shop_id: longNumber(shopId),
    open_id: trade.buyerOpenId,
    doudian_open_id: trade.buyerOpenId,
    order_status: status,
    main_status: status,
    order_type: 0,
    trade_type: isDeposit ? 2 : 0,
    biz: 2,
    pay_type: trade.paidAtMs === null ? 0 : 2,
    create_time: seconds(trade.createdAtMs),
    pay_time: isFullyPaid(trade) ? seconds(trade.paidAtMs) : 0,
    update_time: seconds(trade.modifiedAtMs),
    ship_time: seconds(trade.parcels[0]?.shippedAtMs ?? null),
    finish_time: trade.state === 'completed' ? seconds(trade.modifiedAtMs) : 0,
    ...moneyFields(trade),
    buyer_words: trade.buyerMessage,
    seller_words: trade.sellerMemo,
    ...receiverFields(trade.receiver),
    logistics_info: trade.parcels.map((parcel) => toLogistics(trade, parcel)),
    sku_order_list: trade.lines.map((line) => toSkuOrder(trade, line)),
    order_phase_list: isDeposit ? toPhases(trade, trade.depositFen ?? 0) : [],
  }
}

function isFullyPaid({ state }: MarketTrade): boolean {
  return state !== 'unpaid' && state !== 'deposit_paid' && state !== 'closed_unpaid'
}

function moneyFields({ lines, freightFen, payableFen }: MarketTrade): Record<string, unknown> {
  const reducedFen = lines.reduce((sum, line) => sum + line.discountFen + line.promotionFen, 0)
  return {
    order_amount: payableFen + reducedFen,
    pay_amount: payableFen,
    promotion_amount: reducedFen,
    promotion_shop_amount: reducedFen,
    promotion_platform_amount: 0,
    promotion_pay_amount: 0,
    post_amount: freightFen,
    modify_amount: 0,
  }
}

function receiverFields(receiver: MarketReceiver): Record<string, unknown> {
  const { province, city, district, town } = receiver
  const level = (name: string): Record<string, unknown> => ({ name, id: '330110' })
  const levels = { province: level(province), city: level(city), town: level(district), street: level(town) }
  const cipher = (kind: string): string => `#${Buffer.from(`${receiver.token}/${kind}`).toString('base64')}#1#`
  return {
    post_receiver: '',
    post_tel: '',
    encrypt_post_receiver: cipher('name'),
    encrypt_post_tel: cipher('tel'),
    post_addr: { ...levels, detail: '', encrypt_detail: cipher('address') },
    mask_post_receiver: receiver.maskedName,
    mask_post_tel: receiver.maskedPhone,
    mask_post_addr: { ...levels, detail: receiver.maskedAddress },
  }
}

function toLogistics(trade: MarketTrade, parcel: MarketParcel): Record<string, unknown> {
  return {
    tracking_no: parcel.trackingNumber,
    company: parcel.carrierCode,
    company_name: parcel.carrierCode,
    ship_time: seconds(parcel.shippedAtMs),
    delivery_id: parcel.parcelId,
    product_info: parcel.lines.map(({ lineId, quantity }) => {
      const line = trade.lines.find((each) => each.lineId === lineId)!
      return {
        sku_order_id: lineId,
        product_id: longNumber(line.listingId),
        product_id_str: line.listingId,
        sku_id: longNumber(line.skuId),
        product_count: quantity,
        price: line.priceFen,
      }
    }),
  }
}

function lineStatus(trade: MarketTrade, line: MarketLine): number {
  if (line.refund?.state === 'succeeded') return 4
  if (trade.state !== 'partly_shipped') return ORDER_STATUS[trade.state]
  const left = leftOf(trade, line)
  if (left === 0) return 3
  return left < line.quantity ? 101 : 2
}

function toSkuOrder(trade: MarketTrade, line: MarketLine): Record<string, unknown> {
  const status = lineStatus(trade, line)
  const reducedFen = line.discountFen + line.promotionFen
  const { refund } = line
  const afterSale = refund === null ? { after_sale_status: 0, refund_status: 0 } : AFTER_SALE[refund.state]
  return {
    order_id: line.lineId,
    parent_order_id: trade.tradeId,
    order_status: status,
    main_status: status,
    trade_type: trade.depositFen === null ? 0 : 2,
    product_id: longNumber(line.listingId),
    product_id_str: line.listingId,
    sku_id: longNumber(line.skuId),
    out_sku_id: '0', // None was set.
    code: line.skuCode,
    product_name: line.title,
    spec: [{ name: '规格', value: line.properties }],
    item_num: line.quantity,
    origin_amount: line.priceFen,
    sum_amount: line.priceFen * line.quantity,
    order_amount: line.priceFen * line.quantity,
    pay_amount: line.payableFen,
    promotion_amount: reducedFen,
    promotion_shop_amount: reducedFen,
    pre_sale_type: 0,
    after_sale_info: { ...afterSale, after_sale_type: trade.parcels.length > 0 ? 1 : 2 },
    given_product_type: '',
    inventory_list: [],
  }
}

function toPhases(trade: MarketTrade, depositFen: number): Record<string, unknown>[] {
  const skuOrderId = trade.lines[0]!.lineId
  const phase = (current_phase: number, amountFen: number, paidAtMs: number | null): Record<string, unknown> => ({
    phase_order_id: String(BigInt(trade.tradeId) + BigInt(current_phase)),
    sku_order_id: skuOrderId,
    total_phase: 2,
    current_phase,
    pay_success: paidAtMs !== null,
    phase_payable_price: amountFen,
    phase_order_amount: amountFen,
    phase_pay_amount: paidAtMs === null ? 0 : amountFen,
    phase_promotion_amount: 0,
    phase_pay_time: seconds(paidAtMs),
  })
  const isDepositPaid = trade.state !== 'unpaid' && trade.state !== 'closed_unpaid'
  return [
    phase(1, depositFen, isDepositPaid ? trade.createdAtMs : null),
    phase(2, trade.payableFen - depositFen, isFullyPaid(trade) ? trade.paidAtMs : null),
  ]
}
