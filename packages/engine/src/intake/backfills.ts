// Stretches of the past that a person asked to have read again. They go window by window beside the live feed, and
// where a process stops, the next one goes on from `position`.

import type { Instant, ShopKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'
import type { IdSource } from '../database/ids.ts'

type BackfillState = 'running' | 'done' | 'stopped'

export interface Backfill {
  id: number
  from: Instant
  to: Instant
  /** Read up to here. */
  position: Instant
  orders: number
  state: BackfillState
  askedBy: string
  lastError: string | null
}

export interface Backfills {
  ask(shop: ShopKey, request: { from: Instant; to: Instant; by: string }): Promise<Backfill | null>
  stop(shop: ShopKey, id: number): Promise<boolean>
  /** The oldest that runs, or null. */
  next(shop: ShopKey): Promise<Backfill | null>
  moved(id: number, progress: { position: Instant; orders: number }): Promise<void>
  failed(id: number, error: string): Promise<void>
  list(shop: ShopKey, limit: number): Promise<Backfill[]>
}

export function backfills(sql: Database, ids: IdSource): Backfills {
  const columns = sql`id, range_from as "from", range_to as "to", position, orders, state, asked_by as "askedBy", last_error as "lastError"`
  const shopId = ({ channel, shop }: ShopKey) =>
    sql`(select id from shops where channel = ${channel} and code = ${shop})`
  return {
    async ask(shop, { from, to, by }) {
      const id = (await ids.take(1))()
      const [fromText, toText] = [toWireTime(from), toWireTime(to)]
      const [row] = await sql<Backfill[]>`
        insert into backfills (id, shop_id, range_from, range_to, position, asked_by)
        select ${id}, s.id, ${fromText}::timestamptz, ${toText}::timestamptz, ${fromText}::timestamptz, ${by}
        from shops s where s.channel = ${shop.channel} and s.code = ${shop.shop}
        returning ${columns}`
      return row ?? null
    },
    async stop(shop, id) {
      const { count } = await sql`
        update backfills set state = 'stopped', ended_at = now()
        where id = ${id} and shop_id = ${shopId(shop)} and state = 'running'`
      return count > 0
    },
    async next(shop) {
      const [row] = await sql<Backfill[]>`
        select ${columns} from backfills where shop_id = ${shopId(shop)} and state = 'running' order by id limit 1`
      return row ?? null
    },
    async moved(id, { position, orders }) {
      const reached = toWireTime(position)
      await sql`
        update backfills
        set position = least(range_to, ${reached}::timestamptz), orders = orders + ${orders}, last_error = null,
          state = case when range_to <= ${reached}::timestamptz then 'done' else state end,
          ended_at = case when range_to <= ${reached}::timestamptz then now() else ended_at end
        where id = ${id} and state = 'running'`
    },
    async failed(id, error) {
      await sql`update backfills set last_error = ${error} where id = ${id}`
    },
    async list(shop, limit) {
      return sql<Backfill[]>`
        select ${columns} from backfills where shop_id = ${shopId(shop)} order by id desc limit ${limit}`
    },
  }
}
