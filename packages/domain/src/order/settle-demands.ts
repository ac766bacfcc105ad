// Brings demands in line with the order: as many units as the newest lines ask for, the cancelled ones
// freed, everything freed when the order is dead.

import type { Draft } from '../batch/draft.ts'
import { freeUnits } from '../inventory/reserve.ts'
import type { DemandOf } from '../inventory/reserve.ts'
import { listingKeyText } from '../listing/listing.ts'
import type { ListingComponent } from '../listing/listing.ts'
import { isDead, touch } from './order.ts'
import type { Demand, Order, OrderLine } from './order.ts'

export interface FreedUnits {
  reserved: number
  allocated: number
}

/** Settles every line; returns how many reserved and allocated units were given back. */
export function settleDemands(draft: Draft, order: Order): FreedUnits {
  const freed: FreedUnits = { reserved: 0, allocated: 0 }
  for (const line of order.lines) {
    mapLine(draft, order, line)
    for (const demand of line.demands) {
      const before = { reserved: demand.reserved, allocated: demand.allocated }
      settleOrdered(draft, { order, line, demand })
      settleCancelled(draft, { order, line, demand })
      freed.reserved += before.reserved - demand.reserved
      freed.allocated += before.allocated - demand.allocated
      // Rows are written with their order, also where nothing happened that is worth an event.
      if (demand.change !== 'none') touch(order)
    }
  }
  return freed
}

/** A line gets its demands once: those of its listing, else of its code. An unknown SKU stays a line without any. */
function mapLine(draft: Draft, order: Order, line: OrderLine): void {
  if (line.demands.length > 0) return
  for (const component of componentsOf(draft, order, line)) line.demands.push(newDemand(component))
}

/** What a person mapped the listing to stands above the code it carries. */
function componentsOf(draft: Draft, order: Order, line: OrderLine): readonly ListingComponent[] {
  const { listings, skuIdByCode } = draft.snapshot
  const listing = line.platformSkuId === null ? undefined : listings.get(listingKeyText(order.key, line.platformSkuId))
  if (listing !== undefined) return listing.components
  const skuId = line.skuCode === null ? undefined : skuIdByCode.get(line.skuCode)
  return skuId === undefined ? [] : [{ skuId, perUnit: 1 }]
}

function newDemand({ skuId, perUnit }: ListingComponent): Demand {
  return {
    skuId,
    perUnit,
    ordered: 0,
    open: 0,
    reserved: 0,
    allocated: 0,
    shipped: 0,
    cancelled: 0,
    returned: 0,
    change: 'insert',
  }
}

/** ordered = units the newest lines ask for, but never fewer than were shipped. */
function settleOrdered(draft: Draft, of: DemandOf): void {
  const { line, demand } = of
  const difference = Math.max(line.quantity * demand.perUnit, demand.shipped) - demand.ordered
  if (difference === 0) return
  if (difference > 0) {
    demand.ordered += difference
    demand.open += difference
  } else {
    const dropped = Math.min(-difference, demand.cancelled)
    demand.cancelled -= dropped
    const freed = freeUnits(draft, of, -difference - dropped)
    demand.open -= freed
    demand.ordered -= dropped + freed
  }
  touch(demand)
}

function settleCancelled(draft: Draft, of: DemandOf): void {
  const { order, line, demand } = of
  const unshipped = demand.ordered - demand.shipped
  const wanted = isDead(order) ? unshipped : Math.min(line.cancelledQuantity * demand.perUnit, unshipped)
  const difference = wanted - demand.cancelled
  if (difference === 0) return
  const moved = difference > 0 ? freeUnits(draft, of, difference) : difference
  demand.open -= moved
  demand.cancelled += moved
  touch(demand)
}
