// Work that time or stock owes: reservations that ran out, orders that wait for stock that came. It is
// found here and sent through the door like anything else; the batch decides whether it is really due.

import { orderKeyText } from '@tidegate/domain'
import type { Channel, Command, OrderKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { waitsForStock } from '../order/waits-for-stock.ts'

/** One round sends at most this many commands; the rest is found by the next round. */
const DUE_MAX = 2_000

interface KeyRow {
  channel: Channel
  shop: string
  platformOrderId: string
}

type Submit = (command: Command) => Promise<unknown>

/** Sends what is due; returns how many commands it sent. */
export async function runDueWork(sql: Database, submit: Submit): Promise<number> {
  return (
    (await expireReservations(sql, submit)) + (await fillWaiting(sql, submit)) + (await goOnWithMapped(sql, submit))
  )
}

async function expireReservations(sql: Database, submit: Submit): Promise<number> {
  const keys = await sql<KeyRow[]>`
    select s.channel, s.code as shop, o.platform_order_id as "platformOrderId"
    from (
      select distinct order_id from reservations
      where ended_as is null and expires_at <= clock_timestamp() limit ${DUE_MAX}
    ) due
    join orders o on o.id = due.order_id join shops s on s.id = o.shop_id
    order by o.id`
  await submitEach(keys, (key) => submit({ kind: 'expire_reservations', key, actor: 'timer' }))
  return keys.length
}

/** A follow-up is removed only after every order that waits was tried, and only if no newer batch renewed it. */
async function fillWaiting(sql: Database, submit: Submit): Promise<number> {
  const owed = await sql<{ skuId: number; batchId: number }[]>`
    select sku_id as "skuId", batch_id as "batchId" from follow_ups where kind = 'fill_waiting' order by sku_id limit ${DUE_MAX}`
  if (owed.length === 0) return 0
  const skus = `{${owed.map((row) => row.skuId).join(',')}}`
  let sent = 0
  for (let page = await waitingAfter(sql, skus, FIRST_PLACE); page.length > 0;) {
    // Page after page, in the order the orders deserve: what comes first must be offered the stock first.
    // eslint-disable-next-line no-await-in-loop
    await submitEach(page, (key) => submit({ kind: 'advance_order', key, actor: 'timer' }))
    sent += page.length
    // eslint-disable-next-line no-await-in-loop
    page = page.length < DUE_MAX ? [] : await waitingAfter(sql, skus, page.at(-1) as Place)
  }
  await sql`
    delete from follow_ups f
    using unnest(${skus}::int4[], ${`{${owed.map((row) => row.batchId).join(',')}}`}::int8[]) as done(sku_id, batch_id)
    where f.kind = 'fill_waiting' and f.sku_id = done.sku_id and f.batch_id = done.batch_id`
  return sent
}

/** A batch that began before the mapping may still hold its orders for want of it: they are looked for this long. */
const MAPPING_SETTLES_SECONDS = 60

/** Orders held for a listing that is mapped by now go on. */
async function goOnWithMapped(sql: Database, submit: Submit): Promise<number> {
  const keys = await sql<KeyRow[]>`
    select distinct s.channel, s.code as shop, o.platform_order_id as "platformOrderId"
    from listings l join shops s on s.id = l.shop_id
    join holds h on h.kind = 'mapping' and h.released_at is null
    join orders o on o.id = h.order_id and o.shop_id = s.id
    join order_lines n on n.order_id = o.id and n.platform_sku_id = l.platform_sku_id
    where l.owes_orders limit ${DUE_MAX}`
  await submitEach(keys, (key) => submit({ kind: 'advance_order', key, actor: 'timer' }))
  if (keys.length < DUE_MAX)
    await sql`
      update listings set owes_orders = false
      where owes_orders and mapped_at < now() - make_interval(secs => ${MAPPING_SETTLES_SECONDS})`
  return keys.length
}

/** Where an order stands among those that wait. */
interface Place {
  priority: number
  placedAt: number
  id: number
}

const FIRST_PLACE: Place = { priority: -1, placedAt: 0, id: 0 }

function waitingAfter(sql: Database, skus: string, after: Place): Promise<(KeyRow & Place)[]> {
  return sql<(KeyRow & Place)[]>`
    select s.channel, s.code as shop, o.platform_order_id as "platformOrderId", o.priority, o.placed_at as "placedAt", o.id
    from (
      select distinct d.order_id from line_demands d where d.open > 0 and d.sku_id = any(${skus}::int4[])
    ) waiting
    join orders o on o.id = waiting.order_id join shops s on s.id = o.shop_id
    where ${waitsForStock(sql)}
      and (o.priority, o.placed_at, o.id) > (${after.priority}, ${new Date(after.placedAt).toISOString()}::timestamptz, ${after.id})
    order by o.priority, o.placed_at, o.id
    limit ${DUE_MAX}`
}

/** All at once: the door makes batches of them, in this order. */
async function submitEach(keys: readonly KeyRow[], send: (key: OrderKey) => Promise<unknown>): Promise<void> {
  const unique = new Map(keys.map((key) => [orderKeyText(key), key]))
  await Promise.all([...unique.values()].map(send))
}
