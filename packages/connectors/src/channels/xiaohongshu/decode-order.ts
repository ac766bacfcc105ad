// Bytes of an `order.getOrderDetail` answer to an order snapshot. Pure: no network, no clock. Money is in fen, times in
// milliseconds: a time in seconds is out of range and a problem.

import type { Fen, OrderSnapshot, PlatformState, Receiver, SnapshotLeg } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { provinceOf } from '../china-provinces.ts'
import { failField, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { decodeLines, depositOf, FEN_RANGE } from './decode-lines.ts'
import {
  AFTER_SALE_STATUSES,
  CANCEL_STATUSES,
  DEPOSIT_FIRST,
  OPEN_AFTER_SALES,
  ORDER_STATUS,
  ORDER_STATUSES,
  ORDER_TYPES,
} from './statuses.ts'
import type { OrderStatus } from './statuses.ts'

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeXiaohongshuOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  return decodeOrder(new ObjectReader(body, '').object('data'), shop)
}

function decodeOrder(order: ObjectReader, shop: string): OrderSnapshot {
  const status = order.code('orderStatus', ORDER_STATUSES)
  const platformOrderId = order.optionalIdentifier('orderId') ?? failField(order.field('orderId'), 'an id', undefined)
  const payableFen = order.integer('totalPayAmount', FEN_RANGE)
  const state = platformState(status)
  return {
    key: { channel: 'xiaohongshu', shop, platformOrderId },
    version: order.epoch('updateTime', 'ms'),
    placedAt: order.epoch('createdTime', 'ms'),
    platformState: state,
    refunding: state !== 'closed' && isRefunding(order),
    // Paid, and the platform or customs are not done with it.
    shippingForbidden: status === ORDER_STATUS.processing || status === ORDER_STATUS.customs,
    currency: 'CNY', // The platform sells in yuan; no field names a currency.
    freightFen: order.optionalFenInteger('totalShippingFree', FEN_RANGE) ?? 0, // Their spelling of fee.
    payableFen,
    legs: decodeLegs(order, { status, payableFen }),
    lines: decodeLines(order, { platformOrderId, status }),
    receiver: decodeReceiver(order),
  }
}

function platformState(status: OrderStatus): PlatformState {
  if (status === ORDER_STATUS.closed || status === ORDER_STATUS.cancelled) return 'closed'
  return status === ORDER_STATUS.completed ? 'completed' : 'open'
}

/** Also: the buyer has asked to cancel, and nobody has decided. */
function isRefunding(order: ObjectReader): boolean {
  const afterSale = order.optionalCode('orderAfterSalesStatus', { known: AFTER_SALE_STATUSES, absent: 1 })
  const cancel = order.optionalCode('cancelStatus', { known: CANCEL_STATUSES, absent: 0 })
  return OPEN_AFTER_SALES.has(afterSale) || cancel === 1
}

/** One that was closed may have been paid before: its time of payment tells. */
function decodeLegs(
  order: ObjectReader,
  { status, payableFen }: { status: OrderStatus; payableFen: Fen },
): SnapshotLeg[] {
  const paidAt = order.optionalEpoch('paidTime', 'ms')
  const isClosed = platformState(status) === 'closed'
  const isUnpaid = status === ORDER_STATUS.unpaid || (isClosed && paidAt === null)
  const type = order.optionalCode('orderType', { known: ORDER_TYPES, absent: 1 })
  if (type === DEPOSIT_FIRST) return stagedLegs(order, { isUnpaid, payableFen })
  if (isUnpaid) return [{ leg: 'whole', payableFen, paidFen: 0, paidAt: null }]
  // What is sent again in exchange costs nothing, and nobody paid it.
  if (paidAt === null && payableFen > 0) failField(order.field('paidTime'), 'a UNIX time in ms', undefined)
  return [{ leg: 'whole', payableFen, paidFen: payableFen, paidAt }]
}

/**
 * A deposit's part is told by SKU. [A] No field says that only the deposit was paid: while the order waits for payment, a
 * time of payment is the deposit's; afterwards it is the balance's, and the order's creation bounds the deposit's.
 */
function stagedLegs(
  order: ObjectReader,
  { isUnpaid, payableFen }: { isUnpaid: boolean; payableFen: Fen },
): SnapshotLeg[] {
  const depositFen = depositOf(order)
  if (depositFen > payableFen) failField(order.field('skuList'), 'deposits of at most totalPayAmount', depositFen)
  const balanceFen = payableFen - depositFen
  const paidAt = order.optionalEpoch('paidTime', 'ms')
  const createdAt = order.epoch('createdTime', 'ms')
  const depositPaidAt = isUnpaid ? paidAt : createdAt
  return [
    { leg: 'deposit', payableFen: depositFen, paidFen: depositPaidAt === null ? 0 : depositFen, paidAt: depositPaidAt },
    { leg: 'balance', payableFen: balanceFen, paidFen: isUnpaid ? 0 : balanceFen, paidAt: isUnpaid ? null : paidAt },
  ]
}

/**
 * The detail names the region and a token; name, phone and street come from a call of their own as ciphertext, which is
 * never made here. Null where there is no token: nobody could ever print this label.
 */
function decodeReceiver(order: ObjectReader): Receiver | null {
  const token = order.optionalIdentifier('openAddressId')
  const province = provinceOf(order.text('receiverProvinceName'))
  if (token === null || province === '') return null
  return {
    name: order.text('receiverName'),
    phone: order.text('receiverPhone'),
    address: order.text('receiverAddress'),
    province,
    city: order.text('receiverCityName'),
    district: order.text('receiverDistrictName'),
    token,
    buyer: order.optionalIdentifier('userId') ?? '',
    memo: [order.text('customerRemark'), order.text('sellerRemark')].filter((text) => text !== '').join('\n'),
    masked: true,
  }
}
