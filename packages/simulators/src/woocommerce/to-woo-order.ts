// A trade in WooCommerce's spelling. Field names and statuses: REST API v3, orders. Amounts are decimal text; lines are
// priced before tax, and this shop charges none.

import type { MarketLine, MarketRefund, MarketTrade, TradeState } from '../marketplace/market-trade.ts'
import type { MarketListing } from '../marketplace/trade-ledger.ts'
import { stateOf } from './states.ts'
import { gmtTime, siteTime } from './woo-time.ts'

const STATUS: Record<TradeState, string> = {
  unpaid: 'pending',
  deposit_paid: 'pending',
  paid: 'processing',
  paid_shipping_forbidden: 'on-hold',
  partly_shipped: 'processing',
  shipped: 'completed', // There is one word for shipped and done.
  completed: 'completed',
  closed_unpaid: 'cancelled',
  closed_refunded: 'refunded',
}

/** Where plugins for tracking keep parcels. */
const TRACKING_KEY = '_wc_shipment_tracking_items'

export function wooStatus({ state }: MarketTrade): string {
  return STATUS[state]
}

export interface OrderView {
  /** Without lines and addresses. */
  isThin: boolean
  listings: ReadonlyMap<string, MarketListing>
}

export function toWooOrder(trade: MarketTrade, { isThin, listings }: OrderView): Record<string, unknown> {
  const address = isThin ? toBlankAddress() : toAddress(trade)
  return {
    id: Number(trade.tradeId),
    parent_id: 0,
    number: trade.tradeId,
    order_key: `wc_order_${trade.tradeId}`,
    status: wooStatus(trade),
    currency: 'CNY',
    prices_include_tax: false,
    ...timeFields(trade),
    ...moneyFields(trade),
    customer_id: 0,
    customer_note: trade.buyerMessage,
    billing: { ...address, email: 'buyer@example.test', phone: isThin ? '' : trade.receiver.maskedPhone },
    shipping: { ...address, phone: '' },
    payment_method: 'alipay',
    payment_method_title: '支付宝',
    transaction_id: trade.paidAtMs === null ? '' : `t${trade.tradeId}`,
    line_items: isThin ? [] : trade.lines.map((line) => toLine(line, isVariation(line, listings))),
    tax_lines: [],
    shipping_lines: shippingLines(trade),
    fee_lines: [],
    coupon_lines: [],
    refunds: succeededRefunds(trade).map(({ refundId, reason, amountFen }) => ({
      id: Number(refundId),
      reason,
      total: decimal(-amountFen),
    })),
    meta_data: trackingData(trade),
  }
}

/** A product of one choice is a simple product, without variations. */
export function isVariation({ listingId }: { listingId: string }, listings: OrderView['listings']): boolean {
  let count = 0
  for (const listing of listings.values()) if (listing.listingId === listingId) count++
  return count > 1
}

function timeFields(trade: MarketTrade): Record<string, unknown> {
  const of = (name: string, atMs: number | null): Record<string, unknown> => ({
    [name]: atMs === null ? null : siteTime(atMs),
    [`${name}_gmt`]: atMs === null ? null : gmtTime(atMs),
  })
  return {
    ...of('date_created', trade.createdAtMs),
    ...of('date_modified', trade.modifiedAtMs),
    ...of('date_paid', trade.paidAtMs),
    ...of('date_completed', wooStatus(trade) === 'completed' ? trade.modifiedAtMs : null),
  }
}

function moneyFields({ lines, freightFen, payableFen }: MarketTrade): Record<string, unknown> {
  const reducedFen = lines.reduce((total, line) => total + line.discountFen + line.promotionFen, 0)
  return {
    discount_total: decimal(reducedFen),
    discount_tax: '0.00',
    shipping_total: decimal(freightFen),
    shipping_tax: '0.00',
    cart_tax: '0.00',
    total: decimal(payableFen),
    total_tax: '0.00',
  }
}

function shippingLines({ tradeId, freightFen }: MarketTrade): unknown[] {
  const line = { id: Number(`${tradeId}800`), method_title: '快递', method_id: 'flat_rate', total: decimal(freightFen) }
  return [{ ...line, total_tax: '0.00', taxes: [], meta_data: [] }]
}

function toLine(line: MarketLine, isOfVariation: boolean): Record<string, unknown> {
  const { quantity, payableFen } = line
  return {
    id: Number(line.lineId),
    name: `${line.title} - ${line.properties}`,
    product_id: Number(line.listingId),
    variation_id: isOfVariation ? Number(line.skuId) : 0,
    quantity,
    tax_class: '',
    subtotal: decimal(line.priceFen * quantity),
    subtotal_tax: '0.00',
    total: decimal(payableFen),
    total_tax: '0.00',
    taxes: [],
    meta_data: [],
    sku: line.skuCode,
    price: quantity === 0 ? 0 : payableFen / quantity / 100, // A float, as there.
  }
}

function toAddress({ receiver }: MarketTrade): Record<string, unknown> {
  return {
    first_name: '',
    last_name: receiver.maskedName,
    company: '',
    address_1: receiver.town,
    address_2: receiver.district,
    city: receiver.city,
    state: stateOf(receiver.province),
    postcode: '310000',
    country: 'CN',
  }
}

function toBlankAddress(): Record<string, unknown> {
  const names = ['first_name', 'last_name', 'company', 'address_1', 'address_2', 'city', 'state', 'postcode', 'country']
  return Object.fromEntries(names.map((name) => [name, '']))
}

function trackingData({ parcels }: MarketTrade): unknown[] {
  if (parcels.length === 0) return []
  const items = parcels.map(({ carrierCode, trackingNumber, shippedAtMs }) => ({
    tracking_provider: '',
    custom_tracking_provider: carrierCode,
    custom_tracking_link: '',
    tracking_number: trackingNumber,
    date_shipped: Math.floor(shippedAtMs / 1_000),
    tracking_id: trackingNumber,
  }))
  return [{ id: 1, key: TRACKING_KEY, value: items }]
}

/** Refunds happen here; nobody asks for one first. */
export function succeededRefunds({ lines }: MarketTrade): (MarketRefund & { line: MarketLine })[] {
  return lines.flatMap((line) => (line.refund?.state === 'succeeded' ? [{ ...line.refund, line }] : []))
}

export function toWooRefund({ line, ...refund }: MarketRefund & { line: MarketLine }): Record<string, unknown> {
  return {
    id: Number(refund.refundId),
    date_created: siteTime(refund.modifiedAtMs),
    date_created_gmt: gmtTime(refund.modifiedAtMs),
    amount: decimal(refund.amountFen),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: true,
    meta_data: [],
    line_items: [
      {
        id: Number(`${refund.refundId}1`),
        name: line.title,
        product_id: Number(line.listingId),
        quantity: -line.quantity,
        total: decimal(-line.payableFen),
        sku: line.skuCode,
        meta_data: [{ id: 2, key: '_refunded_item_id', value: line.lineId }],
      },
    ],
    shipping_lines: [],
    fee_lines: [],
  }
}

export function decimal(fen: number): string {
  const text = `${Math.trunc(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
  return fen < 0 ? `-${text}` : text
}
