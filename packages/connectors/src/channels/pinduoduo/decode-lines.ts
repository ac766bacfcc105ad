// The lines of an order: what was bought, and gifts that go with it. Lines have no id of their own.

import type { SnapshotLine } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { fenOf, ORDER_FEN_MAX } from './decode-money.ts'

const LINES_MAX = 500 // The platform splits carts into orders of one SKU; a longer list is quarantined.
const QUANTITY_RANGE = { min: 1, max: 100_000 } as const

interface LineContext {
  platformOrderId: string
  /** Nothing of the order is to be shipped any more. */
  isDone: boolean
}

/** Null where the order came without its lines: an empty list is a thin answer too. */
export function decodeLines(order: ObjectReader, context: LineContext): SnapshotLine[] | null {
  const items = order.optionalObjects('item_list', LINES_MAX) ?? []
  if (items.length === 0) return null
  const gifts = order.optionalObjects('gift_list', LINES_MAX) ?? []
  const counts = new Map<string, number>()
  const toLine = (row: ObjectReader, isGift: boolean): SnapshotLine => {
    const line = decodeLine(row, isGift, context)
    const ordinal = (counts.get(line.platformLineId) ?? 0) + 1
    counts.set(line.platformLineId, ordinal)
    return { ...line, platformLineId: `${line.platformLineId}:${ordinal}` }
  }
  return [
    ...items.map((row) => toLine(row, false)),
    // [A] A gift of the listing travels with the order and is the seller's to ship.
    ...gifts.map((row) => toLine(row, true)),
  ]
}

function decodeLine(row: ObjectReader, isGift: boolean, { platformOrderId, isDone }: LineContext): SnapshotLine {
  const quantity = row.integer('goods_count', QUANTITY_RANGE)
  const listFen = isGift ? 0 : fenOf(row, 'goods_price') * quantity
  if (listFen > ORDER_FEN_MAX) failField(row.field('goods_price'), `a line of at most ${ORDER_FEN_MAX} fen`, listFen)
  const goodsId = row.optionalIdentifier('goods_id') ?? failField(row.field('goods_id'), 'an id', undefined)
  const platformSkuId = row.optionalIdentifier('sku_id')
  return {
    platformLineId: `${platformOrderId}:${isGift ? 'gift:' : ''}${platformSkuId ?? goodsId}`,
    skuCode: row.optionalIdentifier('outer_id') ?? row.optionalIdentifier('outer_goods_id'),
    platformSkuId: platformSkuId ?? goodsId,
    title: [row.text('goods_name'), row.text('goods_spec')].filter((text) => text !== '').join(' '),
    quantity,
    cancelledQuantity: isDone ? quantity : 0,
    listFen,
    sellerDiscountFen: 0,
    platformSubsidyFen: 0,
    payableFen: listFen,
  }
}
