// How many units of each line were refunded. A refund names the lines it takes back by a hidden member of its own lines,
// and counts them below zero.

import { failField, isObject, ObjectReader } from '../fields.ts'

const REFUNDS_MAX = 100
const LINES_MAX = 2_000
const ITEM_KEY = '_refunded_item_id'
const QUANTITY_RANGE = { min: -100_000, max: 0 } as const

/** By line id. Refunds that the order itself does not name yet came after it, and belong to its next version. */
export function refundedUnits(order: ObjectReader, refunds: unknown): Map<string, number> {
  const named = new Set((order.optionalList('refunds', REFUNDS_MAX) ?? []).map((row) => idOf(row)))
  const units = new Map<string, number>()
  if (!Array.isArray(refunds)) return failField('refunds', 'a list', refunds)
  const known = (refunds as unknown[]).filter((row) => named.has(idOf(row)))
  if (known.length < named.size) failField('refunds', 'each refund the order names', known.length)
  for (const row of known) {
    const refund = new ObjectReader(row, 'refunds')
    for (const line of refund.optionalList('line_items', LINES_MAX) ?? [])
      addLine(units, new ObjectReader(line, 'refunds.line_items'))
  }
  return units
}

function idOf(row: unknown): string {
  return new ObjectReader(row, 'refunds').digits('id')
}

function addLine(units: Map<string, number>, line: ObjectReader): void {
  const quantity = -line.integer('quantity', QUANTITY_RANGE)
  if (quantity === 0) return // Money alone.
  const meta = (line.optionalList('meta_data', LINES_MAX) ?? []).find(
    (each) => isObject(each) && each['key'] === ITEM_KEY,
  )
  const lineId = isObject(meta) ? String(meta['value']) : ''
  if (!/^\d{1,20}$/.test(lineId)) failField(line.field('meta_data'), `the line it takes back as ${ITEM_KEY}`, meta)
  units.set(lineId, (units.get(lineId) ?? 0) + quantity)
}
