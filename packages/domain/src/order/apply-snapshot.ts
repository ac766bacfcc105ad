// Older never overwrites newer, thinner never erases fuller: each part of an order keeps the version
// that wrote it, so any order of arrival ends in the same state (row A8).

import { must } from '../kernel/assert.ts'
import type { Instant } from '../kernel/instant.ts'
import { touch } from './order.ts'
import type { Order, OrderLine } from './order.ts'
import type { OrderSnapshot, SealedReceiver, SnapshotLeg, SnapshotLine } from './order-snapshot.ts'
import { updatePayment } from './payment.ts'

export interface AppliedParts {
  state: boolean
  lines: boolean
  receiver: boolean
}

/** A part applies when its snapshot is at least as new as what wrote the part before. */
export function partApplies(incoming: Instant, current: Instant | null): boolean {
  return current === null || incoming >= current
}

/** Which parts of a snapshot would change this order. */
export function partsThatApply(order: Order, snapshot: OrderSnapshot<SealedReceiver>): AppliedParts {
  return {
    state: partApplies(snapshot.version, order.versions.state),
    lines: snapshot.lines !== null && partApplies(snapshot.version, order.versions.lines),
    receiver: snapshot.receiver !== null && partApplies(snapshot.version, order.versions.receiver),
  }
}

/** Applies the newer parts; quantities follow in `settleDemands`. */
export function applySnapshot(order: Order, snapshot: OrderSnapshot<SealedReceiver>, parts: AppliedParts): void {
  touch(order)
  if (parts.state) applyState(order, snapshot)
  if (parts.lines) applyLines(order, snapshot)
  if (parts.receiver) {
    order.receiver = snapshot.receiver
    order.versions.receiver = snapshot.version
  }
  applyLegs(order, snapshot.legs, parts.state)
  updatePayment(order)
}

/**
 * Money that was paid is never unsaid: each leg keeps the most any snapshot told of, so even a snapshot that is
 * older in every part may bring news of it. False where it tells nothing new.
 */
export function applyOlderMoney(order: Order, snapshot: OrderSnapshot<SealedReceiver>): boolean {
  if (!applyLegs(order, snapshot.legs, false)) return false
  updatePayment(order)
  return true
}

function applyState(order: Order, snapshot: OrderSnapshot<SealedReceiver>): void {
  order.versions.state = snapshot.version
  order.refunding = snapshot.refunding
  order.payableFen = snapshot.payableFen
  order.freightFen = snapshot.freightFen
  // Closed and completed are final: a later "open" of the same order is the platform contradicting itself.
  if (order.platformState === 'open') order.platformState = snapshot.platformState
}

/** True where anything changed. */
function applyLegs(order: Order, legs: readonly SnapshotLeg[], isNewest: boolean): boolean {
  let changed = false
  for (const incoming of legs) {
    const leg = order.legs.find((each) => each.leg === incoming.leg)
    if (leg === undefined) {
      order.legs.push({ ...incoming, refundedFen: 0, change: 'insert' })
      changed = true
      continue
    }
    const payableFen = isNewest ? incoming.payableFen : leg.payableFen
    const paidFen = Math.max(leg.paidFen, incoming.paidFen)
    const paidAt = leg.paidAt ?? incoming.paidAt
    if (payableFen === leg.payableFen && paidFen === leg.paidFen && paidAt === leg.paidAt) continue
    Object.assign(leg, { payableFen, paidFen, paidAt })
    touch(leg)
    changed = true
  }
  return changed
}

function applyLines(order: Order, snapshot: OrderSnapshot<SealedReceiver>): void {
  const incoming = must(snapshot.lines, 'lines part applies only where there are lines')
  order.versions.lines = snapshot.version
  const named = new Set<string>()
  for (const line of incoming) {
    named.add(line.platformLineId)
    const current = order.lines.find((each) => each.platformLineId === line.platformLineId)
    if (current === undefined) order.lines.push(newLine(order.lines.length + 1, line))
    else updateLine(current, line)
  }
  for (const line of order.lines) {
    if (line.origin !== 'platform' || named.has(line.platformLineId)) continue
    updateLine(line, { ...line, cancelledQuantity: line.quantity, payableFen: 0 })
  }
}

function newLine(lineNo: number, line: SnapshotLine): OrderLine {
  return { ...line, lineNo, origin: 'platform', demands: [], change: 'insert' }
}

const LINE_FIELDS = [
  'skuCode',
  'platformSkuId',
  'title',
  'quantity',
  'cancelledQuantity',
  'listFen',
  'sellerDiscountFen',
  'platformSubsidyFen',
  'payableFen',
] as const satisfies readonly (keyof SnapshotLine)[]

function updateLine(line: OrderLine, incoming: SnapshotLine): void {
  if (LINE_FIELDS.every((field) => line[field] === incoming[field])) return
  for (const field of LINE_FIELDS) Object.assign(line, { [field]: incoming[field] })
  touch(line)
}
