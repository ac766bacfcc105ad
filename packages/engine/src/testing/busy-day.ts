// A day whose end does not hang on who came first: every order has stock enough, and a story of its own
// that must be told in order. Stories of different orders are independent.

import type { Command } from '@tidegate/domain'
import { order, OTHER_SHOP, receive, SHOP } from '../../../../tools/test-world.ts'
import { drawFrom, pick } from './draw.ts'
import type { Draw } from './draw.ts'

export interface BusyDay {
  stock: Command[]
  /** One order each: its commands in order. */
  stories: Command[][]
}

const DAY = Date.parse('2026-11-11T00:00:00+08:00')
const SECOND_MS = 1_000
/** Placed just now for the whole test run, so that every telling is about the same orders. */
const JUST_NOW = Date.now()
const PROVINCES = ['浙江省', '广东省', '北京市', '四川省'] as const
const actor = 'test'

export function busyDay(seed: number, orders: number): BusyDay {
  const draw = drawFrom(seed)
  const skus = ['A', 'B', 'C']
  return {
    stock: skus.flatMap((sku) => ['HD', 'HN', 'HB'].map((location) => receive(sku, location, 10_000))),
    stories: Array.from({ length: orders }, (_, index) => storyOf(draw, `d${index}`)),
  }
}

/** Snapshots of one order whose order of arrival must not matter either. */
export function snapshotsOnly({ stories }: BusyDay): Command[][] {
  return stories.map((story) => story.filter((command) => command.kind === 'record_order'))
}

function storyOf(draw: Draw, id: string): Command[] {
  const shop = pick(draw, [SHOP, OTHER_SHOP])
  const key = { ...shop, platformOrderId: id }
  const lines = { [pick(draw, ['A', 'B'])]: 1 + draw(3), ...(draw(3) === 0 ? { C: 1 + draw(2) } : {}) }
  // Money keeps its sum: what was paid has no version of its own, and an older, larger amount would stay.
  const units = Object.values(lines).reduce((sum, quantity) => sum + quantity, 0)
  const province = pick(draw, PROVINCES)
  const wish = { id, shop, lines, province, placedAt: JUST_NOW }
  const first = order({ ...wish, paid: false, version: DAY + SECOND_MS })
  const paid = order({ ...wish, version: DAY + 2 * SECOND_MS })
  const moved = order({ ...wish, province: pick(draw, PROVINCES), version: DAY + 3 * SECOND_MS })
  const swapped = order({ ...wish, lines: { B: units }, version: DAY + 4 * SECOND_MS })
  const closed = order({ ...wish, closed: true, version: DAY + 5 * SECOND_MS })
  const paidFen = paid.snapshot.payableFen
  const endings: Command[][] = [
    [first, paid],
    [first, paid, moved, swapped],
    [first, paid, moved, closed],
    [first, { kind: 'record_payment', actor, key, leg: 'whole', paidFen, paidAt: DAY }, paid],
    [
      paid,
      { kind: 'place_hold', actor, key, hold: 'risk', reason: 'check' },
      { kind: 'release_hold', actor, key, hold: 'risk' },
    ],
    [paid, { kind: 'place_hold', actor, key, hold: 'manual', reason: 'call' }],
    [first, { kind: 'cancel_order', actor, key, reason: 'buyer' }, paid],
    [paid, { kind: 'record_refund', actor, key, refundId: `R-${id}`, amountFen: paidFen }],
    [paid, { kind: 'record_refund', actor, key, refundId: `R-${id}`, amountFen: 500 }, moved],
  ]
  return pick(draw, endings)
}
