// Bytes of a `pdd.order.information.get` answer to an order snapshot. Pure: no network, no clock, and the process's
// time zone does not matter. Field meanings: the API page of the order list and the generated SDK.

import type { OrderSnapshot, PlatformState } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { failField, isObject, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { decodeLines } from './decode-lines.ts'
import { decodeLegs, fenOf, optionalFenOf, shareDiscounts } from './decode-money.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { CONFIRM_STATUSES, GROUP_STATUSES, ORDER_STATUSES, REFUND_STATUSES, RISK_STATUSES } from './statuses.ts'

export const INFORMATION_ENVELOPE = 'order_info_get_response'
const TAGS_MAX = 200

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodePinduoduoOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  const envelope = new ObjectReader(new ObjectReader(body, '').value(INFORMATION_ENVELOPE), INFORMATION_ENVELOPE)
  const order = new ObjectReader(envelope.value('order_info'), '')
  const platformOrderId = order.optionalIdentifier('order_sn') ?? failField('order_sn', 'an id', undefined)
  const state = decodeState(order)
  const payableFen = fenOf(order, 'pay_amount')
  const freightFen = optionalFenOf(order, 'postage')
  const lines = decodeLines(order, { platformOrderId, isDone: state.isDone })
  if (lines !== null) shareDiscounts(lines, order, payableFen - freightFen)
  return {
    key: { channel: 'pinduoduo', shop, platformOrderId },
    version: order.time('updated_at'),
    placedAt: order.time('created_time'),
    platformState: state.platformState,
    refunding: state.refunding,
    shippingForbidden: state.shippingForbidden,
    currency: 'CNY', // The platform sells in yuan; no field names a currency.
    freightFen,
    payableFen,
    legs: decodeLegs(order, payableFen),
    lines,
    receiver: decodeReceiver(order),
  }
}

interface OrderState {
  platformState: PlatformState
  refunding: boolean
  shippingForbidden: boolean
  isDone: boolean
}

/**
 * Refunds are told of the order, not of its lines. Paid back before shipping closes it [A: the platform gives no part of
 * an order back before it ships]; paid back afterwards may be a part, and nothing is left to ship either way.
 */
function decodeState(order: ObjectReader): OrderState {
  const status = order.code('order_status', ORDER_STATUSES)
  const refund = order.code('refund_status', REFUND_STATUSES)
  const confirm = order.optionalCode('confirm_status', { known: CONFIRM_STATUSES, absent: 1 })
  const group = order.optionalCode('group_status', { known: GROUP_STATUSES, absent: 1 })
  // Never optional: under review an order must not ship.
  const risk = order.code('risk_control_status', RISK_STATUSES)
  const openState = status === 3 ? 'completed' : 'open'
  const isClosed = confirm === 2 || group === 2 || (status === 1 && refund === 4)
  return {
    platformState: isClosed ? 'closed' : openState,
    refunding: !isClosed && (refund === 2 || refund === 3),
    shippingForbidden: risk === 1 || confirm === 0 || group === 0 || isShipHeld(order),
    isDone: isClosed || status !== 1,
  }
}

/** [A] A tag of value 1 stands. */
function isShipHeld(order: ObjectReader): boolean {
  const tags = order.optionalList('order_tag_list', TAGS_MAX) ?? []
  return tags.some((tag) => isObject(tag) && tag['name'] === 'ship_hold' && Number(tag['value']) === 1)
}
