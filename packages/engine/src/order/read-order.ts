// One order in full, by its number.

import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { readFulfillmentOrders } from '../fulfillment/read-fulfillment-orders.ts'
import type { FulfillmentOrderView } from '../fulfillment/read-fulfillment-orders.ts'
import { readHolds } from '../hold/read-holds.ts'
import type { HoldView } from '../hold/read-holds.ts'
import { readTimeline } from '../timeline/read-timeline.ts'
import type { TimelineEventView } from '../timeline/read-timeline.ts'
import { readLines } from './read-order-lines.ts'
import type { OrderLineView } from './read-order-lines.ts'
import { readLegs } from './read-payment-legs.ts'
import type { PaymentLegView } from './read-payment-legs.ts'
import { summarize } from './read-order-summaries.ts'
import type { OrderHead, OrderSummaryView } from './read-order-summaries.ts'

export interface OrderDetailView {
  order: OrderSummaryView
  city: string
  freightFen: number
  queue: string
  lines: OrderLineView[]
  legs: PaymentLegView[]
  holds: HoldView[]
  fulfillmentOrders: FulfillmentOrderView[]
  timeline: TimelineEventView[]
}

interface DetailHead {
  head: OrderHead
  rest: { city: string; freightFen: number; queue: string }
}

/** Null where no order has this number. */
export async function readOrder(sql: Database, number: string): Promise<OrderDetailView | null> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    const found = await readHead(tx, number)
    if (found === null) return null
    const { head, rest } = found
    const [[order], lines, legs, holds, fulfillmentOrders, timeline] = await Promise.all([
      summarize(tx, [head]),
      readLines(tx, head.id),
      readLegs(tx, head.id),
      readHolds(tx, head.id),
      readFulfillmentOrders(tx, head.id),
      readTimeline(tx, head.id),
    ])
    return order === undefined ? null : { order, ...rest, lines, legs, holds, fulfillmentOrders, timeline }
  })
}

async function readHead(tx: Transaction, number: string): Promise<DetailHead | null> {
  const [row] = await tx<(OrderHead & DetailHead['rest'])[]>`
    select o.id, o.number, s.channel, s.code as shop, o.platform_order_id as "platformOrderId", o.placed_at as "placedAt", o.stage,
      o.payment, o.platform_state as "platformState", o.province,
      o.payable_fen as "payableFen", o.currency, o.city, o.freight_fen as "freightFen", o.queue
    from orders o join shops s on s.id = o.shop_id
    where o.number = ${number}`
  if (row === undefined) return null
  const { city, freightFen, queue, ...head } = row
  return { head, rest: { city, freightFen, queue } }
}
