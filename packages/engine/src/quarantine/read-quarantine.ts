// The quarantine as people and programs see it: rows by filter, a page at a time, and how many wait for which
// reason. Nothing sealed is in it.

import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { toWireTime, toWireTimeOrNull } from '../database/wire-time.ts'
import { readActions } from './actions.ts'
import type { QuarantineActionView } from './actions.ts'

export interface QuarantineFilter {
  state: 'open' | 'ended'
  /** How the source begins; empty for any. */
  source: string
  code: string | null
  field: string | null
  /** First seen at least this long ago. */
  olderThanSeconds: number
}

export interface QuarantineEntryView {
  id: string
  source: string
  code: string
  field: string | null
  reason: string
  /** The order it is about, where its key could be read. */
  order: { channel: string; shop: string; platformOrderId: string } | null
  /** A command that failed, rather than content that could not be read. */
  isPoison: boolean
  hasCorrection: boolean
  seen: number
  attempts: number
  firstAt: string
  lastAt: string
  end: { as: 'replayed' | 'discarded' | 'superseded'; at: string; by: string } | null
  orderNumbers: string[]
}

export interface QuarantinePageView {
  entries: QuarantineEntryView[]
  next: string | null
}

interface EntryRow {
  id: number
  source: string
  code: string
  field: string | null
  reason: string
  channel: string | null
  shop: string
  platformOrderId: string
  isPoison: boolean
  hasCorrection: boolean
  seen: number
  attempts: number
  firstAt: number
  lastAt: number
  resolvedAs: 'replayed' | 'discarded' | 'superseded' | null
  resolvedAt: number | null
  resolvedBy: string
  orderNumbers: string[]
}

export interface QuarantinePageQuery {
  limit: number
  /** The last page's `next`; null for the newest rows. */
  before: number | null
}

export async function readQuarantine(
  sql: Database,
  filter: QuarantineFilter,
  { limit, before }: QuarantinePageQuery,
): Promise<QuarantinePageView> {
  // One more than asked for tells whether there is a next page.
  const rows = await sql<EntryRow[]>`
    select ${columns(sql)} from quarantine
    where id < ${before ?? Number.MAX_SAFE_INTEGER} and ${matches(sql, filter)}
    order by id desc limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { entries: page.map(toView), next: rows.length > limit && last !== undefined ? String(last.id) : null }
}

/** Null where there is no such row. */
export async function readQuarantineEntry(
  sql: Database,
  id: number,
): Promise<{ entry: QuarantineEntryView; actions: QuarantineActionView[] } | null> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    const [row] = await tx<EntryRow[]>`select ${columns(tx)} from quarantine where id = ${id}`
    return row === undefined ? null : { entry: toView(row), actions: await readActions(tx, id) }
  })
}

export interface QuarantineReasonView {
  code: string
  field: string | null
  count: number
  /** Of those that wait, first seen longest ago. */
  oldestAt: string
}

/** Codes and fields are few; whoever can make more of them must not make the page unreadable. */
const REASONS_MAX = 200

/** What waits, by reason, most first. */
export async function readQuarantineReasons(sql: Database): Promise<QuarantineReasonView[]> {
  const rows = await sql<{ code: string; field: string | null; count: number; oldestAt: number }[]>`
    select code, field, count(*) as count, min(first_at) as "oldestAt"
    from quarantine where resolved_at is null
    group by code, field
    order by count(*) desc, code, field
    limit ${REASONS_MAX}`
  return rows.map(({ oldestAt, ...reason }) => ({ ...reason, oldestAt: toWireTime(oldestAt) }))
}

export function matches(sql: Database | Transaction, filter: QuarantineFilter) {
  const { state, source, code, field, olderThanSeconds } = filter
  return sql`
    (resolved_at is null) = ${state === 'open'} and starts_with(source, ${source})
    and (${code}::text is null or code = ${code}) and (${field}::text is null or field = ${field})
    and first_at <= now() - make_interval(secs => ${olderThanSeconds})`
}

function columns(sql: Database | Transaction) {
  return sql`
    id, source, code, field, reason, channel, shop, platform_order_id as "platformOrderId",
    source like 'command:%' as "isPoison", sealed_correction is not null as "hasCorrection", seen, attempts,
    first_at as "firstAt", last_at as "lastAt", resolved_as as "resolvedAs", resolved_at as "resolvedAt",
    resolved_by as "resolvedBy", to_json(order_numbers) as "orderNumbers"`
}

function toView(row: EntryRow): QuarantineEntryView {
  const { id, channel, shop, platformOrderId, firstAt, lastAt, resolvedAs, resolvedAt, resolvedBy, ...same } = row
  const at = toWireTimeOrNull(resolvedAt)
  return {
    ...same,
    id: String(id),
    order: channel === null ? null : { channel, shop, platformOrderId },
    firstAt: toWireTime(firstAt),
    lastAt: toWireTime(lastAt),
    end: resolvedAs === null || at === null ? null : { as: resolvedAs, at, by: resolvedBy },
  }
}
