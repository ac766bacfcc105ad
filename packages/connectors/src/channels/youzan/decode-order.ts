// Bytes of a `youzan.trade.get` answer to an order snapshot. Pure: no network, no clock, and the process's time zone does
// not matter. Field meanings: the API page of trade.get 4.0.2.

import type { OrderSnapshot, PlatformState } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { payloadOf } from './client.ts'
import { decodeLines } from './decode-lines.ts'
import { AMOUNT_RANGE, takeOutFreight } from './decode-money.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { cancelRefunded, hasOpenRefund } from './refund-orders.ts'
import { codeOf, EXPRESS_TYPES, ORDER_REFUND_STATES, ORDER_STATUSES } from './statuses.ts'

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeYouzanOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  return decodeOrder(new ObjectReader(payloadOf(body), ''), shop)
}

function decodeOrder(data: ObjectReader, shop: string): OrderSnapshot {
  const order = new ObjectReader(data.value('full_order_info'), '')
  const info = order.object('order_info')
  const pay = order.object('pay_info')
  const status = info.oneOf('status', ORDER_STATUSES)
  const expressType = codeOf(info, 'express_type', EXPRESS_TYPES)
  const refundState = codeOf(info, 'refund_state', ORDER_REFUND_STATES)
  const payableFen = pay.fen('payment', AMOUNT_RANGE)
  const freightFen = pay.optionalFen('post_fee', AMOUNT_RANGE) ?? 0
  const isDone = status === 'TRADE_CLOSED' || status === 'TRADE_SUCCESS' || status === 'WAIT_BUYER_CONFIRM_GOODS'
  const lines = decodeLines(data, isDone || expressType === 9)
  if (lines !== null) takeOutFreight(lines, { payableFen, freightFen })
  if (lines !== null) cancelRefunded(lines, data)
  const paidAt = info.optionalTime('pay_time')
  const isClosed = status === 'TRADE_CLOSED'
  return {
    key: { channel: 'youzan', shop, platformOrderId: tidOf(info) },
    version: info.time('update_time'),
    placedAt: info.time('created'),
    platformState: stateOf(status),
    refunding: !isClosed && (refundState === 1 || refundState === 11 || hasOpenRefund(data)),
    // What is collected or delivered in town leaves without a parcel of ours [A].
    shippingForbidden: status === 'WAIT_CONFIRM' || status === 'TRADE_PAID' || expressType === 1 || expressType === 2,
    currency: 'CNY', // No field names a currency.
    freightFen,
    payableFen,
    // A presale's deposit is not told apart: it waits for the buyer until all is paid.
    legs: [{ leg: 'whole', payableFen, paidFen: paidAt === null ? 0 : payableFen, paidAt }],
    lines,
    receiver: decodeReceiver(order),
  }
}

function tidOf(info: ObjectReader): string {
  return info.optionalIdentifier('tid') ?? failField('order_info.tid', 'an id', undefined)
}

function stateOf(status: string): PlatformState {
  if (status === 'TRADE_CLOSED') return 'closed'
  return status === 'TRADE_SUCCESS' ? 'completed' : 'open'
}
