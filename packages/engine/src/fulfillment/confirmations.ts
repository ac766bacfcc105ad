// Parcels that channels must hear of. A row is born with its shipment and ends once; an attempt whose end is
// unknown leaves it unsure, and the platform is asked before it is told again.

import type { Channel, ShopKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'

export interface OwedConfirmation {
  shipmentId: number
  orderId: number
  number: string
  channel: Channel
  platformOrderId: string
  carrier: string
  trackingNumber: string
  /** What of this order is in the parcel. */
  lines: { platformLineId: string; quantity: number }[]
  /** Nothing of the order is left to ship after this parcel, and no parcel went before it. */
  isWhole: boolean
  attempts: number
  isUnsure: boolean
}

interface ConfirmationKey {
  shipmentId: number
  orderId: number
}

export interface Confirmations {
  /** Those due, oldest first; set aside for `claimMs`. Until it is settled, the attempt is taken for unsure. */
  claim(shop: ShopKey, options: { max: number; claimMs: number }): Promise<OwedConfirmation[]>
  confirmed(key: ConfirmationKey): Promise<void>
  /** The platform will not, however often it is asked: a task for a person. */
  refused(key: ConfirmationKey, error: string): Promise<void>
  /** `isUnsure` where the platform may have taken it. */
  failed(key: ConfirmationKey, failure: { error: string; retryMs: number; isUnsure: boolean }): Promise<void>
}

export function confirmations(sql: Database): Confirmations {
  const end = async ({ shipmentId, orderId }: ConfirmationKey, state: string, error: string | null): Promise<void> => {
    await sql`
      update shipment_confirmations
      set state = ${state}, is_unsure = false, claimed_until = null, last_error = ${error}, ended_at = clock_timestamp()
      where shipment_id = ${shipmentId} and order_id = ${orderId} and state = 'owed'`
  }
  return {
    claim: (shop, options) => claim(sql, shop, options),
    confirmed: (key) => end(key, 'confirmed', null),
    refused: (key, error) => end(key, 'refused', error),
    async failed({ shipmentId, orderId }, { error, retryMs, isUnsure }) {
      await sql`
        update shipment_confirmations
        set is_unsure = ${isUnsure}, claimed_until = null, last_error = ${error},
          next_at = clock_timestamp() + make_interval(secs => ${retryMs / 1_000})
        where shipment_id = ${shipmentId} and order_id = ${orderId} and state = 'owed'`
    },
  }
}

/** A claim that ran out was an attempt of a process that died: it may have gone through. */
async function claim(
  sql: Database,
  { channel, shop }: ShopKey,
  { max, claimMs }: { max: number; claimMs: number },
): Promise<OwedConfirmation[]> {
  return sql<OwedConfirmation[]>`
    with due as (
      select c.shipment_id, c.order_id, c.is_unsure or c.claimed_until is not null as is_unsure
      from shipment_confirmations c join orders o on o.id = c.order_id join shops s on s.id = o.shop_id
      where c.state = 'owed' and c.next_at <= clock_timestamp() and s.channel = ${channel} and s.code = ${shop}
        and (c.claimed_until is null or c.claimed_until < clock_timestamp())
      order by c.next_at, c.shipment_id limit ${max}
      for update of c skip locked
    ), claimed as (
      update shipment_confirmations c
      set claimed_until = clock_timestamp() + make_interval(secs => ${claimMs / 1_000}), attempts = attempts + 1
      from due where c.shipment_id = due.shipment_id and c.order_id = due.order_id
      returning c.shipment_id, c.order_id, c.attempts, due.is_unsure
    )
    select claimed.shipment_id as "shipmentId", claimed.order_id as "orderId", o.number, s.channel,
      o.platform_order_id as "platformOrderId", p.carrier, p.tracking_number as "trackingNumber",
      claimed.attempts, claimed.is_unsure as "isUnsure",
      (select coalesce(json_agg(json_build_object('platformLineId', packed.line, 'quantity', packed.units)), '[]')
       from (
         select l.platform_line_id as line, max(a.quantity / d.per_unit) as units
         from allocations a
         join order_lines l on l.order_id = a.order_id and l.line_no = a.line_no
         join line_demands d on d.order_id = a.order_id and d.line_no = a.line_no and d.sku_id = a.sku_id
         where a.order_id = o.id and a.fulfillment_order_id = p.fulfillment_order_id and a.ended_as = 'shipped' and l.origin = 'platform'
         group by l.platform_line_id, l.line_no
       ) packed) as lines,
      not exists (
        select 1 from allocations a where a.order_id = o.id and a.fulfillment_order_id <> p.fulfillment_order_id
          and (a.ended_as is null or a.ended_as = 'shipped'))
      and not exists (select 1 from line_demands d where d.order_id = o.id and d.open + d.reserved > 0) as "isWhole"
    from claimed
    join shipments p on p.id = claimed.shipment_id
    join orders o on o.id = claimed.order_id join shops s on s.id = o.shop_id
    order by claimed.shipment_id`
}
