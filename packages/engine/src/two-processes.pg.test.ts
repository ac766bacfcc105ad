// Several processes on one merchant: correct, whoever comes first. Real processes, because two gates in
// one share a clock, a cache of code and an event loop.

import { expect, test } from 'vitest'
import { openTestEngine } from '../../../tools/test-engine.ts'
import type { TestEngine } from '../../../tools/test-engine.ts'
import { receive, testMasterKeyFile } from '../../../tools/test-world.ts'
import type { OrderWish } from '../../../tools/test-world.ts'
import { formatReport, isSound, verify } from './audit/verify.ts'
import { drawFrom, pick, shuffled } from './testing/draw.ts'
import type { OrderWork } from './testing/order-worker.ts'
import { retriesOf, runOrderWorkers } from './testing/run-order-workers.ts'
import { testPlant } from './testing/test-plant.ts'

const SEED = Number(process.env['TIDEGATE_TEST_SEED'] ?? Date.now() % 1_000_000)
const SKUS = Array.from({ length: 12 }, (_, index) => `S${index}`)
const ORDERS = 400
const BUYERS = Number(process.env['TIDEGATE_TEST_BUYERS'] ?? 2_000)
const UNITS = 100

const shareOf = ({ url }: TestEngine, orders: OrderWish[], batchCommandsMax: number): OrderWork => {
  return { url, masterKeyFile: testMasterKeyFile(), batchCommandsMax, plant: testPlant, orders }
}

function manySkuOrders(seed: number): OrderWish[] {
  const draw = drawFrom(seed)
  return Array.from({ length: ORDERS }, (_, index) => {
    const skus = shuffled(draw, SKUS).slice(0, 2 + draw(4))
    return {
      id: `m${index}`,
      lines: Object.fromEntries(skus.map((sku) => [sku, 1])),
      province: pick(draw, ['上海市', '广东省']),
    }
  })
}

test(`two processes that tell the same orders in any order never deadlock and store each once, seed ${SEED}`, async () => {
  await using world = await openTestEngine({ skus: SKUS })
  await Promise.all(SKUS.flatMap((sku) => ['HD', 'HN'].map((at) => world.gate.submit(receive(sku, at, 40)))))
  const orders = manySkuOrders(SEED)
  // Small batches, so that many are under way at once and their locks cross.
  const draw = drawFrom(SEED + 1)
  const done = await runOrderWorkers([0, 1].map(() => shareOf(world, shuffled(draw, orders), 8)))
  console.log(
    `two processes: ${ORDERS} orders told twice, deadlocks (40P01) ${retriesOf(done, '40P01')}, retries ${JSON.stringify(done.map((each) => each.retries))}`,
  )
  const recorded = done.reduce((sum, { outcomes }) => sum + (outcomes['recorded'] ?? 0), 0)
  const repeated = done.reduce((sum, { outcomes }) => sum + (outcomes['already_recorded'] ?? 0), 0)
  expect(retriesOf(done, '40P01'), 'deadlocks').toBe(0)
  expect({ recorded, repeated }).toEqual({ recorded: ORDERS, repeated: ORDERS })
  const report = await verify(world.gate.database)
  expect(isSound(report), formatReport(report)).toBe(true)
  expect(report.orders).toBe(ORDERS)
})

test.each([1, 2])(
  `${BUYERS} buyers for ${UNITS} units through %i processes: exactly ${UNITS} are promised`,
  async (processes) => {
    await using world = await openTestEngine()
    await world.gate.submit(receive('A', 'HD', UNITS))
    const buyers = Array.from({ length: BUYERS }, (_, index): OrderWish => ({ id: `b${index}`, lines: { A: 1 } }))
    const shares = Array.from({ length: processes }, (_, share) =>
      buyers.filter((_wish, index) => index % processes === share),
    )
    await runOrderWorkers(shares.map((orders) => shareOf(world, orders, 100)))
    const report = await verify(world.gate.database)
    expect(isSound(report), formatReport(report)).toBe(true)
    const { orders, oversoldUnits, allocatedUnits, reservedUnits, waitingUnits } = report.figures
    expect({ orders, oversoldUnits, promised: allocatedUnits + reservedUnits, waitingUnits }).toEqual({
      orders: BUYERS,
      oversoldUnits: 0,
      promised: UNITS,
      waitingUnits: BUYERS - UNITS,
    })
  },
)
