// Binds everything an order has reserved to locations and opens their fulfillment orders. The rules
// gave the candidates; stock decides among them here (docs/adr/0008).

import type { Draft } from '../batch/draft.ts'
import { emit, levelOf } from '../batch/draft.ts'
import { settle } from '../hold/settle-holds.ts'
import { allocateReserved, demandFor } from '../inventory/reserve.ts'
import { availableAt } from '../inventory/stock.ts'
import { demandsOf, touch } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import { planAllocation } from '../routing/plan-allocation.ts'
import type { AllocationPlan, Need, PlannedPick } from '../routing/plan-allocation.ts'
import type { RoutingFacts } from '../routing/routing-facts.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'

type Routed = Extract<RoutingFacts, { ok: true }>

/**
 * Allocates the order whole or not at all; false means the rules gave no answer or no set of locations could ship it.
 * `reservedNow` units were reserved by this same command and have no event of their own yet.
 */
export function allocateOrder(draft: Draft, order: Order, reservedNow: number): boolean {
  const { facts } = draft
  if (facts?.ok !== true) return false
  const needs = needsOf(order)
  const candidates = candidateIds(draft, facts.candidates)
  const plan = planAllocation(needs, candidates, (skuId, locationId) => {
    const level = levelOf(draft, skuId, locationId)
    return level === undefined ? 0 : availableAt(level)
  })
  if (plan.missing > 0) {
    settle(draft, order, { kind: 'out_of_stock', reason: 'no location can ship what is reserved' })
    return false
  }
  settle(draft, order, { kind: 'out_of_stock', reason: null })
  order.queue = facts.queue
  order.priority = facts.priority
  bindPicks(draft, order, plan.picks)
  reportAllocated(draft, order, { plan, facts, reservedNow })
  return true
}

function needsOf(order: Order): Need[] {
  const needs: Need[] = []
  for (const { line, demand } of demandsOf(order)) {
    if (demand.reserved > 0) needs.push({ lineNo: line.lineNo, skuId: demand.skuId, quantity: demand.reserved })
  }
  return needs
}

/** The rules' candidates first, then every other sellable location: stock that exists can always ship. */
function candidateIds(draft: Draft, codes: readonly string[]): number[] {
  const ids = new Set<number>()
  for (const code of codes) {
    const location = draft.snapshot.locations.get(code)
    if (location?.sellable === true) ids.add(location.id)
  }
  for (const id of draft.sellableLocationIds) ids.add(id)
  return [...ids]
}

function bindPicks(draft: Draft, order: Order, picks: readonly PlannedPick[]): void {
  const opened = new Map<number, FulfillmentOrder>()
  for (const pick of picks) {
    const fulfillmentOrder = opened.get(pick.locationId) ?? openFulfillmentOrder(draft, order, pick.locationId)
    opened.set(pick.locationId, fulfillmentOrder)
    allocateReserved(draft, demandFor(order, pick), { ...pick, fulfillmentOrderId: fulfillmentOrder.id })
  }
}

/** The order's open fulfillment order at the location, or a new one. */
function openFulfillmentOrder(draft: Draft, order: Order, locationId: number): FulfillmentOrder {
  for (const allocation of order.allocations) {
    if (allocation.endedAs !== null || allocation.locationId !== locationId) continue
    const known = draft.fulfillmentOrders.get(allocation.fulfillmentOrderId)
    if (known?.state === 'open') return known
  }
  const fulfillmentOrder: FulfillmentOrder = {
    id: draft.snapshot.nextId(),
    locationId,
    state: 'open',
    priority: order.priority,
    releaseAt: draft.snapshot.now,
    change: 'insert',
  }
  draft.fulfillmentOrders.set(fulfillmentOrder.id, fulfillmentOrder)
  return fulfillmentOrder
}

interface Allocated {
  plan: AllocationPlan
  facts: Routed
  reservedNow: number
}

function reportAllocated(draft: Draft, order: Order, { plan, facts, reservedNow }: Allocated): void {
  const units = plan.picks.reduce((sum, pick) => sum + pick.quantity, 0)
  const codeOf = (id: number) => draft.locationCodeById.get(id)
  touch(order)
  emit(draft, order, {
    kind: 'order_allocated',
    body: {
      units,
      fromReserved: units - reservedNow,
      picks: plan.picks.map((pick) => ({ line: pick.lineNo, location: codeOf(pick.locationId), units: pick.quantity })),
      queue: facts.queue,
      rows: facts.rows,
      ...(plan.lost.length === 0
        ? {}
        : { lost: plan.lost.map((each) => ({ ...each, location: codeOf(each.locationId) })) }),
    },
  })
}
