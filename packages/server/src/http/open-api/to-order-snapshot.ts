// From what a program sent to the snapshot the gate takes. The schema has checked each field by itself; here is what
// only two of them together can break. A sum that differs is no fault of form: such an order is recorded and held.

import type { NewOrder, NewOrderLine, NewPaymentLeg, NewReceiver } from '@tidegate/contract'
import type { Instant, OrderSnapshot, Receiver, SnapshotLeg, SnapshotLine } from '@tidegate/domain'
import { Refusal } from '../problems.ts'

/** No shop is older; a time beyond the other end is a mistake in milliseconds. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z')
const LATEST = Date.parse('2100-01-01T00:00:00Z')

export function toOrderSnapshot(order: NewOrder): OrderSnapshot {
  const placedAt = toInstant(order.placedAt, '/placedAt')
  return {
    key: { channel: 'open_api', shop: order.shop, platformOrderId: order.platformOrderId },
    version: order.version === undefined ? placedAt : toInstant(order.version, '/version'),
    placedAt,
    platformState: order.platformState ?? 'open',
    refunding: order.refunding ?? false,
    shippingForbidden: order.shippingForbidden ?? false,
    currency: order.currency ?? 'CNY',
    freightFen: order.freightFen ?? 0,
    payableFen: order.payableFen,
    legs: toLegs(order.legs),
    lines: order.lines === undefined ? null : toLines(order.lines),
    receiver: order.receiver === undefined ? null : toReceiver(order.receiver),
  }
}

/** The text is a time with its zone already; whether the day exists and lies in our century is asked here. */
export function toInstant(text: string, field: string): Instant {
  const instant = Date.parse(text)
  if (instant >= EARLIEST && instant < LATEST) return instant
  throw wrong(field, 'a time from 2000 to 2099')
}

function toLegs(legs: readonly NewPaymentLeg[]): SnapshotLeg[] {
  const seen = new Set<string>()
  return legs.map(({ leg, payableFen, paidFen, paidAt }, index) => {
    const field = `/legs/${index}`
    if (seen.has(leg)) throw wrong(`${field}/leg`, 'each leg once')
    seen.add(leg)
    if (seen.has('whole') && seen.size > 1) throw wrong(`${field}/leg`, 'whole by itself, or deposit and balance')
    if (paidFen > 0 && paidAt === undefined) throw wrong(`${field}/paidAt`, 'when it was paid')
    return { leg, payableFen, paidFen, paidAt: paidAt === undefined ? null : toInstant(paidAt, `${field}/paidAt`) }
  })
}

function toLines(lines: readonly NewOrderLine[]): SnapshotLine[] {
  const seen = new Set<string>()
  return lines.map((line, index) => {
    const platformLineId = line.platformLineId ?? `#${index + 1}`
    // Lines are told apart by it: of two with one id the first would be lost.
    if (seen.has(platformLineId)) throw wrong(`/lines/${index}/platformLineId`, 'an id no other line has')
    seen.add(platformLineId)
    return toLine(line, { platformLineId, field: `/lines/${index}` })
  })
}

function toLine(
  line: NewOrderLine,
  { platformLineId, field }: { platformLineId: string; field: string },
): SnapshotLine {
  const { skuCode, quantity, payableFen, title = '', cancelledQuantity = 0 } = line
  const { sellerDiscountFen = 0, platformSubsidyFen = 0 } = line
  if (cancelledQuantity > quantity) throw wrong(`${field}/cancelledQuantity`, 'at most the quantity')
  return {
    platformLineId,
    skuCode,
    platformSkuId: null,
    title,
    quantity,
    cancelledQuantity,
    listFen: line.listFen ?? payableFen + sellerDiscountFen + platformSubsidyFen,
    sellerDiscountFen,
    platformSubsidyFen,
    payableFen,
  }
}

function toReceiver({ district = '', buyer = '', memo = '', ...given }: NewReceiver): Receiver {
  return { ...given, district, buyer, memo, token: null, masked: false }
}

function wrong(field: string, expected: string): Refusal {
  return new Refusal('bad_request', { field, expected, detail: 'Something in the body is not as expected' })
}
