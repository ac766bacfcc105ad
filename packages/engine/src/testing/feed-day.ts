// A day of one feed, page by page, the same in every process that plays it: what crash and fencing tests
// send, crash, and send again. Surrogate ids differ between runs; nothing here depends on them.

import type { Command } from '@tidegate/domain'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'

export const PAGES = 4
export const FEED = 'orders'
export const FEED_START = Date.parse('2026-11-11T00:00:00+08:00')

const ORDERS_PER_PAGE = 12
const MINUTE_MS = 60_000

export interface Page {
  /** Sent at once, so that they are one batch. */
  commands: Command[]
  /** Orders whose parcels leave the warehouse after it. */
  shipped: string[]
  /** Where the cursor stands once all of it is durable. */
  position: number
}

export function feedDay(): Page[] {
  return Array.from({ length: PAGES }, (_, page) => pageOf(page))
}

export const orderIdsOf = (page: number): string[] => Array.from({ length: ORDERS_PER_PAGE }, (_, n) => `p${page}-${n}`)

/** Stock is short from the second page on, so that who gets it depends on the order of decisions. */
function pageOf(page: number): Page {
  const ids = orderIdsOf(page)
  const before = page === 0 ? [] : orderIdsOf(page - 1)
  const key = (id: string) => ({ ...SHOP, platformOrderId: id })
  const newer = FEED_START + page * MINUTE_MS
  return {
    commands: [
      { ...receive('A', 'HD', 14), reference: `receipt:${page}` },
      ...ids.map((id, n) =>
        order({ id, lines: n % 3 === 0 ? { A: 2, B: 1 } : { A: 1 }, paid: n % 4 !== 1, version: newer }),
      ),
      ...before.slice(0, 2).map((id) => order({ id, lines: { A: 2, B: 1 }, province: '广东省', version: newer + 1 })),
      ...before
        .slice(4, 6)
        .map((id): Command => ({ kind: 'cancel_order', actor: 'user:1', key: key(id), reason: 'buyer' })),
      ...before.slice(6, 7).map((id): Command => ({
        kind: 'record_refund',
        actor: 'channel:taobao',
        key: key(id),
        refundId: `f-${id}`,
        amountFen: 300,
      })),
      ...ids
        .slice(7, 8)
        .map((id): Command => ({ kind: 'place_hold', actor: 'user:1', key: key(id), hold: 'risk', reason: 'check' })),
    ],
    shipped: ids.slice(2, 4),
    position: FEED_START + (page + 1) * MINUTE_MS,
  }
}
