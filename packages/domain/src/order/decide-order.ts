// Outcomes of the commands that name one order. Each checks replay first, then refusals, then changes
// the order and lets it advance.

import type { CancelOrder, RecordOrder, RecordPayment, RecordRefund, SealedContent } from '../batch/command.ts'
import type { Draft } from '../batch/draft.ts'
import { emit } from '../batch/draft.ts'
import type {
  AdvanceOrderOutcome,
  CancelOrderOutcome,
  ExpireReservationsOutcome,
  RecordOrderOutcome,
  RecordPaymentOutcome,
  RecordRefundOutcome,
} from '../batch/outcome.ts'
import { settle } from '../hold/settle-holds.ts'
import { demandFor, releaseReserved } from '../inventory/reserve.ts'
import { sumFen } from '../kernel/money.ts'
import { countSales, takenUnits } from '../listing/count-sales.ts'
import { recallForNewAddress } from '../fulfillment/recall-for-new-address.ts'
import { advanceOrder } from './advance-order.ts'
import { applyOlderMoney, applySnapshot, partsThatApply } from './apply-snapshot.ts'
import { leaveHistory, settleHistoryLeg } from './decide-history.ts'
import { newOrder } from './new-order.ts'
import { orderKeyText, shopKeyText } from './order-key.ts'
import type { SealedReceiver } from './order-snapshot.ts'
import { demandsOf, isDead, touch } from './order.ts'
import type { Order } from './order.ts'
import { updatePayment } from './payment.ts'
import { refundLegs } from './refund-legs.ts'

type SealedRecordOrder = RecordOrder<SealedReceiver> & SealedContent

export function decideRecordOrder(draft: Draft, command: SealedRecordOrder): RecordOrderOutcome {
  const { snapshot } = command
  if (!draft.snapshot.shops.has(shopKeyText(snapshot.key))) return { outcome: 'shop_unknown' }
  const keyText = orderKeyText(snapshot.key)
  const known = draft.snapshot.orders.get(keyText)
  const before = takenUnits(draft, known)
  if (known === undefined || known.history) {
    const order = firstSeen(draft, known, command)
    draft.snapshot.orders.set(keyText, order)
    recordContent(draft, order, { command, kind: 'order_received' })
    settlePlatformHold(draft, order, snapshot.shippingForbidden)
    advanceOrder(draft, order)
    countSales(draft, order, { before, at: snapshot.placedAt })
    return { outcome: 'recorded', number: order.number }
  }
  const outcome = updateOrder(draft, known, command)
  countSales(draft, known, { before, at: snapshot.version })
  return outcome
}

function updateOrder(draft: Draft, order: Order, command: SealedRecordOrder): RecordOrderOutcome {
  const { number } = order
  const hash = command.contentHash
  if (hash === order.contentHash) return { outcome: 'already_recorded', number }
  const parts = partsThatApply(order, command.snapshot)
  if (!parts.state && !parts.lines && !parts.receiver) {
    if (!order.knownContents.has(hash)) {
      emit(draft, order, {
        kind: 'older_content_kept',
        body: { version: command.snapshot.version },
        contentHash: command.contentHash,
      })
      remember(order, hash)
    }
    if (applyOlderMoney(order, command.snapshot)) {
      emit(draft, order, { kind: 'payment_recorded', body: { payment: order.payment } })
      advanceOrder(draft, order)
    }
    return { outcome: 'older_than_known', number }
  }
  const province = order.receiver?.province
  applySnapshot(order, command.snapshot, parts)
  recordContent(draft, order, { command, kind: 'order_updated' })
  if (order.receiver?.province !== province) recallForNewAddress(draft, order)
  if (parts.state) settlePlatformHold(draft, order, command.snapshot.shippingForbidden)
  advanceOrder(draft, order)
  return { outcome: 'updated', number }
}

function settlePlatformHold(draft: Draft, order: Order, shippingForbidden: boolean): void {
  if (isDead(order)) return
  settle(draft, order, { kind: 'platform', reason: shippingForbidden ? 'the platform forbids shipping for now' : null })
}

/** An order known from a file only is seen for the first time, too. */
function firstSeen(draft: Draft, history: Order | undefined, command: SealedRecordOrder): Order {
  const { snapshot, contentHash, number } = command
  const order = history ?? newOrder(draft, { ...snapshot, contentHash, number })
  if (history !== undefined) leaveHistory(history)
  applySnapshot(order, snapshot, { state: true, lines: snapshot.lines !== null, receiver: snapshot.receiver !== null })
  if (history !== undefined) settleHistoryLeg(history, snapshot.legs)
  return order
}

