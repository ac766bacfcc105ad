// Fulfillment orders (what is to be shipped, from where) and fulfillments (what was) of a trade. One location ships all
// of it, so there is one fulfillment order.

import type { MarketParcel, MarketTrade } from '../marketplace/market-trade.ts'
import { leftOf } from '../marketplace/ship-trade.ts'
import { connectById } from './connection.ts'
import type { PageArguments } from './connection.ts'
import { fulfillmentLineIdOf, fulfillmentOrderIdOf, gid, LOCATION_ID } from './ids.ts'
import { toIso, toLineItem } from './to-line-item.ts'

export const LOCATION = { __typename: 'Location', id: gid('Location', LOCATION_ID), name: '主仓', isActive: true }

export function toFulfillments(trade: MarketTrade): Record<string, unknown>[] {
  return trade.parcels.map((parcel) => toFulfillment(trade, parcel))
}

export function toFulfillment(trade: MarketTrade, parcel: MarketParcel): Record<string, unknown> {
  const id = `40${trade.tradeId.slice(2)}${parcel.parcelId}`
  const lines = parcel.lines.map(({ lineId, quantity }) => ({
    __typename: 'FulfillmentLineItem',
    id: gid('FulfillmentLineItem', `41${lineId.slice(2)}${parcel.parcelId}`),
    quantity,
    lineItem: toLineItem(
      trade,
      trade.lines.find((line) => line.lineId === lineId)!,
    ),
  }))
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', id),
    status: 'SUCCESS',
    createdAt: toIso(parcel.shippedAtMs),
    trackingInfo: [{ company: parcel.carrierCode, number: parcel.trackingNumber, url: null }],
    fulfillmentLineItems: (page: PageArguments) => connectById(lines, page),
  }
}

export function toFulfillmentOrders(trade: MarketTrade): (Record<string, unknown> & { id: string })[] {
  const isEnded = trade.state === 'closed_unpaid' || trade.state === 'closed_refunded'
  const lines = trade.lines.map((line) => ({
    __typename: 'FulfillmentOrderLineItem',
    id: gid('FulfillmentOrderLineItem', fulfillmentLineIdOf(line.lineId)),
    totalQuantity: line.quantity,
    remainingQuantity: isEnded ? 0 : leftOf(trade, line),
    lineItem: toLineItem(trade, line),
  }))
  return [
    {
      __typename: 'FulfillmentOrder',
      id: gid('FulfillmentOrder', fulfillmentOrderIdOf(trade.tradeId)),
      status: fulfillmentOrderStatus(trade),
      assignedLocation: { name: LOCATION.name, location: LOCATION },
      lineItems: (page: PageArguments) => connectById(lines, page),
    },
  ]
}

function fulfillmentOrderStatus({ state }: MarketTrade): string {
  if (state === 'paid_shipping_forbidden') return 'ON_HOLD'
  if (state === 'shipped' || state === 'completed') return 'CLOSED'
  if (state === 'closed_unpaid' || state === 'closed_refunded') return 'CANCELLED'
  return state === 'partly_shipped' ? 'IN_PROGRESS' : 'OPEN'
}
