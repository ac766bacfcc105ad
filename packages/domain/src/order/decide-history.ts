// Orders of the past: recorded for what they were, never promised, held or shipped (docs/adr/0013). A file
// has no modification times, so money only rises, and whatever a channel says of the same order prevails.

import type { RecordHistory, SealedContent } from '../batch/command.ts'
import { emit } from '../batch/draft.ts'
import type { Draft } from '../batch/draft.ts'
import type { RecordHistoryOutcome } from '../batch/outcome.ts'
import { assert, must } from '../kernel/assert.ts'
import { sumFen } from '../kernel/money.ts'
import { partApplies } from './apply-snapshot.ts'
import { newOrder } from './new-order.ts'
import type { OrderHistory } from './order-history.ts'
import { orderKeyText, shopKeyText } from './order-key.ts'
import type { SealedReceiver } from './order-snapshot.ts'
import { touch } from './order.ts'
import type { Order, PaymentLeg } from './order.ts'
import { updatePayment } from './payment.ts'
import { refundLegs } from './refund-legs.ts'

type SealedRecordHistory = RecordHistory & SealedContent

export function decideRecordHistory(draft: Draft, command: SealedRecordHistory): RecordHistoryOutcome {
  const { key, history } = command
  assert(history.refundedFen <= history.paidFen, 'no more can go back than was paid')
  if (!draft.snapshot.shops.has(shopKeyText(key))) return { outcome: 'shop_unknown' }
  const known = draft.snapshot.orders.get(orderKeyText(key))
  if (known === undefined) {
    const order = firstTold(draft, command)
    draft.snapshot.orders.set(orderKeyText(key), order)
    tell(draft, order, command)
    return { outcome: 'recorded', number: order.number }
  }
  const { number } = known
  if (!known.history) return { outcome: 'known_live', number }
  if (known.knownContents.has(command.contentHash)) return { outcome: 'already_recorded', number }
  tell(draft, known, command)
  return { outcome: 'updated', number }
}

function firstTold(draft: Draft, { key, number, contentHash, history }: SealedRecordHistory): Order {
  const { placedAt, currency, payableFen } = history
  const order = newOrder(draft, { key, number, placedAt, version: versionOf(history), currency, contentHash })
  order.history = true
  order.receiver = region(history)
  order.legs.push({ leg: 'whole', payableFen, paidFen: 0, refundedFen: 0, paidAt: null, change: 'insert' })
  return order
}

/** All a file can tell of its age: what it knows to have happened last. */
function versionOf({ placedAt, paidAt }: OrderHistory): number {
  return paidAt ?? placedAt
}

function tell(draft: Draft, order: Order, { history, contentHash }: SealedRecordHistory): void {
  touch(order)
  const version = versionOf(history)
  const leg = wholeLeg(order)
  if (partApplies(version, order.versions.state)) {
    order.versions.state = version
    order.payableFen = history.payableFen
    leg.payableFen = history.payableFen
  }
  leg.paidFen = Math.max(leg.paidFen, history.paidFen)
  leg.paidAt ??= history.paidAt
  touch(leg)
  updatePayment(order)
  order.contentHash = contentHash
  order.knownContents = new Set([...order.knownContents, contentHash])
  const { payment, payableFen, platformState } = order
  emit(draft, order, {
    kind: 'history_recorded',
    body: { version, payment, platformState, payableFen },
    contentHash,
  })
  raiseRefunded(draft, order, history)
}

/** A file tells how much went back in all, and not in which refunds: what is new of it becomes one. */
function raiseRefunded(draft: Draft, order: Order, { refundedFen }: OrderHistory): void {
  const amountFen = refundedFen - sumFen(order.legs, (leg) => leg.refundedFen)
  if (amountFen <= 0) return
  const refundId = `history:${refundedFen}`
  refundLegs(order, { refundId, amountFen })
  updatePayment(order)
  emit(draft, order, { kind: 'refund_recorded', body: { refundId, amountFen, payment: order.payment } })
}

/**
 * A channel shows the order after all: from here on it is what the channel says. Refunds stay, since money that
 * went back is never unsaid, and with them as much of the payment as they need to have come from.
 */
export function leaveHistory(order: Order): void {
  const leg = wholeLeg(order)
  order.history = false
  order.receiver = null
  Object.assign(leg, { payableFen: 0, paidFen: leg.refundedFen, paidAt: leg.refundedFen > 0 ? leg.paidAt : null })
  touch(leg)
}

/** Where the channel tells of other legs only, the history's own asks for nothing more. */
export function settleHistoryLeg(order: Order, told: readonly Pick<PaymentLeg, 'leg'>[]): void {
  if (told.some(({ leg }) => leg === 'whole')) return
  wholeLeg(order).paidAt ??= order.placedAt
  updatePayment(order)
}

function wholeLeg(order: Order): PaymentLeg {
  return must(
    order.legs.find(({ leg }) => leg === 'whole'),
    'history has one leg, the whole price',
  )
}

/** Where it went, as far as a file may say in clear: nobody can be found by it. */
function region({ province, city, district }: OrderHistory): SealedReceiver {
  const pseudonyms = { buyerPseudonym: null, phonePseudonym: null, phoneLast4Pseudonym: null, mergePseudonym: null }
  return { province, city, district, masked: false, plain: null, place: null, ...pseudonyms }
}
