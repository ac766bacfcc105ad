// The list as a file for a spreadsheet: all pages of what is filtered, read one after the other by code, so that no
// SKU is missed while stock moves.

import type { StockSummary } from '@tidegate/contract'
import { askStock } from '../../api/stock.ts'
import type { StockAsked } from '../../api/stock.ts'
import { toCsv } from './stock-csv.ts'
import type { FileField } from './stock-csv.ts'

const PAGE_SKUS = 500
/** More than a spreadsheet is fun with; about 5 MB, and 100 requests. */
const FILE_SKUS_MAX = 50_000

interface StockFile {
  blob: Blob
  skus: number
  /** False where there are more SKUs than a file takes. */
  isWhole: boolean
}

export async function readStockFile(
  filters: StockAsked,
  titles: Readonly<Record<FileField, string>>,
): Promise<StockFile> {
  const skus: StockSummary[] = []
  let after: string | null = ''
  while (after !== null && skus.length < FILE_SKUS_MAX) {
    // In order, not side by side: each page says where the next begins.
    const page: Awaited<ReturnType<typeof askStock>> = await askStock({
      ...filters,
      order: 'code',
      descending: false,
      limit: PAGE_SKUS,
      ...(after === '' ? {} : { after }),
    })
    skus.push(...page.skus)
    after = page.next
  }
  const blob = new Blob([toCsv(skus, titles)], { type: 'text/csv;charset=utf-8' })
  return { blob, skus: skus.length, isWhole: after === null }
}
