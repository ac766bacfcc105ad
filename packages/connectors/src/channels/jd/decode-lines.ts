// The lines of an order. JOS gives them neither an id nor a state of their own.

import type { SnapshotLine } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { countOf, fenOf, ORDER_FEN_MAX } from './scalars.ts'

const LINES_MAX = 2_000 // A longer list is quarantined.
const QUANTITY_RANGE = { min: 1, max: 100_000 } as const

interface LineContext {
  platformOrderId: string
  /** Nothing of the order is to be shipped any more. */
  isDone: boolean
}

/** Null where the order came without its lines: an empty list is a thin answer too. */
export function decodeLines(order: ObjectReader, context: LineContext): SnapshotLine[] | null {
  const rows = order.optionalObjects('itemInfoList', LINES_MAX) ?? []
  if (rows.length === 0) return null
  const counts = new Map<string, number>()
  return rows.map((item) => {
    const skuId = item.digits('skuId')
    const ordinal = (counts.get(skuId) ?? 0) + 1 // One SKU may stand twice: bought, and given with it.
    counts.set(skuId, ordinal)
    return decodeLine(item, { ...context, skuId, ordinal })
  })
}

function decodeLine(
  item: ObjectReader,
  { platformOrderId, isDone, skuId, ordinal }: LineContext & { skuId: string; ordinal: number },
): SnapshotLine {
  const quantity = countOf(item, 'itemTotal', QUANTITY_RANGE)
  const listFen = fenOf(item, 'jdPrice') * quantity
  if (listFen > ORDER_FEN_MAX) failField(item.field('jdPrice'), `a line of at most ${ORDER_FEN_MAX} fen`, listFen)
  return {
    platformLineId: `${platformOrderId}:${skuId}:${ordinal}`,
    skuCode: item.optionalIdentifier('outerSkuId'),
    platformSkuId: skuId,
    title: item.text('skuName'),
    quantity,
    cancelledQuantity: isDone ? quantity : 0,
    listFen,
    sellerDiscountFen: 0,
    platformSubsidyFen: 0,
    payableFen: listFen,
  }
}
