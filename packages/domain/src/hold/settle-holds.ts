// Holds that follow from the order's own facts: placed while the reason stands, released when it goes.
// A person's release is respected: the same reason is not placed twice.

import type { Draft } from '../batch/draft.ts'
import { emit } from '../batch/draft.ts'
import { sumFen } from '../kernel/money.ts'
import { isDead, isPaid, touch } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import { AUTOMATIC_HOLD_KINDS } from './hold.ts'
import type { Hold, HoldKind } from './hold.ts'

const SYSTEM = 'system'

interface HoldReason {
  kind: HoldKind
  reason: string
}

export function placeHold(draft: Draft, order: Order, { kind, reason }: HoldReason): void {
  order.holds.push({
    holdNo: order.holds.length + 1,
    kind,
    reason,
    placedAt: draft.snapshot.now,
    releasedAt: null,
    releasedBy: null,
    change: 'insert',
  })
  emit(draft, order, { kind: 'hold_placed', body: { hold: kind, reason } })
}

interface Release {
  hold: Hold
  by: string
  reason?: string
}

export function releaseHold(draft: Draft, order: Order, { hold, by, reason }: Release): void {
  hold.releasedAt = draft.snapshot.now
  hold.releasedBy = by
  touch(hold)
  emit(draft, order, { kind: 'hold_released', body: { hold: hold.kind, ...(reason === undefined ? {} : { reason }) } })
}

/** Holds the order's facts and the rules ask for, out_of_stock excepted: that one is known only after reserving. */
export function settleHolds(draft: Draft, order: Order): void {
  const { facts } = draft
  if (isDead(order)) {
    for (const hold of order.holds) if (hold.releasedAt === null) releaseHold(draft, order, { hold, by: SYSTEM })
    return
  }
  settle(draft, order, { kind: 'mapping', reason: unmappedLine(order) })
  settle(draft, order, { kind: 'incomplete', reason: missingPart(order) })
  settle(draft, order, { kind: 'payment', reason: amountMismatch(order) })
  settle(draft, order, { kind: 'refund', reason: order.refunding ? 'the buyer asks for a refund' : null })
  if (facts === undefined) return
  settle(draft, order, { kind: 'rule_error', reason: facts.ok ? null : facts.error })
  if (facts.ok) for (const hold of facts.holds) placeOnce(draft, order, hold)
}

/** Places or releases one automatic hold so that it stands exactly while `reason` does. */
export function settle(draft: Draft, order: Order, { kind, reason }: { kind: HoldKind; reason: string | null }): void {
  const active = order.holds.find((hold) => hold.kind === kind && hold.releasedAt === null)
  if (reason !== null) {
    if (active === undefined) placeOnce(draft, order, { kind, reason })
  } else if (active !== undefined && AUTOMATIC_HOLD_KINDS.has(kind)) {
    releaseHold(draft, order, { hold: active, by: SYSTEM })
  }
}

/** Places the hold unless it stands already or a person has waived this very reason. */
function placeOnce(draft: Draft, order: Order, { kind, reason }: HoldReason): void {
  const settled = order.holds.some(
    (hold) =>
      hold.kind === kind && (hold.releasedAt === null || (hold.reason === reason && hold.releasedBy !== SYSTEM)),
  )
  if (!settled) placeHold(draft, order, { kind, reason })
}

function unmappedLine(order: Order): string | null {
  const line = order.lines.find((each) => each.demands.length === 0 && each.quantity > each.cancelledQuantity)
  return line === undefined ? null : `line ${line.lineNo}: no SKU for code ${line.skuCode ?? '(none)'}`
}

function missingPart(order: Order): string | null {
  if (order.versions.lines === null) return 'lines'
  return isPaid(order) && order.receiver === null ? 'receiver' : null
}

function amountMismatch(order: Order): string | null {
  if (order.versions.lines === null || order.versions.lines < order.versions.state) return null
  const summed = sumFen(order.lines, (line) => line.payableFen) + order.freightFen
  return summed === order.payableFen
    ? null
    : `lines and freight sum to ${summed} fen, the order says ${order.payableFen}`
}
