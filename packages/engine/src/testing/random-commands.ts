// Random commands over a world so small that they keep meeting: three SKUs and one not yet mapped, three
// locations, twelve order ids in each of two shops.

import type { Command } from '@tidegate/domain'
import { order, OTHER_SHOP, SHOP } from '../../../../tools/test-world.ts'
import { pick, pickWeighted } from './draw.ts'
import type { Draw } from './draw.ts'

const LOCATIONS = ['HD', 'HN', 'HB'] as const
const ORDER_IDS = 12
const VERSIONS = 8
const UNPAID_MS = 30 * 60_000
const DAY = Date.parse('2026-11-11T00:00:00+08:00')

/** One story's own names, so that stories share a database and nothing else. */
export interface Cast {
  name: string
  skus: readonly string[]
  unmapped: string
}

export function castOf(name: string): Cast {
  return { name, skus: ['A', 'B', 'C'].map((sku) => `${name}${sku}`), unmapped: `${name}X` }
}

type Maker = (draw: Draw, cast: Cast, step: number) => Command

const MAKERS: readonly (readonly [number, Maker])[] = [
  [30, randomOrder],
  [
    10,
    (draw, cast) => ({
      kind: 'record_payment',
      actor: 'api',
      key: keyOf(draw, cast),
      leg: 'whole',
      paidFen: 1_000 * (1 + draw(6)),
      paidAt: DAY,
    }),
  ],
  [8, (draw, cast) => ({ kind: 'cancel_order', actor: 'user:1', key: keyOf(draw, cast), reason: 'buyer' })],
  [
    6,
    (draw, cast) => ({
      kind: 'record_refund',
      actor: 'api',
      key: keyOf(draw, cast),
      refundId: `R${draw(3)}`,
      amountFen: 500 * (1 + draw(6)),
    }),
  ],
  [
    5,
    (draw, cast) => ({
      kind: 'place_hold',
      actor: 'user:1',
      key: keyOf(draw, cast),
      hold: pick(draw, ['manual', 'risk']),
      reason: 'check',
    }),
  ],
  [
    5,
    (draw, cast) => ({
      kind: 'release_hold',
      actor: 'user:1',
      key: keyOf(draw, cast),
      hold: pick(draw, ['manual', 'risk']),
    }),
  ],
  [6, (draw, cast) => ({ kind: 'advance_order', actor: 'timer', key: keyOf(draw, cast) })],
  [4, (draw, cast) => ({ kind: 'expire_reservations', actor: 'timer', key: keyOf(draw, cast) })],
  [10, (draw, cast, step) => ({ kind: 'receive_stock', ...stockOf(draw, cast, step), quantity: 1 + draw(6) })],
  [
    6,
    (draw, cast, step) => ({
      kind: 'adjust_stock',
      ...stockOf(draw, cast, step),
      quantity: draw(7) - 4,
      reason: 'count',
    }),
  ],
]

export function randomCommand(draw: Draw, cast: Cast, step: number): Command {
  return pickWeighted(draw, MAKERS)(draw, cast, step)
}

/** Commands after which a level can be short: only facts are. */
export function isFact(command: Command): boolean {
  return (
    command.kind === 'adjust_stock' || command.kind === 'receive_stock' || command.kind === 'ship_fulfillment_order'
  )
}

function keyOf(draw: Draw, { name }: Cast) {
  return { ...pick(draw, [SHOP, OTHER_SHOP]), platformOrderId: `${name}-${draw(ORDER_IDS)}` }
}

function stockOf(draw: Draw, { name, skus }: Cast, step: number) {
  // Now and then the paper of an earlier step comes again.
  const reference = `${name}-${draw(8) === 0 ? draw(step + 1) : step}`
  return { actor: 'warehouse', skuCode: pick(draw, skus), locationCode: pick(draw, LOCATIONS), reference }
}

function randomOrder(draw: Draw, cast: Cast): Command {
  const { platformOrderId, ...shop } = keyOf(draw, cast)
  const skus = cast.skus.filter(() => draw(2) === 0)
  if (draw(12) === 0) skus.push(cast.unmapped)
  const lines = Object.fromEntries((skus.length === 0 ? [cast.skus[0] ?? ''] : skus).map((sku) => [sku, 1 + draw(4)]))
  const [first = ''] = Object.keys(lines)
  const version = draw(VERSIONS)
  // The same version of the same order is now and then the same content.
  const command = order({
    id: platformOrderId,
    shop,
    lines,
    cancelled: draw(6) === 0 ? { [first]: 1 } : {},
    paid: draw(3) > 0,
    closed: version === VERSIONS - 1 && draw(2) === 0,
    version: DAY + version * 1_000,
    placedAt: draw(3) === 0 ? DAY - UNPAID_MS : RECENTLY,
    province: pick(draw, ['浙江省', '广东省', '北京市']),
  })
  const { snapshot } = command
  if (draw(9) === 0) snapshot.lines = null
  if (draw(9) === 0) snapshot.receiver = null
  if (draw(14) === 0) snapshot.payableFen += 1
  snapshot.refunding = draw(12) === 0
  snapshot.shippingForbidden = draw(15) === 0
  return command
}

/** Within an unpaid order's half hour for as long as a run lasts. */
const RECENTLY = Date.now()
