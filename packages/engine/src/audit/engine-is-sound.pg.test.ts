// The engine under random commands, asked every invariant: the audit and the engine were written
// apart, so where they disagree one of them is wrong. The seed is in the test's name.

import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, SHOP, TEST_SKUS } from '../../../../tools/test-world.ts'
import type { Command } from '../../../domain/src/index.ts'
import { formatReport, isSound, verify } from './verify.ts'

const ROUNDS = 30
const COMMANDS_PER_ROUND = 20
/** Few on purpose, so that commands meet on the same orders. */
const ORDER_IDS = 25
const LOCATIONS = ['HD', 'HN', 'HB', 'VIP'] as const
const DAY = Date.parse('2026-11-11T00:00:00+08:00')

type Draw = (below: number) => number

/** A linear congruential generator: the same seed gives the same drill on every machine. */
function draws(seed: number): Draw {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function pick<T>(draw: Draw, values: readonly T[]): T {
  const value = values[draw(values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

function randomOrder(draw: Draw, id: string): Command {
  const lines = Object.fromEntries(TEST_SKUS.filter(() => draw(2) === 0).map((sku) => [sku, 1 + draw(3)]))
  if (draw(15) === 0) lines['unknown'] = 1
  const chosen = Object.keys(lines).length === 0 ? { A: 1 } : lines
  const command = order({
    id,
    lines: chosen,
    paid: draw(3) > 0,
    closed: draw(12) === 0,
    version: DAY + draw(50) * 1_000,
    placedAt: draw(2) === 0 ? DAY : Date.now(),
    province: pick(draw, ['上海', '广东省', '北京', '四川省']),
    cancelled: draw(5) === 0 ? { A: 1 } : {},
  })
  const { snapshot } = command
  if (draw(10) === 0) snapshot.lines = null
  if (draw(10) === 0) snapshot.receiver = null
  if (draw(15) === 0) snapshot.payableFen += 1
  return command
}

function randomCommand(draw: Draw, at: string, works: number[]): Command {
  const key = { ...SHOP, platformOrderId: `r${draw(ORDER_IDS)}` }
  const actor = 'test'
  const stock = { actor, skuCode: pick(draw, TEST_SKUS), locationCode: pick(draw, LOCATIONS), reference: at }
  const makers: (() => Command)[] = [
    () => randomOrder(draw, key.platformOrderId),
    () => randomOrder(draw, key.platformOrderId),
    () => ({ ...receive(stock.skuCode, stock.locationCode, 1 + draw(6)), reference: at }),
    () => ({ kind: 'adjust_stock', ...stock, quantity: draw(3) - 1, reason: 'count' }),
    () => ({ kind: 'record_payment', actor, key, leg: 'whole', paidFen: 1_000 * (1 + draw(9)), paidAt: DAY }),
    () => ({ kind: 'record_refund', actor, key, refundId: `f${draw(3)}`, amountFen: 500 * (1 + draw(4)) }),
    () => ({ kind: 'cancel_order', actor, key, reason: 'buyer' }),
    () => ({ kind: 'place_hold', actor, key, hold: pick(draw, ['manual', 'risk'] as const), reason: 'check' }),
    () => ({ kind: 'release_hold', actor, key, hold: pick(draw, ['manual', 'risk', 'payment'] as const) }),
    () => ({ kind: 'expire_reservations', actor, key }),
    () => ({ kind: 'advance_order', actor, key }),
  ]
  if (works.length === 0 || draw(8) > 0) return pick(draw, makers)()
  return {
    kind: 'ship_fulfillment_order',
    actor,
    fulfillmentOrderId: pick(draw, works),
    carrier: 'sf',
    trackingNumber: at,
  }
}

test.each([1, 2, 3])('no invariant is violated by random commands, seed %i', async (seed) => {
  await using world = await openTestEngine()
  const { gate } = world
  const draw = draws(seed)
  for (let round = 0; round < ROUNDS; round += 1) {
    const works = await gate.database<{ id: number }[]>`select id from fulfillment_orders order by id`
    const ids = works.map((work) => work.id)
    const commands = Array.from({ length: COMMANDS_PER_ROUND }, (_, n) => randomCommand(draw, `${round}-${n}`, ids))
    await Promise.all(
      commands.map((command) => gate.submit(command, command.kind === 'record_order' ? rawOf(command) : undefined)),
    )
    await gate.runDueWork()
  }
  const report = await verify(gate.database)
  expect(isSound(report), formatReport(report)).toBe(true)
  expect(report.figures.shippedUnits).toBeGreaterThan(0)
  expect(report.figures.reservedUnits + report.figures.allocatedUnits).toBeGreaterThan(0)
})

const rawOf = (command: Command): Uint8Array => Buffer.from(JSON.stringify(command))
