// Pages of a listing: from page 1, at most 100 rows, with a total or with has_next.

import type { Faults } from '../marketplace/faults.ts'
import { invalidArgument } from './top-error.ts'
import type { TopRefusal, TopResult } from './top-error.ts'

export interface Paging {
  pageNumber: number
  pageSize: number
  useHasNext: boolean
}

const PAGE_SIZE_DEFAULT = 40
const PAGE_SIZE_MAX = 100

export function readPaging(form: ReadonlyMap<string, string>, pageSizeMax = PAGE_SIZE_MAX): Paging | TopRefusal {
  const pageNumber = readCount(form.get('page_no'), 1)
  const pageSize = readCount(form.get('page_size'), PAGE_SIZE_DEFAULT)
  if (pageNumber === null) return invalidArgument('page_no')
  if (pageSize === null || pageSize > pageSizeMax) return invalidArgument('page_size')
  return { pageNumber, pageSize, useHasNext: form.get('use_has_next') === 'true' }
}

function readCount(text: string | undefined, fallback: number): number | null {
  if (text === undefined || text === '') return fallback
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}

export interface ListingRequest<T> {
  rows: T[]
  toRow: (row: T) => Record<string, unknown>
  paging: Paging
  faults: Faults
  envelope: string
  names: readonly [wrapper: string, row: string]
}

export function toListing<T>({ rows, toRow, paging, faults, envelope, names }: ListingRequest<T>): TopResult {
  const lastPage = Math.max(1, Math.ceil(rows.length / paging.pageSize))
  const pageNumber = faults.repeatLastPage && paging.pageNumber > 1 ? lastPage : paging.pageNumber
  const start = (pageNumber - 1) * paging.pageSize
  const page = rows.slice(start, start + paging.pageSize).map(toRow)
  const count = paging.useHasNext
    ? { has_next: faults.repeatLastPage || start + paging.pageSize < rows.length }
    : { total_results: Math.max(0, rows.length + faults.totalError) }
  // An empty page has no wrapper at all [A].
  const wrapper = page.length === 0 ? {} : { [names[0]]: { [names[1]]: page } }
  return { ok: true, body: { [envelope]: { ...count, ...wrapper } } }
}
