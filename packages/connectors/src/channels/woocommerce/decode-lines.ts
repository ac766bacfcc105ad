// The lines of an order. Totals are before tax, whatever the site shows its buyers: tax is added to each line.

import type { SnapshotLine } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { moneyOf, signedMoneyOf } from './decode-money.ts'

const LINES_MAX = 2_000
const QUANTITY_RANGE = { min: 1, max: 100_000 } as const

export interface LineContext {
  /** Nothing of the order is to be shipped any more. */
  isDone: boolean
  /** Units refunded, by line id. */
  refunded: ReadonlyMap<string, number>
}

/** Null where the order came without its lines: an empty list is a thin answer too. */
export function decodeLines(order: ObjectReader, context: LineContext): SnapshotLine[] | null {
  const rows = order.optionalObjects('line_items', LINES_MAX) ?? []
  return rows.length === 0 ? null : rows.map((row) => decodeLine(row, context))
}

function decodeLine(row: ObjectReader, { isDone, refunded }: LineContext): SnapshotLine {
  const platformLineId = row.digits('id')
  const quantity = row.integer('quantity', QUANTITY_RANGE)
  const payableFen = moneyOf(row, 'total') + signedMoneyOf(row, 'total_tax')
  if (payableFen < 0) failField(row.field('total_tax'), 'at most the price back', payableFen)
  // A price that was raised by hand leaves `subtotal` below `total`: then there is no reduction.
  const listFen = Math.max(payableFen, signedMoneyOf(row, 'subtotal') + signedMoneyOf(row, 'subtotal_tax'))
  return {
    platformLineId,
    skuCode: row.optionalIdentifier('sku'),
    platformSkuId: choiceId(row),
    title: row.text('name'),
    quantity,
    cancelledQuantity: isDone ? quantity : Math.min(quantity, refunded.get(platformLineId) ?? 0),
    listFen,
    sellerDiscountFen: listFen - payableFen,
    platformSubsidyFen: 0,
    payableFen,
  }
}

/** 0 stands for none: a simple product has no variation, a deleted product no number. */
function choiceId(row: ObjectReader): string | null {
  return [row.optionalIdentifier('variation_id'), row.optionalIdentifier('product_id')].find(isNamed) ?? null
}

function isNamed(id: string | null): id is string {
  return id !== null && id !== '0'
}