interface NewContent {
  command: SealedRecordOrder
  kind: 'order_received' | 'order_updated'
}

function recordContent(draft: Draft, order: Order, { command, kind }: NewContent): void {
  order.contentHash = command.contentHash
  const hash = command.contentHash
  const isNewContent = !order.knownContents.has(hash)
  remember(order, hash)
  emit(draft, order, {
    kind,
    body: {
      version: command.snapshot.version,
      payment: order.payment,
      platformState: order.platformState,
      payableFen: order.payableFen,
    },
    ...(isNewContent ? { contentHash: command.contentHash } : {}),
  })
}

function remember(order: Order, hash: string): void {
  order.knownContents = new Set([...order.knownContents, hash])
}

export function decidePayment(draft: Draft, order: Order, command: RecordPayment): RecordPaymentOutcome {
  const leg = order.legs.find((each) => each.leg === command.leg)
  if (leg === undefined) return { outcome: 'leg_unknown' }
  if (leg.paidFen >= command.paidFen && leg.paidAt !== null) return { outcome: 'already_recorded' }
  leg.paidFen = Math.max(leg.paidFen, command.paidFen)
  leg.paidAt ??= command.paidAt
  touch(leg)
  updatePayment(order)
  emit(draft, order, { kind: 'payment_recorded', body: { leg: leg.leg, paidFen: leg.paidFen, payment: order.payment } })
  advanceOrder(draft, order)
  return { outcome: 'recorded' }
}

export function decideRefund(draft: Draft, order: Order, command: RecordRefund): RecordRefundOutcome {
  const earlier = order.refunds.find((refund) => refund.refundId === command.refundId)
  if (earlier !== undefined) return replayedRefund(order, command)
  if (!(command.amountFen > 0)) return { outcome: 'amount_not_positive' }
  const refundableFen = sumFen(order.legs, (leg) => leg.paidFen - leg.refundedFen)
  if (command.amountFen > refundableFen) return { outcome: 'exceeds_paid', refundableFen }
  refundLegs(order, command)
  updatePayment(order)
  touch(order)
  const { refundId, amountFen } = command
  emit(draft, order, { kind: 'refund_recorded', body: { refundId, amountFen, payment: order.payment } })
  advanceOrder(draft, order)
  return { outcome: 'recorded' }
}

function replayedRefund(order: Order, command: RecordRefund): RecordRefundOutcome {
  const amountFen = sumFen(
    order.refunds.filter((refund) => refund.refundId === command.refundId),
    (refund) => refund.amountFen,
  )
  return amountFen === command.amountFen
    ? { outcome: 'already_recorded' }
    : { outcome: 'recorded_with_different_amount', amountFen }
}

export function decideCancel(draft: Draft, order: Order, command: CancelOrder): CancelOrderOutcome {
  if (isDead(order)) return { outcome: 'already_cancelled' }
  for (const { demand } of demandsOf(order)) if (demand.shipped > 0) return { outcome: 'already_shipped' }
  order.cancelRequested = true
  touch(order)
  emit(draft, order, { kind: 'order_cancelled', body: { reason: command.reason } })
  advanceOrder(draft, order)
  return { outcome: 'cancelled' }
}

/** Whether a reservation has run out is a question to the batch's own time, never to the timer that asked. */
export function decideExpiry(draft: Draft, order: Order): ExpireReservationsOutcome {
  let units = 0
  for (const reservation of order.reservations.slice()) {
    if (reservation.endedAs !== null || reservation.expiresAt === null || reservation.expiresAt > draft.snapshot.now)
      continue
    releaseReserved(draft, demandFor(order, reservation), { quantity: reservation.quantity, endedAs: 'expired' })
    units += reservation.quantity
  }
  if (units === 0) return { outcome: 'nothing_due' }
  emit(draft, order, { kind: 'reservation_expired', body: { units } })
  return { outcome: 'expired', units }
}

export function decideAdvance(draft: Draft, order: Order): AdvanceOrderOutcome {
  const before = order.eventsCount
  advanceOrder(draft, order)
  return { outcome: order.eventsCount === before ? 'unchanged' : 'advanced' }
}
