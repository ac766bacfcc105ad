import type { PlaceHold, ReleaseHold } from '../batch/command.ts'
import type { Draft } from '../batch/draft.ts'
import type { PlaceHoldOutcome, ReleaseHoldOutcome } from '../batch/outcome.ts'
import { advanceOrder } from '../order/advance-order.ts'
import { demandsOf, isDead } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import { assert } from '../kernel/assert.ts'
import { PLACEABLE_HOLD_KINDS } from './hold.ts'
import { placeHold, releaseHold } from './settle-holds.ts'

/** A hold stops what is still to come; an order with nothing to come has nothing to hold. */
export function decidePlaceHold(draft: Draft, order: Order, command: PlaceHold): PlaceHoldOutcome {
  assert(
    PLACEABLE_HOLD_KINDS.includes(command.hold),
    `a hold of kind ${command.hold} follows from facts and is not placed`,
  )
  if (order.holds.some((hold) => hold.kind === command.hold && hold.releasedAt === null))
    return { outcome: 'already_held' }
  if (isDead(order) || !hasUnitsToCome(order)) return { outcome: 'nothing_to_hold' }
  placeHold(draft, order, { kind: command.hold, reason: command.reason })
  advanceOrder(draft, order)
  return { outcome: 'held' }
}

export function decideReleaseHold(draft: Draft, order: Order, command: ReleaseHold): ReleaseHoldOutcome {
  const hold = order.holds.find((each) => each.kind === command.hold && each.releasedAt === null)
  if (hold === undefined) return { outcome: 'not_held' }
  releaseHold(draft, order, {
    hold,
    by: command.actor,
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  })
  advanceOrder(draft, order)
  return { outcome: 'released' }
}

function hasUnitsToCome(order: Order): boolean {
  if (order.lines.some((line) => line.demands.length === 0)) return true
  for (const { demand } of demandsOf(order)) if (demand.open + demand.reserved + demand.allocated > 0) return true
  return false
}
