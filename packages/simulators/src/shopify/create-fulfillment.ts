// Shipping: lines of fulfillment orders leave with a tracking number. Refusals come as userErrors; their words are [A].

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { ShipRefusal } from '../marketplace/ship-trade.ts'
import { idOf, lineIdOfFulfillmentLine, tradeIdOfFulfillmentOrder } from './ids.ts'
import { toFulfillment } from './to-fulfillments.ts'

export interface FulfillmentInput {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string
    fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null
  }[]
  trackingInfo?: { company?: string | null; number?: string | null } | null
}

const REFUSALS: Record<ShipRefusal | 'no_trade', string> = {
  no_trade: 'Fulfillment order does not exist.',
  // The platform itself ships unpaid orders; this marketplace ships none.
  not_paid: 'The order is not paid.',
  forbidden: 'Fulfillment order has an unfulfillable status= on_hold.',
  closed: 'Fulfillment order has an unfulfillable status= cancelled.',
  already_shipped: 'Fulfillment order has an unfulfillable status= closed.',
  refund_open: 'Invalid fulfillment order line item quantity requested.',
  no_such_line: 'Fulfillment order line item does not exist.',
}

export function createFulfillment(market: Marketplace, input: FulfillmentInput): unknown {
  const [entry, ...others] = input.lineItemsByFulfillmentOrder
  if (entry === undefined || others.length > 0) return refused('All fulfillment orders must be of one location.')
  const id = idOf('FulfillmentOrder', entry.fulfillmentOrderId)
  const lines = entry.fulfillmentOrderLineItems ?? null
  const { company, number } = input.trackingInfo ?? {}
  const result = market.ship(id === null ? '' : tradeIdOfFulfillmentOrder(id), {
    carrierCode: company ?? '',
    trackingNumber: number ?? '',
    lines:
      lines === null || lines.length === 0
        ? null
        : lines.map((line) => ({
            lineId: lineIdOfFulfillmentLine(idOf('FulfillmentOrderLineItem', line.id) ?? ''),
            quantity: line.quantity,
          })),
  })
  if (!result.ok) return refused(REFUSALS[result.refusal])
  return { fulfillment: toFulfillment(result.trade, result.parcel), userErrors: [] }
}

function refused(message: string): unknown {
  return { fulfillment: null, userErrors: [{ field: ['fulfillment'], message }] }
}
