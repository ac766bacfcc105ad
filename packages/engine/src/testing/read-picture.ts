// What the engine shows of one story: its orders, demands, pools, levels and the work at hand.

import type { Database } from '../database/connect.ts'
import type { ModelWork } from './naive-model.ts'
import type { Cast } from './random-commands.ts'

/** Facts by name, each as text, so that two pictures compare in one line. */
export type Picture = Record<string, string>

export async function readPicture(sql: Database, { name }: Cast): Promise<Picture> {
  const [orders, demands, pools, levels] = await Promise.all([
    sql<{ name: string; text: string }[]>`
      select 'order ' || s.code || '/' || o.platform_order_id as name, json_build_array(o.payment,
        o.cancel_requested or o.platform_state = 'closed' or o.payment = 'refunded',
        coalesce((select json_agg(h.kind order by h.kind) from holds h where h.order_id = o.id and h.released_at is null), '[]'))::text as text
      from orders o join shops s on s.id = o.shop_id where o.platform_order_id like ${`${name}-%`}`,
    sql<{ name: string; text: string }[]>`
      select 'demand ' || s.code || '/' || o.platform_order_id || ' ' || k.code as name,
        json_build_array(d.open, d.reserved, d.allocated, d.shipped, d.cancelled)::text as text
      from line_demands d join orders o on o.id = d.order_id join shops s on s.id = o.shop_id join skus k on k.id = d.sku_id
      where o.platform_order_id like ${`${name}-%`}`,
    sql<{ name: string; text: string }[]>`
      select 'pool ' || k.code as name, json_build_array(p.on_hand, p.reserved, p.allocated, p.short)::text as text
      from pools p join skus k on k.id = p.sku_id where k.code ~ ${`^${name}[A-Z]$`}`,
    sql<{ name: string; text: string }[]>`
      select 'level ' || k.code || '@' || l.code as name, v.on_hand::text as text
      from stock_levels v join skus k on k.id = v.sku_id join locations l on l.id = v.location_id where k.code ~ ${`^${name}[A-Z]$`}`,
  ])
  const rows = [...orders, ...demands, ...pools, ...levels]
  return Object.fromEntries(
    rows.map((row) => [row.name, row.text.startsWith('[') ? JSON.stringify(JSON.parse(row.text)) : row.text]),
  )
}

interface AllocationRow {
  id: number
  state: string
  orderKey: string
  sku: string
  location: string
  quantity: number
  endedAs: string | null
}

export interface WorksBefore {
  works: ReadonlyMap<number, ModelWork>
  /** False where several things happened since, so that nobody saw what a cancelled work held last. */
  isExact: boolean
}

/** The story's fulfillment orders; of a cancelled one, what it held when it was last seen alive. */
export async function readWorks(sql: Database, { name }: Cast, before: WorksBefore): Promise<Map<number, ModelWork>> {
  const rows = await sql<AllocationRow[]>`
    select f.id, f.state, s.code || '/' || o.platform_order_id as "orderKey", k.code as sku, l.code as location, a.quantity, a.ended_as as "endedAs"
    from allocations a join fulfillment_orders f on f.id = a.fulfillment_order_id join orders o on o.id = a.order_id
    join shops s on s.id = o.shop_id join skus k on k.id = a.sku_id join locations l on l.id = a.location_id
    where o.platform_order_id like ${`${name}-%`} order by f.id, a.allocation_no`
  const works = new Map<number, ModelWork>()
  for (const id of new Set(rows.map((row) => row.id))) {
    const ofWork = rows.filter((row) => row.id === id)
    works.set(id, workOf(ofWork, before.works.get(id), before.isExact))
  }
  return works
}

function workOf(rows: readonly AllocationRow[], before: ModelWork | undefined, isExact: boolean): ModelWork {
  const [{ state, orderKey }] = rows as [AllocationRow]
  if (state === 'closed') return { orderKey, state, items: [], isUncertain: false }
  if (state === 'cancelled' && before?.state === 'cancelled') return before
  if (state === 'cancelled')
    return { orderKey, state, items: before?.items ?? [], isUncertain: before === undefined || !isExact }
  return { orderKey, state: 'live', items: rows.filter((row) => row.endedAs === null), isUncertain: false }
}
