// The lines of a trade and what each contributes to its price.

import type { Fen, SnapshotLine } from '@tidegate/domain'
import { sumFen } from '@tidegate/domain'
import { ObjectReader, failField, isObject } from '../fields.ts'
import { AMOUNT_RANGE, TRADE_FEN_MAX } from './decode-payment.ts'
import { CLOSED_LINE_STATUSES, REFUND_STATUS_WORDS, SHIPPED_LINE_STATUSES, TRADE_STATUS_WORDS } from './statuses.ts'
import type { RefundStatus, TradeStatus } from './statuses.ts'

const LINES_MAX = 2_000 // Larger than any cart a marketplace allows; a longer list is quarantined.
const LINE_QUANTITY_MAX = 100_000
const QUANTITY_RANGE = { min: 1, max: LINE_QUANTITY_MAX } as const
const SIGNED_RANGE = { min: -TRADE_FEN_MAX, max: TRADE_FEN_MAX } as const

export interface DecodedLines {
  lines: SnapshotLine[]
  /** Some line's refund waits for the seller's agreement. */
  refunding: boolean
}

interface LineContext {
  goodsFen: Fen
  isOnlyLine: boolean
  tradeStatus: TradeStatus
}

/** Null where the trade came without its lines, as lists do on a promotion night. */
export function decodeLines(trade: ObjectReader, tradeStatus: TradeStatus, goodsFen: Fen): DecodedLines | null {
  const rows = lineRows(trade)
  if (rows === null) return null
  const context = { goodsFen, isOnlyLine: rows.length === 1, tradeStatus }
  const lines: SnapshotLine[] = []
  const seen = new Set<string>()
  let refunding = false
  for (const [index, row] of rows.entries()) {
    const reader = new ObjectReader(row, `orders.order[${index}]`)
    const refund = refundStatus(reader)
    refunding ||= refund === 'WAIT_SELLER_AGREE'
    const line = decodeLine(reader, refund, context)
    if (seen.has(line.platformLineId)) failField(reader.field('oid'), 'an id no other line has', line.platformLineId)
    seen.add(line.platformLineId)
    lines.push(line)
  }
  spreadRoundingRemainder(lines, goodsFen)
  return { lines, refunding }
}

/** An empty wrapper is a thin answer too: taking it as "no lines" would cancel every line we hold. */
function lineRows(trade: ObjectReader): unknown[] | null {
  const wrapper = trade.value('orders')
  if (wrapper === undefined) return null
  if (!isObject(wrapper)) return failField('orders', 'an object', wrapper)
  const rows = wrapper['order'] ?? []
  if (!Array.isArray(rows)) return failField('orders.order', 'a list', rows)
  if (rows.length > LINES_MAX) return failField('orders.order', `at most ${LINES_MAX} lines`, rows)
  return rows.length === 0 ? null : rows
}

function refundStatus(line: ObjectReader): RefundStatus {
  return line.has('refund_status') ? line.oneOf<RefundStatus>('refund_status', REFUND_STATUS_WORDS) : 'NO_REFUND'
}

function decodeLine(line: ObjectReader, refund: RefundStatus, context: LineContext): SnapshotLine {
  const quantity = line.integer('num', QUANTITY_RANGE)
  const status = line.has('status') ? line.oneOf<TradeStatus>('status', TRADE_STATUS_WORDS) : context.tradeStatus
  const listFen = line.fen('price', AMOUNT_RANGE) * quantity
  if (listFen > TRADE_FEN_MAX) failField(line.field('price'), `a line of at most ${TRADE_FEN_MAX} fen`, listFen)
  const payableFen = linePayable(line, { ...context, listFen, status })
  const shipped = line.optionalTime('consign_time') !== null || SHIPPED_LINE_STATUSES.has(status)
  const closed = refund === 'SUCCESS' || CLOSED_LINE_STATUSES.has(status)
  return {
    platformLineId: line.digits('oid'),
    skuCode: line.optionalIdentifier('outer_sku_id') ?? line.optionalIdentifier('outer_iid'),
    platformSkuId: line.optionalIdentifier('sku_id') ?? line.optionalIdentifier('num_iid'),
    title: line.text('title'),
    quantity,
    cancelledQuantity: closed || shipped ? quantity : 0,
    listFen,
    // Everything between list price and the buyer's share. TOP names no platform part per line [A].
    sellerDiscountFen: Math.max(0, listFen - payableFen),
    platformSubsidyFen: 0,
    payableFen,
  }
}

/**
 * `divide_order_fee` is the line's share actually paid (TOP order metadata). It is absent before payment;
 * then an only line owes the whole, and one of several owes price x num + adjust - discount (stated by the
 * metadata) less its share of trade-level promotions.
 */
function linePayable(line: ObjectReader, context: LineContext & { listFen: Fen; status: TradeStatus }): Fen {
  const shareFen = line.optionalFen('divide_order_fee', AMOUNT_RANGE)
  if (shareFen !== null) return shareFen
  if (context.isOnlyLine) return Math.max(0, context.goodsFen)
  // A line closed before payment inside a living trade no longer enters the trade's price [A].
  if (context.status === 'TRADE_CLOSED_BY_TAOBAO' && context.tradeStatus !== 'TRADE_CLOSED_BY_TAOBAO') return 0
  const adjustFen = line.optionalFen('adjust_fee', SIGNED_RANGE) ?? 0
  const discountFen = line.optionalFen('discount_fee', AMOUNT_RANGE) ?? 0
  const promotionFen = line.optionalFen('part_mjz_discount', AMOUNT_RANGE) ?? 0
  return Math.max(0, context.listFen + adjustFen - discountFen - promotionFen)
}

/**
 * Shares are rounded to the fen by the platform, so their sum may miss by up to a fen a line. That much goes
 * on the dearest line (the first of equals). A larger gap is a real mismatch and stays visible: the order is held.
 */
function spreadRoundingRemainder(lines: SnapshotLine[], goodsFen: Fen): void {
  const remainderFen = goodsFen - sumFen(lines, (line) => line.payableFen)
  if (remainderFen === 0 || Math.abs(remainderFen) > lines.length) return
  const dearest = lines.reduce((best, line) => (line.payableFen > best.payableFen ? line : best))
  if (dearest.payableFen + remainderFen < 0) return
  dearest.payableFen += remainderFen
  dearest.sellerDiscountFen = Math.max(0, dearest.listFen - dearest.payableFen)
}
