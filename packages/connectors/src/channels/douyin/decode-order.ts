// Bytes of an `order.orderDetail` answer to an order snapshot. Pure: no network, no clock. Amounts are in fen and times
// in UNIX seconds, 0 where there is none. Field meanings: the API pages as the official SDK carries them.

import type { OrderSnapshot, PlatformState } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { dataOf } from './client.ts'
import { decodeLines } from './decode-lines.ts'
import { decodeMoney, shareOfLines } from './decode-money.ts'
import { decodeReceiver } from './decode-receiver.ts'
import * as statuses from './statuses.ts'

const LINES_MAX = 500 // The platform returns at most 40; a longer list is quarantined.
const PLAIN = 0 // Others are vouchers and accounts: nothing is sent.

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeDouyinOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  return decodeOrder(orderOf(body), shop)
}

/** The order inside an answer; its fields are told of without the way to them. */
export function orderOf(body: unknown): ObjectReader {
  return new ObjectReader(dataOf(body).value('shop_order_detail'), '')
}

/** The lines as they came; null where they did not: an empty list is a thin answer too. */
function lineReaders(order: ObjectReader): ObjectReader[] | null {
  const rows = order.optionalObjects('sku_order_list', LINES_MAX) ?? []
  return rows.length === 0 ? null : rows
}

function decodeOrder(order: ObjectReader, shop: string): OrderSnapshot {
  const rows = lineReaders(order)
  const state = decodeState(order, rows ?? [])
  const money = decodeMoney(order, rows ?? [])
  const lines = rows === null ? null : decodeLines(order, rows, shareOfLines(rows, money))
  return {
    key: { channel: 'douyin', shop, platformOrderId: order.digits('order_id') },
    version: order.epoch('update_time', 's'),
    placedAt: order.epoch('create_time', 's'),
    ...state,
    currency: 'CNY', // The platform sells in yuan; no field names a currency.
    freightFen: money.freightFen,
    payableFen: money.payableFen,
    legs: money.legs,
    lines,
    receiver: decodeReceiver(order),
  }
}

interface OrderState {
  platformState: PlatformState
  refunding: boolean
  shippingForbidden: boolean
}

function decodeState(order: ObjectReader, lines: readonly ObjectReader[]): OrderState {
  const status = order.code('order_status', statuses.ORDER_STATUSES)
  const main = order.has('main_status') ? order.code('main_status', statuses.MAIN_STATUSES) : status
  const isClosed = status === statuses.CANCELLED || main === statuses.REFUNDED_BEFORE_SHIPPING
  const openState = status === statuses.COMPLETED ? 'completed' : 'open'
  const isPlain = Number(order.value('order_type') ?? PLAIN) === PLAIN
  return {
    platformState: isClosed ? 'closed' : openState,
    refunding: !isClosed && lines.some(statuses.isRefundOpen),
    // [A] Paid and not yet "to ship": the platform still checks it.
    shippingForbidden: status === statuses.PAID_PENDING || !isPlain,
  }
}
