import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive } from '../../../../tools/test-world.ts'
import { readOpenFulfillmentOrders } from '../fulfillment/read-open.ts'
import type { Gate, OpenGate } from '../index.ts'
import { drawFrom, pick } from '../testing/draw.ts'
import { readMovements } from './read-movements.ts'
import type { MovementPlace, MovementView } from './read-movements.ts'

const SEED = Number(process.env['TIDEGATE_TEST_SEED'] ?? Date.now() % 1_000_000)

const adjust = (gate: Gate, quantity: number, of: { reference: string; locationCode?: string; actor?: string }) =>
  gate.submit({
    kind: 'adjust_stock',
    actor: 'user:7',
    skuCode: 'A',
    locationCode: 'HD',
    quantity,
    reason: 'count',
    ...of,
  })

async function walk({ database }: OpenGate, limit: number): Promise<MovementView[]> {
  const seen: MovementView[] = []
  for (let before: MovementPlace | null = null, isLast = false; !isLast;) {
    const page = await readMovements(database, 'A', { limit, before })
    seen.push(...(page?.movements ?? []))
    before = page?.next ?? null
    isLast = before === null
  }
  return seen
}

test('a ledger says what moved, when, why, who did it, and what was left', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 10))
  await adjust(gate, -3, { reference: 'count-1' })
  await gate.submit(order({ id: '1', lines: { A: 2 } }))
  const [work] = await readOpenFulfillmentOrders(gate.database, 1)
  await gate.submit({
    kind: 'ship_fulfillment_order',
    actor: 'warehouse:HD',
    fulfillmentOrderId: work?.id ?? 0,
    carrier: 'SF',
    trackingNumber: 'SF1',
  })
  const page = await readMovements(gate.database, 'A', { limit: 50, before: null })
  const at = expect.stringMatching(/^\d{4}-.*Z$/)
  expect(page).toMatchObject({
    movements: [
      {
        at,
        kind: 'shipment',
        location: 'HD',
        quantity: -2,
        onHandAfter: 5,
        actor: 'warehouse:HD',
        orderNumber: expect.stringMatching(/^TB/),
      },
      { at, kind: 'adjustment', quantity: -3, onHandAfter: 7, reason: 'count', reference: 'count-1', actor: 'user:7' },
      { at, kind: 'receipt', quantity: 10, onHandAfter: 10, actor: 'test', orderNumber: null },
    ],
    next: null,
  })
  expect(await readMovements(gate.database, 'none', { limit: 50, before: null })).toBeNull()
  expect(await readMovements(gate.database, 'B', { limit: 50, before: null })).toEqual({ movements: [], next: null })
})

test('more found at shipping than we believed stands before the shipment it made possible', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 2))
  await gate.submit(order({ id: '1', lines: { A: 2 } }))
  await adjust(gate, -1, { reference: 'lost' })
  const [work] = await readOpenFulfillmentOrders(gate.database, 1)
  const parcel = { actor: 'warehouse:HD', carrier: 'SF', trackingNumber: 'SF1' }
  await gate.submit({ kind: 'ship_fulfillment_order', fulfillmentOrderId: work?.id ?? 0, ...parcel })
  const seen = await walk(gate, 1)
  expect(seen.map((each) => [each.kind, each.quantity, each.onHandAfter])).toEqual([
    ['shipment', -2, 0],
    ['adjustment', 1, 2],
    ['adjustment', -1, 1],
    ['receipt', 2, 2],
  ])
})

test('a page is taken up where the last one ended, whatever was recorded meanwhile', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  for (let count = 1; count <= 5; count += 1) await adjust(gate, count, { reference: `r${count}` })
  const first = await readMovements(gate.database, 'A', { limit: 2, before: null })
  await adjust(gate, 100, { reference: 'late' })
  const second = await readMovements(gate.database, 'A', { limit: 2, before: first?.next ?? null })
  const seen = [...(first?.movements ?? []), ...(second?.movements ?? [])]
  expect(seen.map((each) => [each.reference, each.onHandAfter])).toEqual([
    ['r5', 15],
    ['r4', 10],
    ['r3', 6],
    ['r2', 3],
  ])
})

test(`two processes at once: each line's balance is what its sender was told, seed ${SEED}`, async () => {
  await using world = await openTestEngine()
  const other = await world.engine.merchants.open('test')
  const draw = drawFrom(SEED)
  const told = new Map<string, number>()
  let count = 0
  const send = async (gate: Gate): Promise<void> => {
    count += 1
    const reference = `r${count}`
    const locationCode = pick(draw, ['HD', 'HN'])
    const outcome = await adjust(gate, 1 + draw(5) - draw(2) * 3, { reference, locationCode })
    if (outcome.outcome === 'recorded') told.set(reference, outcome.onHand)
  }
  for (let round = 0; round < 15; round += 1)
    await Promise.all([world.gate, other].flatMap((gate) => [send(gate), send(gate), send(gate)]))
  const seen = await walk(world.gate, 7)
  expect(new Map(seen.map((each) => [each.reference, each.onHandAfter]))).toEqual(told)
  expect(told.size).toBeGreaterThan(30)
  await other.close()
})
