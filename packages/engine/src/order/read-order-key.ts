// From our number to the key every command names an order by, and back.

import type { Channel, OrderKey } from '@tidegate/domain'
import { textArray } from '../database/columns.ts'
import type { Database } from '../database/connect.ts'

/** Null where no order has this number. */
export async function readOrderKey(sql: Database, number: string): Promise<OrderKey | null> {
  const [row] = await sql<{ channel: Channel; shop: string; platformOrderId: string }[]>`
    select s.channel, s.code as shop, o.platform_order_id as "platformOrderId"
    from orders o join shops s on s.id = o.shop_id
    where o.number = ${number}`
  return row ?? null
}

/** By number; a number no order has is left out. */
export async function readOrderKeys(sql: Database, numbers: readonly string[]): Promise<Map<string, OrderKey>> {
  const rows = await sql<{ number: string; channel: Channel; shop: string; platformOrderId: string }[]>`
    select o.number, s.channel, s.code as shop, o.platform_order_id as "platformOrderId"
    from unnest(${textArray(numbers)}::text[]) as wanted(number)
    join orders o on o.number = wanted.number
    join shops s on s.id = o.shop_id`
  return new Map(rows.map(({ number, ...key }) => [number, key]))
}

/** Null where we do not know the order. */
export async function readOrderNumber(
  sql: Database,
  { channel, shop, platformOrderId }: { channel: string; shop: string; platformOrderId: string },
): Promise<string | null> {
  const [row] = await sql<{ number: string }[]>`
    select o.number
    from shops s join orders o on o.shop_id = s.id
    where s.channel = ${channel} and s.code = ${shop} and o.platform_order_id = ${platformOrderId}`
  return row?.number ?? null
}
