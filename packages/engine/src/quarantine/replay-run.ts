// Replaying all that a filter matches, in the background: one run of a merchant at a time, bounded, its progress a
// row that any process can read. A run whose process died is ended by whoever wants the next.

import type { Database, Transaction } from '../database/connect.ts'
import { toWireTime, toWireTimeOrNull } from '../database/wire-time.ts'
import type { QuarantineContext } from './quarantine.ts'
import { matches } from './read-quarantine.ts'
import type { QuarantineFilter } from './read-quarantine.ts'

/** A few minutes of work. What is beyond is replayed by the next run, after somebody has seen how this one went. */
const RUN_ENTRIES_MAX = 10_000
/** A run tells its progress every second or so; one that was silent this long has no process any more. */
const SILENT_SECONDS_MAX = 60

export interface ReplayRunView {
  id: string
  startedBy: string
  startedAt: string
  /** Null while it goes on. */
  endedAt: string | null
  /** Rows to replay, rows that ended, rows that failed again. */
  total: number
  replayed: number
  failed: number
}

interface RunRow {
  id: number
  startedBy: string
  startedAt: number
  endedAt: number | null
  total: number
  replayed: number
  failed: number
}

/** The new run; null where one is under way. */
export async function startReplayRun(
  { sql, ids }: QuarantineContext,
  { actor, filter }: { actor: string; filter: QuarantineFilter },
): Promise<ReplayRunView | null> {
  const id = (await ids.take(1))()
  return sql.begin(async (tx) => {
    await tx`
      update replay_runs set ended_at = clock_timestamp()
      where ended_at is null and seen_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS_MAX})`
    const [row] = await tx<RunRow[]>`
      insert into replay_runs (id, started_by, filter, total)
      select ${id}, ${actor}, ${JSON.stringify(filter)}::text::json, count(*)
      from (select 1 from quarantine where ${matches(tx, filter)} limit ${RUN_ENTRIES_MAX}) as matching
      on conflict ((true)) where ended_at is null do nothing
      returning ${columns(tx)}`
    return row === undefined ? null : toView(row)
  })
}

/** The newest run; null where there never was one. */
export async function readReplayRun(sql: Database): Promise<ReplayRunView | null> {
  const [row] = await sql<RunRow[]>`
    select ${columns(sql)} from replay_runs order by started_at desc, id desc limit 1`
  return row === undefined ? null : toView(row)
}

/** Ids of rows a filter matches, oldest first. */
export async function readMatchingIds(
  sql: Database,
  filter: QuarantineFilter,
  { after, limit }: { after: number; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from quarantine where id > ${after} and ${matches(sql, filter)} order by id limit ${limit}`
  return rows.map(({ id }) => id)
}

export async function countReplays(
  { sql }: QuarantineContext,
  runId: string,
  { replayed, failed }: { replayed: number; failed: number },
): Promise<void> {
  await sql`
    update replay_runs
    set replayed = replayed + ${replayed}, failed = failed + ${failed}, seen_at = clock_timestamp()
    where id = ${Number(runId)} and ended_at is null`
}

export async function endReplayRun({ sql }: QuarantineContext, runId: string): Promise<void> {
  await sql`update replay_runs set ended_at = clock_timestamp() where id = ${Number(runId)} and ended_at is null`
}

function columns(sql: Database | Transaction) {
  return sql`
    id, started_by as "startedBy", started_at as "startedAt", ended_at as "endedAt", total, replayed, failed`
}

function toView({ id, startedAt, endedAt, ...run }: RunRow): ReplayRunView {
  return { ...run, id: String(id), startedAt: toWireTime(startedAt), endedAt: toWireTimeOrNull(endedAt) }
}
