// Orders somebody said to read again: a push, a certificate that missed them, a person. A message is answered when
// its row is here, and the row goes when the order was read after the last time it was said.

import type { Instant, ShopKey } from '@tidegate/domain'
import { textArray } from '../database/columns.ts'
import type { Database } from '../database/connect.ts'

export const FETCH_CAUSES = ['push', 'late', 'asked'] as const
export type FetchCause = (typeof FETCH_CAUSES)[number]

export interface OrderFetch {
  platformOrderId: string
  cause: FetchCause
  said: number
  attempts: number
  /** When it was said last. */
  saidAt: Instant
}

export interface OrderFetches {
  /** Adds them, or says them again; resolves when they are durable. */
  add(shop: ShopKey, platformOrderIds: readonly string[], cause: FetchCause): Promise<void>
  /** Notes a platform's message; false where it was heard before, and then nothing is to be done. */
  hear(shop: ShopKey, message: HeardMessage): Promise<boolean>
  /** Those due, oldest first; set aside for `claimMs`, so that another process does not read them too. */
  claim(shop: ShopKey, options: { max: number; claimMs: number }): Promise<OrderFetch[]>
  /** Read. A row that was said again meanwhile stays, and is due at once. */
  done(shop: ShopKey, fetches: readonly OrderFetch[]): Promise<void>
  failed(shop: ShopKey, fetch: OrderFetch, failure: { error: string; retryMs: number }): Promise<void>
  waiting(shop: ShopKey): Promise<number>
  /** Forgets messages older than `days`; returns how many. */
  forgetMessages(days: number): Promise<number>
}

interface HeardMessage {
  messageId: string
  topic: string
  /** The order it is about, noted in the same transaction; null where it is about none. */
  platformOrderId: string | null
}

/** `passing` commits without waiting for the disk: what a crash undoes there is claimed, or read, once more. */
export function orderFetches(sql: Database, passing: Database): OrderFetches {
  return {
    async add({ channel, shop }, ids, cause) {
      if (ids.length === 0) return
      await sql`
        insert into order_fetches as f (shop_id, platform_order_id, cause)
        select distinct s.id, wanted.id, ${cause} from shops s, unnest(${textArray(ids)}::text[]) as wanted(id)
        where s.channel = ${channel} and s.code = ${shop}
        on conflict (shop_id, platform_order_id) do update
          set said = f.said + 1, said_at = now(), next_at = least(f.next_at, now()), cause = excluded.cause`
    },
    hear: (shop, message) => hear(sql, shop, message),
    async claim({ channel, shop }, { max, claimMs }) {
      return passing<OrderFetch[]>`
        with due as (
          select f.shop_id, f.platform_order_id
          from shops s join order_fetches f on f.shop_id = s.id
          where s.channel = ${channel} and s.code = ${shop} and f.next_at <= clock_timestamp()
          order by f.next_at limit ${max}
          for update of f skip locked
        )
        update order_fetches f set next_at = clock_timestamp() + make_interval(secs => ${claimMs / 1_000})
        from due where f.shop_id = due.shop_id and f.platform_order_id = due.platform_order_id
        returning f.platform_order_id as "platformOrderId", f.cause, f.said, f.attempts, f.said_at as "saidAt"`
    },
    async done({ channel, shop }, fetches) {
      if (fetches.length === 0) return
      const ids = textArray(fetches.map((each) => each.platformOrderId))
      const said = `{${fetches.map((each) => each.said).join(',')}}`
      await passing`
        with read as (
          select s.id as shop_id, v.id, v.said
          from shops s, unnest(${ids}::text[], ${said}::int4[]) as v(id, said)
          where s.channel = ${channel} and s.code = ${shop}
        ), gone as (
          delete from order_fetches f using read
          where f.shop_id = read.shop_id and f.platform_order_id = read.id and f.said = read.said
        )
        update order_fetches f set next_at = clock_timestamp(), attempts = 0, last_error = null
        from read where f.shop_id = read.shop_id and f.platform_order_id = read.id and f.said <> read.said`
    },
    async failed({ channel, shop }, { platformOrderId }, { error, retryMs }) {
      await sql`
        update order_fetches f
        set attempts = attempts + 1, last_error = ${error}, next_at = clock_timestamp() + make_interval(secs => ${retryMs / 1_000})
        from shops s
        where s.id = f.shop_id and s.channel = ${channel} and s.code = ${shop} and f.platform_order_id = ${platformOrderId}`
    },
    async waiting({ channel, shop }) {
      const [row] = await sql<{ waiting: number }[]>`
        select count(*) as waiting from shops s join order_fetches f on f.shop_id = s.id
        where s.channel = ${channel} and s.code = ${shop}`
      return row?.waiting ?? 0
    },
    async forgetMessages(days) {
      const { count } = await sql`delete from channel_messages where heard_at < now() - make_interval(days => ${days})`
      return count
    },
  }
}

async function hear(sql: Database, { channel, shop }: ShopKey, message: HeardMessage): Promise<boolean> {
  const { messageId, topic, platformOrderId } = message
  // One statement, so one transaction: a message is never noted without the order it is about.
  const [row] = await sql<{ times: number }[]>`
    with noted as (
      insert into channel_messages as m (shop_id, message_id, topic)
      select id, ${messageId}, ${topic} from shops where channel = ${channel} and code = ${shop}
      on conflict (shop_id, message_id) do update set times = m.times + 1
      returning m.shop_id, m.times
    ), wanted as (
      insert into order_fetches as f (shop_id, platform_order_id, cause)
      select shop_id, ${platformOrderId}, 'push' from noted where times = 1 and ${platformOrderId}::text is not null
      on conflict (shop_id, platform_order_id) do update set said = f.said + 1, said_at = now(), next_at = least(f.next_at, now())
    )
    select times from noted`
  return row?.times === 1
}
