// What a marketplace has to tell its sellers, in the order it happened, with the ways real ones fail: messages
// that come twice, in reverse, or never.

import type { Faults } from './faults.ts'
import type { MarketTrade } from './market-trade.ts'

export type MarketEventKind =
  | 'created'
  | 'deposit_paid'
  | 'paid'
  | 'partly_shipped'
  | 'shipped'
  | 'completed'
  | 'closed'
  | 'refund_asked'
  | 'refund_succeeded'
  | 'refund_refused'
  | 'changed'

export interface MarketEvent {
  /** 19 digits, the same in every repeat. */
  id: string
  kind: MarketEventKind
  atMs: number
  trade: MarketTrade
}

const FIRST_ID = 5_000_000_000_000_000_000n
const EVENTS_KEPT_MAX = 20_000 // A demo that nobody listens to must not grow for ever.
const LOST_EVERY = 3
const SCATTER = 37 // Without a factor in common with 100: each hundred messages meets each remainder once.

export class PushOutbox {
  private readonly faults: Faults
  private readonly waiting: MarketEvent[] = []
  private readonly unconfirmed = new Map<string, MarketEvent>()
  private count = 0
  private isMuted = false
  /** Messages that were never sent. */
  lost = 0

  constructor(faults: Faults) {
    this.faults = faults
  }

  add(trade: MarketTrade, before: MarketTrade | null): void {
    const id = String(FIRST_ID + BigInt(++this.count))
    if (this.isMuted || this.isLost()) {
      this.lost += 1
      return
    }
    this.waiting.push({ id, kind: kindOf(trade, before), atMs: trade.modifiedAtMs, trade })
    // Half at once: dropping one by one would move the whole list for every event.
    if (this.waiting.length > EVENTS_KEPT_MAX) this.waiting.splice(0, EVENTS_KEPT_MAX / 2)
  }

  /** Nobody is subscribed: what waits is dropped, and what happens until `unmute` is told to nobody, ever. */
  mute(): void {
    this.isMuted = true
    this.lost += this.waiting.length
    this.waiting.length = 0
    this.unconfirmed.clear()
  }

  unmute(): void {
    this.isMuted = false
  }

  /** What to send now, as the faults would have it. Sent ones stay unconfirmed until `confirm`. */
  take(): MarketEvent[] {
    const events = this.waiting.splice(0)
    for (const event of events) this.unconfirmed.set(event.id, event)
    for (const id of this.unconfirmed.keys()) {
      if (this.unconfirmed.size <= EVENTS_KEPT_MAX) break
      this.unconfirmed.delete(id)
    }
    const repeated = events.flatMap((event) => (this.isRepeated(event) ? [event, event] : [event]))
    return this.faults.pushReversed ? repeated.toReversed() : repeated
  }

  confirm(id: string): void {
    this.unconfirmed.delete(id)
  }

  /** Sent and not confirmed: to be sent again after the platform's own delay. */
  pending(): MarketEvent[] {
    return [...this.unconfirmed.values()]
  }

  private isLost(): boolean {
    if (this.faults.pushLost && this.count % LOST_EVERY === 0) return true
    return (this.count * SCATTER) % 100 < this.faults.pushLossPercent
  }

  private isRepeated({ id }: MarketEvent): boolean {
    const number = Number(BigInt(id) - FIRST_ID)
    return this.faults.pushRepeated || (number * SCATTER + 50) % 100 < this.faults.pushRepeatPercent
  }

  get waitingCount(): number {
    return this.waiting.length
  }
}

function kindOf(trade: MarketTrade, before: MarketTrade | null): MarketEventKind {
  if (before === null && trade.state === 'unpaid') return 'created'
  const refund = trade.lines.find(({ refund: each }) => each?.modifiedAtMs === trade.modifiedAtMs)?.refund
  if (before?.state !== trade.state) {
    switch (trade.state) {
      case 'unpaid':
        return 'created'
      case 'paid_shipping_forbidden':
        return 'paid'
      case 'closed_unpaid':
      case 'closed_refunded':
        return 'closed'
      case 'deposit_paid':
      case 'paid':
      case 'partly_shipped':
      case 'shipped':
      case 'completed':
        return trade.state
    }
  }
  return refund === undefined || refund === null ? 'changed' : `refund_${refund.state}`
}
