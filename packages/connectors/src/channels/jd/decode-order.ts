// Bytes of a `pop.order.enGet` answer to an order snapshot. Pure: no network, no clock, and the process's time zone does
// not matter. Field meanings: public clients and the current API page.

import type { OrderSnapshot, PlatformState } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { envelopeOf } from './client.ts'
import { decodeLines } from './decode-lines.ts'
import { decodePrice, shareReductions } from './decode-money.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { JD_STATES, meaningOf } from './states.ts'
import type { JdState } from './states.ts'

export const DETAIL_METHOD = 'jingdong.pop.order.enGet'

/** Only what is named here is returned. */
export const DETAIL_FIELDS = [
  'orderId,orderType,orderState,modified,storeOrder,open_id_buyer,pin',
  'orderStartTime,paymentConfirmTime,payType,orderRemark,venderRemark',
  'orderTotalPrice,orderSellerPrice,sellerDiscount,freightPrice,actualPay,shouldPay',
  'waybill,logisticsId,consigneeInfo,itemInfoList,couponDetailList',
].join(',')

const SOP = 22 // Stored and shipped by the seller.
const LOC = 75 // Used in a shop on the spot: nothing is shipped.

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeJdOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  return decodeOrder(orderInfoOf(body), shop)
}

/** The order inside an answer; its fields are told of without the way to them. */
export function orderInfoOf(body: unknown): ObjectReader {
  return new ObjectReader(envelopeOf(body, DETAIL_METHOD).object('orderDetailInfo').value('orderInfo'), '')
}

function decodeOrder(order: ObjectReader, shop: string): OrderSnapshot {
  const platformOrderId = order.digits('orderId')
  const state = decodeState(order)
  const price = decodePrice(order)
  const lines = decodeLines(order, { platformOrderId, isDone: state.isDone })
  if (lines !== null) shareReductions(lines, order, price.payableFen - price.freightFen)
  return {
    key: { channel: 'jd', shop, platformOrderId },
    version: order.time('modified'),
    placedAt: order.time('orderStartTime'),
    platformState: state.platformState,
    refunding: state.refunding,
    shippingForbidden: state.shippingForbidden,
    currency: 'CNY', // The platform sells in yuan; no field names a currency.
    freightFen: price.freightFen,
    payableFen: price.payableFen,
    // A deposit order is only told apart by the presale APIs, and shown here once it is paid in full.
    legs: [{ leg: 'whole', payableFen: price.payableFen, paidFen: price.paidFen, paidAt: price.paidAt }],
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

function decodeState(order: ObjectReader): OrderState {
  const word = order.oneOf<JdState>('orderState', JD_STATES)
  const { platformState, isDone, isPaused } = meaningOf(word)
  return {
    platformState,
    refunding: word === 'LOCKED',
    shippingForbidden: isPaused || !isShippedBySeller(order),
    // Locked on its way: there is nothing left to ship of what has a waybill.
    isDone: isDone || (word === 'LOCKED' && order.text('waybill') !== ''),
  }
}

/** [A] `storeOrder` is filled where JD's own warehouse ships the order. */
function isShippedBySeller(order: ObjectReader): boolean {
  const type = order.has('orderType') ? Number(order.value('orderType')) : SOP
  if (type !== SOP && type !== LOC) failField('orderType', `${SOP} or ${LOC}`, type)
  return type === SOP && order.text('storeOrder') === ''
}
