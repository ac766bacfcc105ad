// Windows in UNIX seconds and pages from 1, at most 100 rows, with a total or with has_next.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { Parameters } from './method.ts'
import { parameterError } from './pdd-error.ts'
import type { PddRefusal } from './pdd-error.ts'

export interface WindowRule {
  from: string
  to: string
  spanMaxMs: number
  /** How far before now the window must end. */
  behindMs: number
}

export type PddWindow = { ok: true; fromMs: number; toMs: number } | { ok: false; refusal: PddRefusal }

/** [A] Each breach is 10001. The end counts as a whole second, or not at all where the fault says so. */
export function readWindow(parameters: Parameters, rule: WindowRule, market: Marketplace): PddWindow {
  const [fromMs, toMs] = [rule.from, rule.to].map((name) => secondsOf(parameters.get(name)))
  if (fromMs === undefined || fromMs === null) return { ok: false, refusal: parameterError(rule.from) }
  const isFit = toMs !== undefined && toMs !== null && toMs >= fromMs && toMs - fromMs <= rule.spanMaxMs
  if (!isFit || toMs > market.now() - rule.behindMs) return { ok: false, refusal: parameterError(rule.to) }
  return { ok: true, fromMs, toMs: market.faults.endExclusive ? toMs - 1 : toMs + 999 }
}

function secondsOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{9,11}$/.test(text) ? Number(text) * 1_000 : null
}

const PAGE_SIZE_MAX = 100

export type PddPage =
  | { ok: true; rows: Record<string, unknown>[]; count: Record<string, unknown> }
  | { ok: false; refusal: PddRefusal }

export function toPage<T>(
  parameters: Parameters,
  { rows, toRow }: { rows: readonly T[]; toRow: (row: T) => Record<string, unknown> },
  { faults }: Marketplace,
): PddPage {
  const page = countOf(parameters.get('page') ?? '1')
  const pageSize = countOf(parameters.get('page_size') ?? String(PAGE_SIZE_MAX))
  if (page === null) return { ok: false, refusal: parameterError('page') }
  if (pageSize === null || pageSize > PAGE_SIZE_MAX) return { ok: false, refusal: parameterError('page_size') }
  const last = Math.max(1, Math.ceil(rows.length / pageSize))
  const start = ((faults.repeatLastPage && page > 1 ? last : page) - 1) * pageSize
  const count =
    parameters.get('use_has_next') === 'true'
      ? { has_next: faults.repeatLastPage || start + pageSize < rows.length }
      : { total_count: Math.max(0, rows.length + faults.totalError) }
  return { ok: true, count, rows: rows.slice(start, start + pageSize).map(toRow) }
}

function countOf(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}
