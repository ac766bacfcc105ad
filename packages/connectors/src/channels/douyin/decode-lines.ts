// The lines of an order: each is an order of its own to the platform, with an id, a state and an after-sale case.

import type { Fen, SnapshotLine } from '@tidegate/domain'
import type { ObjectReader } from '../fields.ts'
import { fenOf, optionalFenOf } from './decode-money.ts'
import { CANCELLED, COMPLETED, ORDER_STATUSES, SHIPPED } from './statuses.ts'

const QUANTITY_RANGE = { min: 1, max: 100_000 } as const
const COUNT_RANGE = { min: 0, max: 100_000 } as const
const PARCELS_MAX = 500
const SPECS_MAX = 20
const NO_CODE = '0' // What stands for "the seller set none".

/** Nothing of such a line is to be shipped any more. */
const DONE: ReadonlySet<number> = new Set([SHIPPED, CANCELLED, COMPLETED])

/** `payable`: what each line contributes, by position. */
export function decodeLines(
  order: ObjectReader,
  rows: readonly ObjectReader[],
  payable: readonly Fen[],
): SnapshotLine[] {
  const shipped = shippedUnits(order)
  return rows.map((row, index) => decodeLine(row, { shipped, payableFen: payable[index]! }))
}

function decodeLine(
  row: ObjectReader,
  { shipped, payableFen }: { shipped: ReadonlyMap<string, number>; payableFen: Fen },
): SnapshotLine {
  const platformLineId = row.digits('order_id')
  const quantity = row.integer('item_num', QUANTITY_RANGE)
  const isDone = DONE.has(row.code('order_status', ORDER_STATUSES))
  const listFen = optionalFenOf(row, 'sum_amount') || fenOf(row, 'origin_amount') * quantity
  const reducedFen = Math.max(0, listFen - payableFen)
  const sellerFen = Math.min(reducedFen, optionalFenOf(row, 'promotion_shop_amount'))
  const isSplit = row.has('promotion_shop_amount')
  return {
    platformLineId,
    skuCode: sellerCode(row, 'code') ?? sellerCode(row, 'out_sku_id'),
    platformSkuId: row.digits('sku_id'),
    title: [row.text('product_name'), ...specsOf(row)].filter((text) => text !== '').join(' '),
    quantity,
    cancelledQuantity: isDone ? quantity : Math.min(quantity, shipped.get(platformLineId) ?? 0),
    listFen,
    // Without its parts the whole reduction counts as the seller's.
    sellerDiscountFen: isSplit ? sellerFen : reducedFen,
    platformSubsidyFen: isSplit ? reducedFen - sellerFen : 0,
    payableFen,
  }
}

function sellerCode(row: ObjectReader, name: string): string | null {
  const code = row.optionalIdentifier(name)
  return code === NO_CODE ? null : code
}

function specsOf(row: ObjectReader): string[] {
  return (row.optionalObjects('spec', SPECS_MAX) ?? []).map((spec) => spec.text('value'))
}

/** By line: units in parcels that left. */
function shippedUnits(order: ObjectReader): Map<string, number> {
  const units = new Map<string, number>()
  for (const { lines } of parcelsOf(order)) {
    for (const { platformLineId, quantity } of lines) {
      units.set(platformLineId, (units.get(platformLineId) ?? 0) + quantity)
    }
  }
  return units
}

/** The parcels of an order and what is in each. */
export function parcelsOf(
  order: ObjectReader,
): { parcel: ObjectReader; lines: { platformLineId: string; quantity: number }[] }[] {
  return (order.optionalObjects('logistics_info', PARCELS_MAX) ?? []).map((parcel) => ({
    parcel,
    lines: (parcel.optionalObjects('product_info', PARCELS_MAX) ?? []).map((line) => ({
      platformLineId: line.digits('sku_order_id'),
      quantity: line.integer('product_count', COUNT_RANGE),
    })),
  }))
}
