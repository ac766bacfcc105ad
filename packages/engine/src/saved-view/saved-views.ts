// Views of a list as one person keeps them. Nobody sees or changes another's: every statement names the user.

import type { Database } from '../database/connect.ts'

/** A list whose narrowings can be kept. */
type ViewedList = 'orders'

export interface SavedView {
  id: string
  name: string
  /** The console's own address of the list, after the `?`. */
  query: string
}

interface Owner {
  userId: number
  list: ViewedList
}

/** More are no longer found by looking. */
const VIEWS_MAX = 50

export async function readSavedViews(sql: Database, { userId, list }: Owner): Promise<SavedView[]> {
  const rows = await sql<{ id: number; name: string; query: string }[]>`
    select id, name, query from saved_views where user_id = ${userId} and list = ${list} order by id`
  return rows.map((row) => ({ ...row, id: String(row.id) }))
}

/** Under a name that is there already it replaces that view. Null where the person has as many as may be. */
export async function saveView(
  sql: Database,
  { userId, list }: Owner,
  { name, query }: { name: string; query: string },
): Promise<SavedView | null> {
  const [row] = await sql<{ id: number }[]>`
    insert into saved_views (user_id, list, name, query)
    select ${userId}::int4, ${list}, ${name}, ${query}
    where (select count(*) from saved_views where user_id = ${userId} and list = ${list} and name <> ${name}) < ${VIEWS_MAX}
    on conflict on constraint saved_views_name_unique do update set query = excluded.query
    returning id`
  return row === undefined ? null : { id: String(row.id), name, query }
}

export type RenameOutcome = 'renamed' | 'name_taken' | 'view_unknown'

export async function renameView(
  sql: Database,
  { userId, id }: { userId: number; id: number },
  name: string,
): Promise<RenameOutcome> {
  return sql.begin(async (tx) => {
    const [own] = await tx<{ list: ViewedList }[]>`
      select list from saved_views where id = ${id} and user_id = ${userId} for update`
    if (own === undefined) return 'view_unknown'
    const [other] = await tx`
      select from saved_views where user_id = ${userId} and list = ${own.list} and name = ${name} and id <> ${id}`
    if (other !== undefined) return 'name_taken'
    await tx`update saved_views set name = ${name} where id = ${id}`
    return 'renamed'
  })
}

/** False where the person has no such view. */
export async function deleteView(sql: Database, { userId, id }: { userId: number; id: number }): Promise<boolean> {
  const gone = await sql`delete from saved_views where id = ${id} and user_id = ${userId}`
  return gone.count > 0
}
