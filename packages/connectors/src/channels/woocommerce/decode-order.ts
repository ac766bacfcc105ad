// Bytes of an order (with its refunds, where it has some) to an order snapshot. Pure: no network, no clock. Times are read
// from the fields that say GMT: the others are of the site, whatever its zone. Field meanings: REST API v3, orders.

import type { OrderSnapshot, PlatformState } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { failField, isObject, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { decodeLines } from './decode-lines.ts'
import { decodeLegs, moneyOf, signedMoneyOf, spread, sumOfLines } from './decode-money.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { refundedUnits } from './refunded-units.ts'
import { CLOSED_STATUSES, COMPLETED_STATUS, HELD_STATUS, ORDER_STATUSES } from './statuses.ts'

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeWoocommerceOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, (body) => {
    // An order alone has no member of that name.
    const isJoined = isObject(body) && isObject(body['order'])
    return decodeOrder(new ObjectReader(isJoined ? body['order'] : body, ''), isJoined ? body['refunds'] : [], shop)
  })
}

function decodeOrder(order: ObjectReader, refunds: unknown, shop: string): OrderSnapshot {
  const status = order.oneOf('status', ORDER_STATUSES)
  const payableFen = moneyOf(order, 'total')
  const placedAt = order.isoTime('date_created_gmt', 'Z')
  const isPaid = order.has('date_paid_gmt')
  const lines = decodeLines(order, {
    // "Completed" is the word for shipped, too.
    isDone: CLOSED_STATUSES.has(status) || status === COMPLETED_STATUS,
    refunded: refundedUnits(order, refunds),
  })
  // Fees below zero are reductions of the whole order, as some plugins give them.
  const extraFen = signedMoneyOf(order, 'shipping_total') + signedMoneyOf(order, 'shipping_tax') + feesOf(order)
  if (lines !== null && extraFen < 0) spread(lines, extraFen)
  return {
    key: { channel: 'woocommerce', shop, platformOrderId: order.digits('id') },
    version: order.isoTime('date_modified_gmt', 'Z'),
    placedAt,
    platformState: stateOf(status),
    refunding: false, // Refunds happen; nobody asks for one first.
    // Before it is paid, "on hold" is waiting for a transfer.
    shippingForbidden: status === HELD_STATUS && isPaid,
    currency: currencyOf(order),
    freightFen: Math.max(0, extraFen),
    payableFen,
    legs: decodeLegs(order, { payableFen, placedAt, status }),
    lines,
    receiver: decodeReceiver(order),
  }
}

function stateOf(status: string): PlatformState {
  if (CLOSED_STATUSES.has(status)) return 'closed'
  return status === COMPLETED_STATUS ? 'completed' : 'open'
}

function feesOf(order: ObjectReader): number {
  return sumOfLines(order, 'fee_lines')
}

function currencyOf(order: ObjectReader): string {
  const currency = order.text('currency')
  return /^[A-Z]{3}$/.test(currency) ? currency : failField('currency', 'a currency code', currency)
}
