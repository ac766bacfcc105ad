// What warehouses have to do right now. The open fulfillment orders are the queue: the partial index
// holds nothing else, so neither query grows with history.

import type { Database } from '../database/connect.ts'

export interface OpenFulfillmentOrder {
  id: number
  location: string
}

/** The next ones a warehouse may see, most urgent first. */
export async function readOpenFulfillmentOrders(sql: Database, countMax: number): Promise<OpenFulfillmentOrder[]> {
  return sql<OpenFulfillmentOrder[]>`
    select f.id, l.code as location
    from fulfillment_orders f join locations l on l.id = f.location_id
    where f.state = 'open' and f.release_at <= clock_timestamp()
    order by f.priority, f.release_at, f.id
    limit ${countMax}`
}

export interface WorkAtHand {
  /** Fulfillment orders no warehouse has shipped yet. */
  toShip: number
  /** Orders with a hold on them. */
  held: number
}

export async function readWorkAtHand(sql: Database): Promise<WorkAtHand> {
  const [row] = await sql<WorkAtHand[]>`
    select
      (select count(*) from fulfillment_orders where state in ('open', 'scheduled', 'on_hold', 'in_progress')) as "toShip",
      (select count(distinct order_id) from holds where released_at is null) as "held"`
  return row ?? { toShip: 0, held: 0 }
}
