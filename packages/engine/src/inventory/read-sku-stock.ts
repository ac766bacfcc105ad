// One SKU in full: its pool explained, its levels, and who has a claim on it or waits for it.

import { explainAvailable, ON_HAND_SUPPLY } from '@tidegate/domain'
import type { AvailableExplanation } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { READ_SNAPSHOT } from '../database/read-snapshot.ts'
import { findSku } from './find-sku.ts'
import { readAllocations, readReservations } from './read-claims.ts'
import type { AllocationsView, ReservationsView } from './read-claims.ts'
import { readWaitingOrders, readWaitingTotals } from './read-waiting.ts'
import type { WaitingOrderView, WaitingTotals } from './read-waiting.ts'
import { toLevelView, toPoolView } from './stock-view.ts'
import type {
  LevelQuantities,
  LevelQuantitiesView,
  LocationView,
  PoolQuantities,
  PoolQuantitiesView,
} from './stock-view.ts'

/** As many as a person reads; the count says how many there are. */
const CLAIMS_SHOWN_MAX = 50

interface LevelView extends LevelQuantitiesView {
  location: LocationView
  version: number
}

export interface SkuStockView {
  sku: string
  name: string
  /** Rises with every change to the pool or a level under it. */
  version: number
  pool: PoolQuantitiesView
  explanation: AvailableExplanation
  levels: LevelView[]
  reservations: ReservationsView
  allocations: AllocationsView
  waiting: WaitingTotals & { first: WaitingOrderView[] }
}

/** Null where there is no such SKU. */
export async function readSkuStock(sql: Database, skuCode: string): Promise<SkuStockView | null> {
  return sql.begin(READ_SNAPSHOT, async (tx) => {
    const sku = await findSku(tx, skuCode)
    if (sku === null) return null
    const [stored, levels, reservations, allocations, waiting, waitingOrders] = await Promise.all([
      readPool(tx, sku.id),
      readLevels(tx, sku.id),
      readReservations(tx, sku.id, CLAIMS_SHOWN_MAX),
      readAllocations(tx, sku.id, CLAIMS_SHOWN_MAX),
      readWaitingTotals(tx, [sku.id]),
      readWaitingOrders(tx, sku.id, CLAIMS_SHOWN_MAX),
    ])
    return {
      sku: sku.code,
      name: sku.name,
      version: stored.version,
      pool: toPoolView(stored),
      explanation: explainAvailable(stored),
      levels,
      reservations,
      allocations,
      waiting: { ...(waiting.get(sku.id) ?? { units: 0, orders: 0 }), first: waitingOrders },
    }
  })
}

const EMPTY_POOL = { onHand: 0, unavailable: 0, safety: 0, allocated: 0, reserved: 0, short: 0, version: 0 }

async function readPool(tx: Transaction, skuId: number): Promise<PoolQuantities & { version: number }> {
  const [pool] = await tx<(PoolQuantities & { version: number })[]>`
    select on_hand as "onHand", unavailable, safety, allocated, reserved, short, version
    from pools where sku_id = ${skuId} and supply = ${ON_HAND_SUPPLY}`
  return pool ?? EMPTY_POOL
}

interface LevelRow extends LevelQuantities, LocationView {
  version: number
}

/** Every location, also where nothing of the SKU ever was: what is missing there is worth seeing. */
async function readLevels(tx: Transaction, skuId: number): Promise<LevelView[]> {
  const rows = await tx<LevelRow[]>`
    select l.code, l.name, l.kind, l.sellable, coalesce(v.on_hand, 0) as "onHand", coalesce(v.unavailable, 0) as unavailable,
      coalesce(v.safety, 0) as safety, coalesce(v.allocated, 0) as allocated, coalesce(v.short, 0) as short,
      coalesce(v.version, -1) as version
    from locations l left join stock_levels v on v.location_id = l.id and v.sku_id = ${skuId}
    order by l.rank, l.id`
  return rows.map(({ code, name, kind, sellable, version, ...level }) => ({
    location: { code, name, kind, sellable },
    ...toLevelView(level, { sellable }),
    version,
  }))
}
