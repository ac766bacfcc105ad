// Bytes of an order (one answer, or a list of them where its lines took several pages) to an order snapshot. Pure: no
// network, no clock. Field meanings: reference of the Order object.

import type { OrderSnapshot, PlatformState } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { decodeLines } from './decode-lines.ts'
import { amountOf, decodeFreight, decodeLegs } from './decode-money.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { readGid } from './global-id.ts'
import { FINANCIAL_STATUSES, FULFILLMENT_STATUSES } from './statuses.ts'

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeShopifyOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, (body) => {
    const pages: unknown[] = Array.isArray(body) ? body : [body]
    return decodeOrder(pages.map(orderOf), shop)
  })
}

function orderOf(page: unknown): ObjectReader {
  const data = new ObjectReader(new ObjectReader(page, '').value('data'), 'data')
  return new ObjectReader(data.value('order'), '')
}

function decodeOrder(pages: readonly ObjectReader[], shop: string): OrderSnapshot {
  const [order] = pages
  if (order === undefined) return failField('', 'an order', undefined)
  const payableFen = amountOf(order, 'totalPriceSet')
  // Only text is checked here: what these statuses tell is told better by times, counts and payments.
  order.oneOf('displayFinancialStatus', FINANCIAL_STATUSES)
  const fulfillment = order.oneOf('displayFulfillmentStatus', FULFILLMENT_STATUSES)
  const platformState = stateOf(order, fulfillment)
  return {
    key: { channel: 'shopify', shop, platformOrderId: readGid(order, 'Order') },
    version: order.isoTime('updatedAt'),
    placedAt: order.isoTime('createdAt'),
    platformState,
    refunding: false, // Refunds happen; nobody asks for one first.
    shippingForbidden: fulfillment === 'ON_HOLD',
    currency: currencyOf(order),
    freightFen: decodeFreight(order),
    payableFen,
    legs: decodeLegs(order, payableFen),
    lines: decodeLines(pages, platformState === 'closed'),
    receiver: decodeReceiver(order),
  }
}

/** "Closed" is the platform's word for archived: an archived order that was not shipped is still to be shipped. */
function stateOf(order: ObjectReader, fulfillment: string): PlatformState {
  if (order.optionalIsoTime('cancelledAt') !== null) return 'closed'
  return order.optionalIsoTime('closedAt') !== null && fulfillment === 'FULFILLED' ? 'completed' : 'open'
}

function currencyOf(order: ObjectReader): string {
  const currency = order.text('currencyCode')
  return /^[A-Z]{3}$/.test(currency) ? currency : failField('currencyCode', 'a currency code', currency)
}
