// Rows of the list as text for a spreadsheet.

import type { StockSummary } from '@tidegate/contract'
import { stringify } from 'csv-stringify/browser/esm/sync'

export const FILE_FIELDS = [
  'sku',
  'name',
  'available',
  'reserved',
  'allocated',
  'safety',
  'unavailable',
  'onHand',
  'short',
  'waitingUnits',
  'waitingOrders',
] as const
export type FileField = (typeof FILE_FIELDS)[number]

/** With a byte order mark, or Excel takes it for GBK; a name that begins like a formula stays text. */
export function toCsv(skus: readonly StockSummary[], titles: Readonly<Record<FileField, string>>): string {
  return stringify(skus.map(toRow), {
    bom: true,
    header: true,
    columns: FILE_FIELDS.map((key) => ({ key, header: titles[key] })),
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}

/** Of the location where one was asked for; what is reserved rests on the pool. */
function toRow({ sku, name, pool, level, waiting }: StockSummary): Record<FileField, string | number> {
  const { available, allocated, safety, unavailable, onHand, short } = level ?? pool
  return {
    sku,
    name,
    available,
    reserved: pool.reserved,
    allocated,
    safety,
    unavailable,
    onHand,
    short,
    waitingUnits: waiting.units,
    waitingOrders: waiting.orders,
  }
}
