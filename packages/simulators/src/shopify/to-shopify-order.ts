// A trade in Shopify's spelling. Field names and enums: reference of the Order object, version 2026-10. Amounts are
// decimal text in the shop's currency; times are ISO 8601 in UTC, to the second.

import type { MarketLine, MarketRefund, MarketTrade } from '../marketplace/market-trade.ts'
import { connectById } from './connection.ts'
import type { PageArguments } from './connection.ts'
import { toFulfillmentOrders, toFulfillments } from './to-fulfillments.ts'
import { gid } from './ids.ts'
import { CURRENCY, money, toIso, toLineItem } from './to-line-item.ts'

/** `isThin`: without lines and address, as an application gets it that may not see them. */
export function toShopifyOrder(trade: MarketTrade, isThin = false): Record<string, unknown> {
  return {
    __typename: 'Order',
    id: gid('Order', trade.tradeId),
    legacyResourceId: trade.tradeId,
    name: `#${trade.tradeId.slice(-5)}`,
    email: null,
    phone: null,
    note: trade.buyerMessage === '' ? null : trade.buyerMessage,
    test: false,
    tags: [],
    ...stateFields(trade),
    ...moneyFields(trade),
    customer: { id: gid('Customer', '7000000001'), displayName: trade.buyerNick },
    shippingAddress: isThin ? null : toAddress(trade),
    billingAddress: isThin ? null : toAddress(trade),
    lineItems: (page: PageArguments) =>
      connectById(isThin ? [] : trade.lines.map((line) => toLineItem(trade, line)), page),
    refunds: ({ first }: PageArguments) => refundsOf(trade).slice(0, first ?? undefined),
    fulfillments: ({ first }: PageArguments) => toFulfillments(trade).slice(0, first ?? undefined),
    fulfillmentOrders: (page: PageArguments) => connectById(toFulfillmentOrders(trade), page),
  }
}

export function financialStatus(trade: MarketTrade): string {
  switch (trade.state) {
    case 'unpaid':
      return 'PENDING'
    case 'closed_unpaid':
      return 'VOIDED'
    case 'deposit_paid':
      return 'PARTIALLY_PAID'
    case 'closed_refunded':
      return 'REFUNDED'
    case 'paid':
    case 'paid_shipping_forbidden':
    case 'partly_shipped':
    case 'shipped':
    case 'completed':
    default:
      return refundedFen(trade) > 0 ? 'PARTIALLY_REFUNDED' : 'PAID'
  }
}

function fulfillmentStatus(trade: MarketTrade): string {
  if (trade.state === 'paid_shipping_forbidden') return 'ON_HOLD'
  if (trade.state === 'shipped' || trade.state === 'completed') return 'FULFILLED'
  if (trade.state === 'partly_shipped') return 'PARTIALLY_FULFILLED'
  return trade.parcels.length > 0 ? 'FULFILLED' : 'UNFULFILLED'
}

function stateFields(trade: MarketTrade): Record<string, unknown> {
  const isEnded = trade.state === 'closed_unpaid' || trade.state === 'closed_refunded'
  const closedAt = trade.state === 'completed' ? toIso(trade.modifiedAtMs) : null
  return {
    createdAt: toIso(trade.createdAtMs),
    processedAt: toIso(trade.createdAtMs),
    updatedAt: toIso(trade.modifiedAtMs),
    // What has left cannot be cancelled any more; its money can go back all the same.
    cancelledAt: isEnded && trade.parcels.length === 0 ? toIso(trade.modifiedAtMs) : null,
    closedAt,
    closed: closedAt !== null,
    displayFinancialStatus: financialStatus(trade),
    displayFulfillmentStatus: fulfillmentStatus(trade),
    requiresShipping: true,
  }
}

function moneyFields(trade: MarketTrade): Record<string, unknown> {
  const { lines, freightFen, payableFen } = trade
  const sum = (amountOf: (line: MarketLine) => number): number =>
    lines.reduce((total, line) => total + amountOf(line), 0)
  const freight = {
    title: '快递',
    discountedPriceSet: money(freightFen),
    originalPriceSet: money(freightFen),
    taxLines: [],
  }
  return {
    currencyCode: CURRENCY,
    presentmentCurrencyCode: CURRENCY,
    taxesIncluded: true,
    totalPriceSet: money(payableFen),
    currentTotalPriceSet: money(payableFen - refundedFen(trade)),
    subtotalPriceSet: money(payableFen - freightFen),
    totalDiscountsSet: money(sum((line) => line.discountFen + line.promotionFen)),
    totalShippingPriceSet: money(freightFen),
    totalTaxSet: money(0),
    totalTipReceivedSet: money(0),
    originalTotalDutiesSet: null,
    originalTotalAdditionalFeesSet: null,
    totalReceivedSet: money(receivedFen(trade)),
    totalRefundedSet: money(refundedFen(trade)),
    shippingLines: (page: PageArguments) =>
      connectById(
        freightFen === 0 ? [] : [{ id: gid('ShippingLine', `31${trade.tradeId.slice(2)}`), ...freight }],
        page,
      ),
    transactions: ({ first }: PageArguments) => payments(trade).slice(0, first ?? undefined),
  }
}

function receivedFen(trade: MarketTrade): number {
  if (trade.state === 'deposit_paid') return trade.depositFen ?? 0
  return trade.paidAtMs === null ? 0 : trade.payableFen
}

function payments(trade: MarketTrade): Record<string, unknown>[] {
  const paid = receivedFen(trade)
  if (paid === 0) return []
  const id = gid('OrderTransaction', `61${trade.tradeId.slice(2)}`)
  const processedAt = toIso(trade.paidAtMs ?? trade.createdAtMs)
  return [{ __typename: 'OrderTransaction', id, kind: 'SALE', status: 'SUCCESS', processedAt, amountSet: money(paid) }]
}

/** Refunds happen here; nobody asks for one first. */
function succeededRefunds({ lines }: MarketTrade): MarketRefund[] {
  return lines.flatMap(({ refund }) => (refund?.state === 'succeeded' ? [refund] : []))
}

function refundedFen(trade: MarketTrade): number {
  return succeededRefunds(trade).reduce((total, { amountFen }) => total + amountFen, 0)
}

function refundsOf(trade: MarketTrade): Record<string, unknown>[] {
  return succeededRefunds(trade).map(({ refundId, amountFen, reason, modifiedAtMs }) => {
    const at = toIso(modifiedAtMs)
    const transaction = {
      __typename: 'OrderTransaction',
      id: gid('OrderTransaction', `62${refundId.slice(2)}`),
      kind: 'REFUND',
      status: 'SUCCESS',
      processedAt: at,
      amountSet: money(amountFen),
    }
    return {
      __typename: 'Refund',
      id: gid('Refund', refundId),
      note: reason,
      createdAt: at,
      updatedAt: at,
      totalRefundedSet: money(amountFen),
      transactions: (page: PageArguments) => connectById([transaction], page),
    }
  })
}

/** Names come whole: a shop's own orders are not masked. Here they are the masks all the same, since nobody is real. */
function toAddress({ receiver }: MarketTrade): Record<string, unknown> {
  return {
    name: receiver.maskedName,
    firstName: null,
    lastName: receiver.maskedName,
    company: null,
    address1: receiver.town,
    address2: receiver.district,
    city: receiver.city,
    province: receiver.province,
    provinceCode: null,
    zip: '310000',
    country: 'China',
    countryCodeV2: 'CN',
    phone: receiver.maskedPhone,
  }
}
