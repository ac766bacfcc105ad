// What the kill test sends: orders with a life each (paid, paid late, left unpaid, cancelled, moved,
// refunded, held), drawn by seed, and goods coming in for the SKU that is always short.

import type { Command } from '@tidegate/domain'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'

const PLENTY = ['A', 'B'] as const
/** Too little of it on purpose: whatever is promised twice shows here. */
const SCARCE = 'C'
export const SKUS = [...PLENTY, SCARCE] as const

const UNPAID_RESERVATION_MS = 30 * 60_000
const DAY = Date.parse('2026-11-11T00:00:00+08:00')
const NEWER = DAY + 60_000
const PRICE_FEN = 1_000

type Draw = () => number

/** The commands of one order, each sent after the answer to the one before. */
export function orderLife(id: string, draw: Draw, now: number): Command[] {
  const lines = {
    [draw() < 0.3 ? SCARCE : pick(draw, PLENTY)]: 1 + Math.floor(draw() * 2),
    ...(draw() < 0.3 ? { B: 1 } : {}),
  }
  const key = { ...SHOP, platformOrderId: id }
  const actor = 'kill-test'
  const paid = order({ id, lines })
  const lives: [share: number, commands: () => Command[]][] = [
    [40, () => [paid]],
    [15, () => [order({ id, lines, paid: false, placedAt: now }), order({ id, lines, placedAt: now, version: NEWER })]],
    // Its reservation runs out a second or two from now; the pieces go back while workers die.
    [
      15,
      () => [
        order({ id, lines, paid: false, placedAt: now - UNPAID_RESERVATION_MS + 1_000 + Math.floor(draw() * 1_500) }),
      ],
    ],
    [10, () => [paid, { kind: 'cancel_order', actor, key, reason: 'buyer' }]],
    [8, () => [paid, order({ id, lines, version: NEWER, province: '广东省' })]],
    [6, () => [paid, { kind: 'record_refund', actor, key, refundId: `R${id}`, amountFen: PRICE_FEN / 2 }]],
    [
      6,
      () => [
        paid,
        { kind: 'place_hold', actor, key, hold: 'risk', reason: 'check' },
        { kind: 'release_hold', actor, key, hold: 'risk' },
      ],
    ],
  ]
  let left = draw() * lives.reduce((sum, [share]) => sum + share, 0)
  const life = lives.find(([share]) => (left -= share) < 0) ?? lives[0]
  return life?.[1]() ?? [paid]
}

export function openingStock(): Command[] {
  return [
    ...PLENTY.flatMap((sku) => ['HD', 'HN', 'HB'].map((at) => receive(sku, at, 200_000))),
    receive(SCARCE, 'HD', 40),
  ]
}

/** A few pieces of the scarce SKU; what waits for them is tried again. */
export function replenishment(round: number, draw: Draw): Command {
  return {
    ...receive(SCARCE, pick(draw, ['HD', 'HN', 'HB']), 5 + Math.floor(draw() * 20)),
    reference: `refill:${round}`,
  }
}

export function shipping(fulfillmentOrderId: number): Command {
  return {
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId,
    carrier: 'SF',
    trackingNumber: `SF-${fulfillmentOrderId}`,
  }
}

function pick<T>(draw: Draw, values: readonly [T, ...T[]] | readonly T[]): T {
  return values[Math.floor(draw() * values.length)] as T
}
