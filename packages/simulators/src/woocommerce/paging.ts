// Pages from 1, at most 100 rows, their totals in headers; `_fields` leaves members out.

import type { Marketplace } from '../marketplace/marketplace.ts'
import { invalidParameter, refuse } from './woo-error.ts'
import type { WooResult } from './woo-error.ts'

export type Query = Readonly<Record<string, string | undefined>>

/** As PHP reads a query: the last of a name that comes twice; "status[]" and "status[0]" are members of one list. */
export function readQuery(url: string): Query {
  const query: Record<string, string> = {}
  for (const [name, value] of new URL(url, 'http://site').searchParams) {
    const list = /^(\w+)\[\d*\]$/.exec(name)?.[1]
    if (list === undefined) query[name] = value
    else query[list] = query[list] === undefined ? value : `${query[list]},${value}`
  }
  return query
}

const PER_PAGE = { min: 1, max: 100, standard: 10 } as const

export function toPage<T>(
  rows: readonly T[],
  query: Query,
  { toRow, faults }: { toRow: (row: T) => Record<string, unknown>; faults: Marketplace['faults'] },
): WooResult {
  const perPage = countOf(query['per_page'], PER_PAGE.standard)
  if (perPage === null || perPage > PER_PAGE.max) {
    return refuse(invalidParameter('per_page', 'per_page must be between 1 (inclusive) and 100 (inclusive)'))
  }
  const page = countOf(query['page'], 1)
  if (page === null) return refuse(invalidParameter('page', 'page must be greater than or equal to 1'))
  const total = Math.max(0, rows.length + faults.totalError)
  const last = Math.max(1, Math.ceil(rows.length / perPage))
  const start = ((faults.repeatLastPage && page > 1 ? last : page) - 1) * perPage
  return {
    ok: true,
    headers: { 'x-wp-total': String(total), 'x-wp-totalpages': String(Math.ceil(total / perPage)) },
    body: rows.slice(start, start + perPage).map((row) => pickFields(toRow(row), query)),
  }
}

export function pickFields(row: Record<string, unknown>, query: Query): Record<string, unknown> {
  const wanted = query['_fields']
  if (wanted === undefined || wanted === '') return row
  const names = new Set(wanted.split(','))
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)))
}

function countOf(text: string | undefined, standard: number): number | null {
  if (text === undefined) return standard
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null
}
