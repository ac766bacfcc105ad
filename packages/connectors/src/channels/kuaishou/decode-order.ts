// Bytes of an `open.order.detail` answer to an order snapshot. Pure: no network, no clock. Amounts are in fen and times in
// milliseconds, 0 where there is none. An order of this platform holds one SKU; gifts are orders of their own.

import type { Fen, OrderSnapshot, SnapshotLeg, SnapshotLine } from '@tidegate/domain'
import type { DecodedOrder } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { decodeOrderBytes } from '../order-answer.ts'
import { decodeReceiver } from './decode-receiver.ts'
import { CLOSED, isRefundOpen, ORDER_STATUSES, PAID, SHIPPED, SUCCEEDED } from './statuses.ts'

export const ORDER_FEN_MAX: Fen = 100_000_000_000 // A thousand million yuan: beyond any order, far inside 2^53.
const AMOUNT_RANGE = { min: 0, max: ORDER_FEN_MAX } as const
const QUANTITY_RANGE = { min: 1, max: 100_000 } as const
const REFUNDS_MAX = 100
const REASONS_MAX = 50
const NO_CODE = '0'

/** Decodes one order; what cannot be an order comes back as a problem that names the field. */
export function decodeKuaishouOrder(raw: Uint8Array, shop: string): DecodedOrder {
  return decodeOrderBytes(raw, shop, toSnapshot)
}

export function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  // So that fields are told of without the way to them.
  const data = new ObjectReader(new ObjectReader(body, '').value('data'), '')
  const base = data.object('orderBaseInfo')
  const status = base.code('status', ORDER_STATUSES)
  const isClosed = status === CLOSED
  const openState = status === SUCCEEDED ? 'completed' : 'open'
  const line = decodeLine(data, status >= SHIPPED)
  const money = decodeMoney(base, data.optionalObject('orderItemInfo'))
  if (line !== null) {
    line.payableFen = money.goodsFen
    line.sellerDiscountFen = Math.max(0, line.listFen - money.goodsFen)
  }
  return {
    key: { channel: 'kuaishou', shop, platformOrderId: base.digits('oid') },
    version: base.epoch('updateTime', 'ms'),
    placedAt: base.epoch('createTime', 'ms'),
    platformState: isClosed ? 'closed' : openState,
    refunding: !isClosed && refundsOf(data).some(isRefundOpen),
    shippingForbidden: isShippingForbidden(base, status),
    currency: 'CNY', // The platform sells in yuan; no field names a currency.
    freightFen: money.freightFen,
    payableFen: money.payableFen,
    legs: [legOf(base, money.payableFen)],
    lines: line === null ? null : [line],
    receiver: decodeReceiver(data, base),
  }
}

/** Of the detail and of the list it has two names, and holds the latest case only. */
function refundsOf(data: ObjectReader): ObjectReader[] {
  const name = data.has('orderDetailRefundList') ? 'orderDetailRefundList' : 'orderRefundList'
  return data.optionalObjects(name, REFUNDS_MAX) ?? []
}

/** A group is not complete yet, a risk is being looked at, or the promised time of shipping has not been set. */
function isShippingForbidden(base: ObjectReader, status: number): boolean {
  const reasons = base.optionalList('disableDeliveryReasonCode', REASONS_MAX) ?? []
  const hasRisk = base.has('riskCode') && base.value('riskCode') !== 0
  return reasons.length > 0 || hasRisk || (status === PAID && base.value('validPromiseShipmentTimeStamp') === 0)
}

function legOf(base: ObjectReader, payableFen: Fen): SnapshotLeg {
  const paidAt = base.optionalEpoch('payTime', 'ms')
  return { leg: 'whole', payableFen, paidFen: paidAt === null ? 0 : payableFen, paidAt }
}

/** Null where the order came without its line. */
function decodeLine(data: ObjectReader, isDone: boolean): SnapshotLine | null {
  const item = data.optionalObject('orderItemInfo')
  if (item === null) return null
  const quantity = item.integer('num', QUANTITY_RANGE)
  const skuId = item.optionalIdentifier('skuId')
  const listFen = item.integer('originalPrice', AMOUNT_RANGE) * quantity
  if (listFen > ORDER_FEN_MAX) failField(item.field('originalPrice'), `a line of at most ${ORDER_FEN_MAX} fen`, listFen)
  return {
    platformLineId: item.digits('orderItemId'),
    skuCode: item.optionalIdentifier('skuNick'),
    platformSkuId: skuId === null || skuId === NO_CODE ? item.digits('itemId') : skuId,
    title: [item.text('itemTitle'), item.text('skuDesc')].filter((text) => text !== '').join(' '),
    quantity,
    cancelledQuantity: isDone ? quantity : 0,
    listFen,
    sellerDiscountFen: 0,
    platformSubsidyFen: 0,
    payableFen: listFen,
  }
}

interface Money {
  freightFen: Fen
  payableFen: Fen
  goodsFen: Fen
}

/**
 * `totalFee` is said to be of the goods alone by one client; whether it holds the freight is not documented [A]: whichever
 * the line's own price explains is taken. Where neither does, the mismatch holds the order.
 */
function decodeMoney(base: ObjectReader, item: ObjectReader | null): Money {
  const totalFen = base.integer('totalFee', AMOUNT_RANGE)
  const freightFen = base.optionalFenInteger('expressFee', AMOUNT_RANGE) ?? 0
  if (item === null) return { freightFen, payableFen: totalFen + freightFen, goodsFen: totalFen }
  const quantity = item.integer('num', QUANTITY_RANGE)
  const listFen = item.integer('originalPrice', AMOUNT_RANGE) * quantity
  const goods = [
    listFen - (item.optionalFenInteger('discountFee', AMOUNT_RANGE) ?? 0),
    (item.optionalFenInteger('price', AMOUNT_RANGE) ?? 0) * quantity,
  ]
  if (goods.includes(totalFen)) return { freightFen, payableFen: totalFen + freightFen, goodsFen: totalFen }
  if (goods.includes(totalFen - freightFen))
    return { freightFen, payableFen: totalFen, goodsFen: totalFen - freightFen }
  return { freightFen, payableFen: totalFen + freightFen, goodsFen: Math.max(0, goods[0]!) }
}
