// An order as it is before anything was told of it.

import type { Draft } from '../batch/draft.ts'
import type { Instant } from '../kernel/instant.ts'
import { NORMAL_PRIORITY } from '../routing/routing-facts.ts'
import type { OrderKey } from './order-key.ts'
import type { Order } from './order.ts'

export interface Birth {
  key: OrderKey
  number: string
  placedAt: Instant
  version: Instant
  currency: string
  contentHash: string
}

export function newOrder(draft: Draft, birth: Birth): Order {
  const { key, number, placedAt, version, currency, contentHash } = birth
  return {
    id: draft.snapshot.nextId(),
    key,
    number,
    placedAt,
    history: false,
    platformState: 'open',
    payment: 'unpaid',
    refunding: false,
    cancelRequested: false,
    versions: { state: version, lines: null, receiver: null },
    contentHash,
    currency,
    freightFen: 0,
    payableFen: 0,
    receiver: null,
    queue: 'normal',
    priority: NORMAL_PRIORITY,
    eventsCount: 0,
    chainHead: null,
    lines: [],
    legs: [],
    refunds: [],
    holds: [],
    reservations: [],
    allocations: [],
    knownContents: new Set(),
    change: 'insert',
  }
}
