// Takes succeeded refunds through the door. A refund may be heard of before its order, or before the
// payment it returns: then the order is read afresh, once, and the refund tried again.

import type { ListedRefund, Window } from '@tidegate/connectors'
import type { RecordRefundOutcome } from '@tidegate/domain'
import { actorOf, boundedPages, orderKey, rememberSetAside } from './feed.ts'
import { patiently } from './patiently.ts'
import type { Feed } from './feed.ts'
import { forEachAtOnce } from './for-each.ts'
import { recordOrder } from './record-orders.ts'

const REFUNDS_AT_ONCE = 8

export async function recordRefunds(feed: Feed, window: Window): Promise<void> {
  for await (const page of boundedPages(feed.adapter.listRefunds(window, feed.signal), feed)) {
    const succeeded = page.filter((refund) => refund.succeeded)
    await forEachAtOnce(succeeded, REFUNDS_AT_ONCE, (refund) => recordRefund(feed, refund))
  }
}

async function recordRefund(feed: Feed, refund: ListedRefund): Promise<void> {
  let answer = await submitRefund(feed, refund)
  if (answer.outcome === 'order_unknown' || answer.outcome === 'exceeds_paid') {
    await recordOrder(feed, refund.platformOrderId)
    answer = await submitRefund(feed, refund)
  }
  const refusal = describeRefusal(answer)
  if (refusal !== null) await quarantineRefund(feed, refund, refusal)
  else if (answer.outcome === 'recorded') feed.count.refundsRecorded += 1
}

type Answer = RecordRefundOutcome | { outcome: 'quarantined' }

async function submitRefund(feed: Feed, { refundId, platformOrderId, amountFen }: ListedRefund): Promise<Answer> {
  const key = orderKey(feed.shop, platformOrderId)
  const command = { kind: 'record_refund', key, refundId, amountFen, actor: actorOf(feed.shop) } as const
  return patiently(() => feed.gate.submit(command), feed)
}

interface Refusal {
  code: string
  reason: string
}

function describeRefusal(answer: Answer): Refusal | null {
  switch (answer.outcome) {
    case 'order_unknown':
      return { code: 'refund_order_unknown', reason: 'its order could not be recorded' }
    case 'recorded_with_different_amount':
      return { code: 'refund_amount_changed', reason: `known with ${answer.amountFen} fen` }
    case 'amount_not_positive':
      return { code: 'refund_amount_not_positive', reason: 'expected an amount above 0' }
    case 'exceeds_paid':
      return { code: 'refund_exceeds_paid', reason: `only ${answer.refundableFen} fen are left to refund` }
    case 'already_recorded':
    case 'recorded':
    case 'quarantined':
      return null
  }
}

/** The overlap lists it again, and it is tried again: its order may have come. It is counted once. */
async function quarantineRefund(feed: Feed, refund: ListedRefund, { code, reason }: Refusal): Promise<void> {
  const { gate, shop, count, setAside } = feed
  if (setAside.get(refund.refundId) !== refund.version) count.quarantined += 1
  rememberSetAside(setAside, refund.refundId, refund.version)
  const entry = {
    key: orderKey(shop, refund.platformOrderId),
    // Apart from the order's own entry: one order may wait for both reasons.
    source: `channel:${shop.channel}/${shop.shop}/refund/${refund.refundId}`,
    code,
    reason: `refund ${refund.refundId} of ${refund.amountFen} fen: ${reason}`,
    raw: Buffer.from(JSON.stringify(refund)),
  }
  await patiently(() => gate.quarantine(entry), feed)
}
