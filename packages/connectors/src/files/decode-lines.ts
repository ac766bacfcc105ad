// The lines of an order to be shipped, one row each.

import type { RepeatedLinePolicy, SnapshotLine } from '@tidegate/domain'
import type { RowReader } from './read-fields.ts'

const LINES_MAX = 2_000
const TITLE_CHARACTERS_MAX = 200

export function readLines(readers: readonly RowReader[], repeated: RepeatedLinePolicy): SnapshotLine[] {
  const lines = new Map<string, SnapshotLine>()
  const seen = new Map<string, RowReader>()
  for (const reader of readers) {
    if (lines.size >= LINES_MAX) reader.failRow('too_many_lines', `at most ${LINES_MAX} lines to an order`)
    const line = readLine(reader)
    const same = sameLine(line)
    const first = seen.get(same)
    if (first !== undefined && repeated === 'set_aside') {
      reader.failRow('repeated_line', `a line other than row ${first.row}`)
    }
    seen.set(same, reader)
    if (first !== undefined && repeated === 'count_once') continue
    const platformLineId = line.platformLineId === '' ? `#${lines.size + 1}` : line.platformLineId
    // Lines are told apart by their id: of two with one id the first would be lost.
    if (lines.has(platformLineId)) reader.fail('line_id', 'repeated_line', 'an id no other line has')
    lines.set(platformLineId, { ...line, platformLineId })
  }
  return [...lines.values()]
}

function readLine(reader: RowReader): SnapshotLine {
  const quantity = reader.quantity('quantity')
  const unitFen = reader.optionalFen('unit_price')
  const payableFen = reader.optionalFen('line_payable') ?? (unitFen ?? 0) * quantity
  const listFen = Math.max(payableFen, (unitFen ?? 0) * quantity)
  return {
    platformLineId: reader.optionalId('line_id') ?? '',
    skuCode: reader.id('sku_code'),
    platformSkuId: null,
    title: reader.text('title', TITLE_CHARACTERS_MAX),
    quantity,
    cancelledQuantity: 0,
    listFen,
    sellerDiscountFen: listFen - payableFen,
    platformSubsidyFen: 0,
    payableFen,
  }
}

/** Nobody can tell whether two rows that say the same are two lines or one written twice. */
function sameLine({ platformLineId, skuCode, quantity, payableFen }: SnapshotLine): string {
  return platformLineId === '' ? JSON.stringify([skuCode, quantity, payableFen]) : JSON.stringify([platformLineId])
}
