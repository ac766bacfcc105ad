// The lines of an order, and which of them are on their way.

import type { SnapshotLine } from '@tidegate/domain'
import { failField, isObject, ObjectReader } from '../fields.ts'
import { parseLossless } from '../json.ts'
import { AMOUNT_RANGE, ORDER_FEN_MAX } from './decode-money.ts'

const LINES_MAX = 2_000
const QUANTITY_RANGE = { min: 1, max: 100_000 } as const
const SENT = 1

/** Null where the order came without its lines: an empty list is a thin answer too. */
export function decodeLines(data: ObjectReader, isDone: boolean): SnapshotLine[] | null {
  const rows = data.object('full_order_info').optionalObjects('orders', LINES_MAX) ?? []
  if (rows.length === 0) return null
  const sent = sentLines(data)
  return rows.map((row) => {
    const line = decodeLine(row)
    return isDone || sent.has(line.platformLineId) ? { ...line, cancelledQuantity: line.quantity } : line
  })
}

function decodeLine(row: ObjectReader): SnapshotLine {
  const quantity = row.integer('num', QUANTITY_RANGE)
  const listFen = row.fen('price', AMOUNT_RANGE) * quantity
  if (listFen > ORDER_FEN_MAX) failField(row.field('price'), `a line of at most ${ORDER_FEN_MAX} fen`, listFen)
  const payableFen = row.fen('payment', AMOUNT_RANGE)
  const itemId = row.optionalIdentifier('item_id')
  const skuId = row.optionalIdentifier('sku_id')
  return {
    platformLineId: row.digits('oid'),
    skuCode: row.optionalIdentifier('outer_sku_id') ?? row.optionalIdentifier('outer_item_id'),
    platformSkuId: skuId === null || skuId === '0' ? itemId : skuId,
    title: [row.text('title'), propertiesOf(row)].filter((text) => text !== '').join(' '),
    quantity,
    cancelledQuantity: 0,
    listFen,
    sellerDiscountFen: Math.max(0, listFen - payableFen),
    platformSubsidyFen: 0,
    payableFen,
  }
}

/** JSON within JSON: `[{"k":"颜色","v":"黑色"}]`. For display only, so what cannot be read is left out. */
function propertiesOf(row: ObjectReader): string {
  const parsed = parseLossless(row.text('sku_properties_name'))
  if (!parsed.ok || !Array.isArray(parsed.value)) return ''
  const values = parsed.value.map((each) => (isObject(each) && typeof each['v'] === 'string' ? each['v'] : ''))
  return values.filter((value) => value !== '').join(' ')
}

function sentLines(data: ObjectReader): Set<string> {
  const rows = data.optionalObjects('delivery_order', LINES_MAX) ?? []
  return new Set(rows.filter((row) => row.value('express_state') === SENT).flatMap(lineIdsOf))
}

/** `oids` holds objects, or the ids themselves. */
export function lineIdsOf(row: ObjectReader): string[] {
  return (row.optionalList('oids', LINES_MAX) ?? []).map((each) =>
    new ObjectReader(isObject(each) ? each : { oid: each }, row.field('oids')).digits('oid'),
  )
}
