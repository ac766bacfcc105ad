// From our number to the key every command names an order by, and back.

import type { Channel, OrderKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'

/** Null where no order has this number. */
export async function readOrderKey(sql: Database, number: string): Promise<OrderKey | null> {
  const [row] = await sql<{ channel: Channel; shop: string; platformOrderId: string }[]>`
    select s.channel, s.code as shop, o.platform_order_id as "platformOrderId"
    from orders o join shops s on s.id = o.shop_id
    where o.number = ${number}`
  return row ?? null
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
