// The money of an order, in the shop's own currency (`shopMoney`; what the buyer saw may be another): decimal text, in
// hundredths here. A currency of thousandths does not fit and is quarantined by its amounts.

import type { Fen, SnapshotLeg } from '@tidegate/domain'
import { sumFen } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { TRANSACTIONS_MAX } from './order-query.ts'
import { TRANSACTION_KINDS, TRANSACTION_STATUSES } from './statuses.ts'

const AMOUNT_RANGE = { min: 0, max: 100_000_000_000 } as const // A thousand million: beyond any order.
const PARTS_MAX = 250

export function amountOf(reader: ObjectReader, name: string): Fen {
  return reader.object(name).object('shopMoney').fen('amount', AMOUNT_RANGE)
}

function optionalAmountOf(reader: ObjectReader, name: string): Fen {
  return reader.has(name) ? amountOf(reader, name) : 0
}

/** The sum of a list of objects that each hold an amount (`taxLines`, `discountAllocations`); absent is nothing. */
export function sumOfParts(reader: ObjectReader, { list, amount }: { list: string; amount: string }): Fen {
  return sumFen(reader.optionalObjects(list, PARTS_MAX) ?? [], (part) => amountOf(part, amount))
}

/** Tax that comes on top of prices; none where prices include it. */
export function taxOnTop(order: ObjectReader, part: ObjectReader): Fen {
  return order.boolean('taxesIncluded') ? 0 : sumOfParts(part, { list: 'taxLines', amount: 'priceSet' })
}

/** What the buyer pays beside the lines: delivery as reduced, its tax, duties, fees and a tip. */
export function decodeFreight(order: ObjectReader): Fen {
  const rows = order.object('shippingLines').optionalObjects('nodes', PARTS_MAX) ?? []
  const deliveryFen = sumFen(rows, (line) => amountOf(line, 'discountedPriceSet') + taxOnTop(order, line))
  const extras = ['totalTipReceivedSet', 'originalTotalDutiesSet', 'originalTotalAdditionalFeesSet'] as const
  return deliveryFen + sumFen(extras, (name) => optionalAmountOf(order, name))
}

/** Money is what was captured: an authorisation is a promise, and one that expired or was voided is none. */
export function decodeLegs(order: ObjectReader, payableFen: Fen): SnapshotLeg[] {
  const rows = order.optionalObjects('transactions', TRANSACTIONS_MAX)
  const received = (rows ?? failField('transactions', 'a list', undefined)).filter(isReceived)
  const paidFen = Math.min(
    payableFen,
    sumFen(received, (transaction) => amountOf(transaction, 'amountSet')),
  )
  const times = received.map((transaction) => transaction.optionalIsoTime('processedAt')).filter((at) => at !== null)
  // An order that costs nothing has no payment, and is paid when it is placed.
  const placedAt = order.isoTime('processedAt')
  const isPaid = paidFen > 0 || payableFen === 0
  return [{ leg: 'whole', payableFen, paidFen, paidAt: isPaid ? Math.max(placedAt, ...times) : null }]
}

function isReceived(transaction: ObjectReader): boolean {
  const kind = transaction.oneOf('kind', TRANSACTION_KINDS)
  const status = transaction.oneOf('status', TRANSACTION_STATUSES)
  return status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE')
}
