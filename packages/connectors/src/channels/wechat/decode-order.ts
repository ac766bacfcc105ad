// Bytes of an `order/get` answer to an order snapshot. Pure: no network, no clock. Money is in fen, times in seconds.

import type { Fen, OrderSnapshot, PlatformState, SnapshotLeg } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { decodeLines, FEN_RANGE } from './decode-lines.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { ORDER_STATUS, orderStatusOf } from './statuses.ts'
import type { OrderStatus } from './statuses.ts'

const OPEN_AFTER_SALES = { min: 0, max: 100_000 } as const

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeWechatOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  return decodeOrder(new ObjectReader(body, '').object('order'), shop)
}

function decodeOrder(order: ObjectReader, shop: string): OrderSnapshot {
  const status = orderStatusOf(order)
  const detail = order.object('order_detail')
  const prices = detail.object('price_info')
  const payableFen = prices.integer('order_price', FEN_RANGE)
  const platformOrderId = order.digits('order_id')
  return {
    key: { channel: 'wechat', shop, platformOrderId },
    version: order.epoch('update_time', 's'),
    placedAt: order.epoch('create_time', 's'),
    platformState: platformState(status),
    refunding: isRefunding(order, status),
    shippingForbidden: status === ORDER_STATUS.groupForming || status === ORDER_STATUS.giftToAccept,
    currency: 'CNY', // The shop sells in yuan; no field names a currency.
    freightFen: prices.optionalFenInteger('freight', FEN_RANGE) ?? 0,
    payableFen,
    legs: [decodeLeg(detail, { status, payableFen })],
    lines: decodeLines(detail, { platformOrderId, status }),
    receiver: decodeReceiver(detail, order.text('openid')),
  }
}

function platformState(status: OrderStatus): PlatformState {
  switch (status) {
    case ORDER_STATUS.cancelled:
    case ORDER_STATUS.wholeRefunded: // One source only.
      return 'closed'
    case ORDER_STATUS.completed:
      return 'completed'
    case ORDER_STATUS.unpaid:
    case ORDER_STATUS.giftToAccept:
    case ORDER_STATUS.groupForming:
    case ORDER_STATUS.toShip:
    case ORDER_STATUS.partlyShipped:
    case ORDER_STATUS.shipped:
      return 'open'
  }
}

function isRefunding(order: ObjectReader, status: OrderStatus): boolean {
  if (platformState(status) === 'closed') return false
  const afterSale = order.optionalObject('aftersale_detail')
  if (afterSale?.has('on_aftersale_order_cnt') !== true) return false
  return afterSale.integer('on_aftersale_order_cnt', OPEN_AFTER_SALES) > 0
}

/** Paid as the status says. One that was cancelled may have been paid before: its time of payment tells. */
function decodeLeg(
  detail: ObjectReader,
  { status, payableFen }: { status: OrderStatus; payableFen: Fen },
): SnapshotLeg {
  const paidAt = detail.optionalObject('pay_info')?.optionalEpoch('pay_time', 's') ?? null
  if (status === ORDER_STATUS.unpaid || (status === ORDER_STATUS.cancelled && paidAt === null)) {
    return { leg: 'whole', payableFen, paidFen: 0, paidAt: null }
  }
  if (paidAt === null && payableFen > 0)
    return failField(detail.field('pay_info.pay_time'), 'a UNIX time in s', undefined)
  return { leg: 'whole', payableFen, paidFen: payableFen, paidAt }
}
