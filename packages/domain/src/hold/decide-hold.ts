import type { PlaceHold, ReleaseHold } from '../batch/command.ts'
import type { Draft } from '../batch/draft.ts'
import type { PlaceHoldOutcome, ReleaseHoldOutcome } from '../batch/outcome.ts'
import { advanceOrder } from '../order/advance-order.ts'
import { demandsOf, isDead } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import type { RoutingFacts } from '../routing/routing-facts.ts'
import { placeHold, releaseHold } from './settle-holds.ts'

/** A hold stops what is still to come; an order with nothing to come has nothing to hold. */
export function decidePlaceHold(draft: Draft, order: Order, command: PlaceHold, facts: RoutingFacts | undefined): PlaceHoldOutcome {
  if (order.holds.some((hold) => hold.kind === command.hold && hold.releasedAt === null)) return { outcome: 'already_held' }
  if (isDead(order) || !hasUnitsToCome(order)) return { outcome: 'nothing_to_hold' }
  placeHold(draft, order, command.hold, command.reason)
  advanceOrder(draft, order, facts)
  return { outcome: 'held' }
}

export function decideReleaseHold(draft: Draft, order: Order, command: ReleaseHold, facts: RoutingFacts | undefined): ReleaseHoldOutcome {
  const hold = order.holds.find((each) => each.kind === command.hold && each.releasedAt === null)
  if (hold === undefined) return { outcome: 'not_held' }
  releaseHold(draft, order, hold, command.actor)
  advanceOrder(draft, order, facts)
  return { outcome: 'released' }
}

function hasUnitsToCome(order: Order): boolean {
  if (order.lines.some((line) => line.demands.length === 0)) return true
  for (const { demand } of demandsOf(order)) if (demand.open + demand.reserved + demand.allocated > 0) return true
  return false
}
