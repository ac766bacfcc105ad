// Where stock lies, in the order in which locations ship where the rules name none, with what lies there.

import type { Database } from '../database/connect.ts'
import type { LocationView } from './stock-view.ts'

export interface LocationStockView extends LocationView {
  province: string
  /** SKUs with anything on hand, unavailable, allocated or short there. */
  skus: number
  onHand: number
  unavailable: number
  safety: number
  allocated: number
  short: number
}

export async function readLocations(sql: Database): Promise<LocationStockView[]> {
  return sql<LocationStockView[]>`
    select l.code, l.name, l.kind, l.sellable, l.province, coalesce(held.skus, 0) as skus,
      coalesce(held.on_hand, 0) as "onHand", coalesce(held.unavailable, 0) as unavailable, coalesce(held.safety, 0) as safety,
      coalesce(held.allocated, 0) as allocated, coalesce(held.short, 0) as short
    from locations l
    left join (
      select location_id, count(*) filter (where on_hand + unavailable + allocated + short > 0) as skus,
        sum(on_hand)::int8 as on_hand, sum(unavailable)::int8 as unavailable, sum(safety)::int8 as safety,
        sum(allocated)::int8 as allocated, sum(short)::int8 as short
      from stock_levels group by location_id
    ) held on held.location_id = l.id
    order by l.rank, l.id`
}
