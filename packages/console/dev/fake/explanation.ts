// Why a made-up order went where it went.

import type { OrderExplanation } from '@tidegate/contract'
import { LOCATIONS, REGIONS, fateOf, from, isAllocated, linesOf, locationsOf, summaryOf } from './order.ts'
import type { FakeOrder } from './order.ts'

/** Units that the n-th chosen location ships: a split order's first line and its second. */
function shareOf(seed: number, index: number): number {
  const lines = linesOf(seed)
  const own = fateOf(seed) === 'split' ? lines.slice(index, index + 1) : lines
  return own.reduce((sum, line) => sum + line.quantity, 0)
}

export function explanationOf(order: FakeOrder, now: number): OrderExplanation {
  const summary = summaryOf(order, now)
  const [province, city] = from(REGIONS, order.seed, 11)
  const vip = summary.payableFen > 50_000
  const decided = isAllocated(summary.stage)
  const chosen = locationsOf(order.seed).map(([code]) => code as string)
  const rest = LOCATIONS.filter(([code]) => !chosen.includes(code)).map(([code]) => code as string)
  const lines = linesOf(order.seed)
  const skipped = fateOf(order.seed) === 'short' || order.seed % 3 === 0
  const ranked = skipped ? [...rest.slice(0, 1), ...chosen, ...rest.slice(1)] : [...chosen, ...rest]
  return {
    number: summary.number,
    ruleSetVersion: 7,
    decidedAt: decided ? new Date(order.placedAt + 1_080).toISOString() : null,
    tables: [
      {
        table: 'priority',
        firedRow: vip ? 'vip-500' : 'normal',
        description: vip ? '应付超过 500 元，进 VIP 队列优先处理' : '其余订单进普通队列',
        inputs: { payableFen: summary.payableFen },
        outputs: { queue: vip ? 'vip' : 'normal', priority: vip ? 10 : 100 },
      },
      {
        table: 'locations',
        firedRow: 'region-2',
        description: `收货地在${province}，按距离从近到远选仓`,
        inputs: { province, city, channel: summary.channel, units: summary.units },
        outputs: { candidates: ranked },
      },
      {
        table: 'holds',
        firedRow: null,
        description: '',
        inputs: { shop: summary.shop, payableFen: summary.payableFen },
        outputs: {},
      },
    ],
    candidates: ranked.map((code, rank) => ({
      location: code,
      name: LOCATIONS.find(([each]) => each === code)?.[1] ?? code,
      chosen: decided && chosen.includes(code),
      units: decided && chosen.includes(code) ? shareOf(order.seed, chosen.indexOf(code)) : 0,
      lacked:
        skipped && rank === 0 && decided
          ? { sku: lines[0]?.sku ?? '', needed: lines[0]?.quantity ?? 1, available: 0 }
          : null,
    })),
  }
}
