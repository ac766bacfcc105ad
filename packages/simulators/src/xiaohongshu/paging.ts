// Pages by number, newest first, each with the total.

import { wholeOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { XhsBody } from './method.ts'

export interface Page<T> {
  rows: T[]
  total: number
  pageNo: number
  pageSize: number
  maxPageNo: number
}

export interface PageRule {
  pageNoMax: number
  pageSizeDefault: number
  /** Page number times page size; null where only the number is limited. */
  reachMax: number | null
}

const PAGE_SIZE_MAX = 100

/** Null where the page asked for is beyond what the platform shows. */
export function toPage<T>(
  all: readonly T[],
  { body, rule, market }: { body: XhsBody; rule: PageRule; market: Marketplace },
): Page<T> | null {
  const has = (name: string): boolean => body[name] !== undefined
  const pageNo = has('pageNo') ? wholeOf(body, 'pageNo', { min: 1, max: rule.pageNoMax }) : 1
  const pageSize = has('pageSize') ? wholeOf(body, 'pageSize', { min: 1, max: PAGE_SIZE_MAX }) : rule.pageSizeDefault
  if (pageNo === null || pageSize === null) return null
  if (rule.reachMax !== null && pageNo * pageSize > rule.reachMax) return null
  const { totalError, repeatLastPage } = market.faults
  const lastStart = Math.max(0, Math.ceil(all.length / pageSize) - 1) * pageSize
  const start = repeatLastPage && pageNo > 1 ? lastStart : (pageNo - 1) * pageSize
  const total = Math.max(0, all.length + totalError)
  return { rows: all.slice(start, start + pageSize), total, pageNo, pageSize, maxPageNo: Math.ceil(total / pageSize) }
}
