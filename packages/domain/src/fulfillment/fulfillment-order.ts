import type { Instant } from '../kernel/instant.ts'
import type { Tracked } from '../order/order.ts'

export const FULFILLMENT_STATES = [
  'open',
  'scheduled',
  'on_hold',
  'in_progress',
  'incomplete',
  'closed',
  'cancelled',
] as const
export type FulfillmentState = (typeof FULFILLMENT_STATES)[number]

/** Work for one location. It has no order id: its lines are the allocations that name it, of one order or of several merged. */
export interface FulfillmentOrder extends Tracked {
  id: number
  locationId: number
  state: FulfillmentState
  priority: number
  /** The warehouse does not see it before this time (merge window, cut-off, cooling). */
  releaseAt: Instant
}

/** `released`: taken back while the work went on. `cancelled`: fell together with its fulfillment order. */
export const ALLOCATION_ENDS = ['shipped', 'released', 'cancelled'] as const
export type AllocationEnd = (typeof ALLOCATION_ENDS)[number]

/** A demand's quantity bound to one location, and to the fulfillment order that ships it. */
export interface Allocation extends Tracked {
  allocationNo: number
  lineNo: number
  skuId: number
  locationId: number
  fulfillmentOrderId: number
  quantity: number
  endedAs: AllocationEnd | null
}

/** States in which a warehouse has not begun, so we may still take the work back. */
export function canRecall(state: FulfillmentState): boolean {
  return state === 'open' || state === 'scheduled' || state === 'on_hold'
}
