// Whose turn an import is. It is held by one process at a time, by a lease on the database's clock, so that a
// process that dies leaves its work to the next.

import type { ImportPlan } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { ImportContext, Imports } from './import-store.ts'

type TurnStore = Pick<Imports, 'start' | 'cancel' | 'begin' | 'take' | 'tidy'>

/** A step takes a second or so; after a minute of silence the process that took it is taken for dead. */
export const LEASE = '60 seconds'
/** A file that was uploaded and not used, or refused and not mended, is kept as long as somebody may come back to it. */
const CONTENT_KEPT = '7 days'

export function turnsOf({ sql, ids }: ImportContext): TurnStore {
  return {
    async start(id, plan) {
      return sql.begin(async (tx) => {
        const { count } = await tx`
          update imports
          set state = 'queued', plan = ${JSON.stringify(plan)}::text::jsonb, rows_total = null, rows_checked = 0, imported = 0,
            unchanged = 0, quarantined = 0, refused = 0, failure = null, started_at = null, ended_at = null,
            lease_holder = null, lease_expires_at = null
          where id = ${id} and content_kept and received_bytes = bytes and state in ('ready', 'refused', 'failed', 'cancelled')`
        if (count > 0) await tx`delete from import_results where import_id = ${id}`
        return count > 0
      })
    },
    async cancel(id) {
      const { count } = await sql`
        update imports set state = 'cancelled', ended_at = now(), lease_holder = null
        where id = ${id} and state not in ('done', 'refused', 'cancelled', 'failed')`
      return count > 0
    },
    async begin({ fileName, plan, actor, holder }) {
      const id = (await ids.take(1))()
      await sql`
        insert into imports (id, file_name, state, plan, created_by, started_at, lease_holder, lease_expires_at)
        values (${id}, ${fileName}, 'checking', ${JSON.stringify(plan)}::text::jsonb, ${actor}, now(), ${holder},
          clock_timestamp() + ${LEASE}::interval)`
      return { id, holder }
    },
    async take(holder) {
      const [row] = await sql<{ id: number; plan: ImportPlan; fileName: string }[]>`
        update imports
        set state = 'checking', rows_checked = 0, started_at = coalesce(started_at, now()), lease_holder = ${holder},
          lease_expires_at = clock_timestamp() + ${LEASE}::interval
        where id = (
          select id from imports
          where content_kept
            and (state = 'queued' or (state in ('checking', 'recording') and lease_expires_at < clock_timestamp()))
          order by id limit 1 for no key update skip locked
        )
        returning id, plan, file_name as "fileName"`
      return row === undefined ? null : { ...row, holder }
    },
    tidy: () => tidy(sql),
  }
}

async function tidy(sql: Database): Promise<void> {
  await sql`
    update imports
    set state = 'failed', failure = 'the process that read the file has ended; import it again', ended_at = now(),
      lease_holder = null
    where not content_kept and state in ('checking', 'recording') and lease_expires_at < clock_timestamp()`
  await sql.begin(async (tx) => {
    const rows = await tx<{ id: number }[]>`
      update imports set content_kept = false, state = case when ended_at is null then 'cancelled' else state end,
        ended_at = coalesce(ended_at, now())
      where content_kept and (state = 'done' or (state = 'cancelled' and received_bytes < bytes)
        or (state not in ('queued', 'checking', 'recording') and created_at < now() - ${CONTENT_KEPT}::interval))
      returning id`
    if (rows.length > 0)
      await tx`delete from import_chunks where import_id = any(${`{${rows.map(({ id }) => id).join(',')}}`}::int8[])`
  })
}
