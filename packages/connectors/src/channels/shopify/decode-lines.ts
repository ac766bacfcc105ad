// The lines of an order. What is left to ship of one: units not removed and not shipped; nothing of what is never
// shipped (gift cards, downloads).

import type { SnapshotLine } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { amountOf, sumOfParts, taxOnTop } from './decode-money.ts'
import { idOfGid, readGid } from './global-id.ts'
import { LINES_PAGE_SIZE } from './order-query.ts'

const QUANTITY_RANGE = { min: 1, max: 100_000 } as const
const LEFT_RANGE = { min: 0, max: 100_000 } as const

/** Null where the order came without its lines: an empty list is a thin answer too. */
export function decodeLines(pages: readonly ObjectReader[], isClosed: boolean): SnapshotLine[] | null {
  const lines = pages.flatMap((order) => {
    const rows = order.object('lineItems').optionalObjects('nodes', LINES_PAGE_SIZE) ?? []
    return rows.map((row) => decodeLine(order, row, isClosed))
  })
  return lines.length === 0 ? null : lines
}

function decodeLine(order: ObjectReader, row: ObjectReader, isClosed: boolean): SnapshotLine {
  const quantity = row.integer('quantity', QUANTITY_RANGE)
  // Tax on top is part of what the line costs, reduced or not.
  const listFen = amountOf(row, 'originalTotalSet') + taxOnTop(order, row)
  // Reductions of the whole order arrive here too, as each line's share.
  const discountFen = sumOfParts(row, { list: 'discountAllocations', amount: 'allocatedAmountSet' })
  if (discountFen > listFen) failField(row.field('discountAllocations'), 'at most the price', discountFen)
  const variant = row.optionalObject('variant')
  return {
    platformLineId: readGid(row, 'LineItem'),
    skuCode: row.optionalIdentifier('sku'),
    // A line of a deleted variant, or one made by hand, has none.
    platformSkuId: variant === null ? null : idOfGid('ProductVariant', variant.value('id')),
    title: [row.text('title'), row.text('variantTitle')].filter((text) => text !== '').join(' '),
    quantity,
    cancelledQuantity: quantity - (isClosed ? 0 : leftToShip(row, quantity)),
    listFen,
    sellerDiscountFen: discountFen,
    platformSubsidyFen: 0,
    payableFen: listFen - discountFen,
  }
}

/** Removed by an edit or a refund, or shipped: neither count alone tells both. */
function leftToShip(row: ObjectReader, quantity: number): number {
  const isShipped = row.boolean('requiresShipping')
  const current = row.integer('currentQuantity', LEFT_RANGE)
  const unfulfilled = row.integer('unfulfilledQuantity', LEFT_RANGE)
  return isShipped ? Math.min(quantity, current, unfulfilled) : 0
}
