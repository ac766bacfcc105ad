import { expect, test } from 'vitest'
import { SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'

const CLAIM = { max: 10, claimMs: 60_000 }

async function ship(world: TestEngine): Promise<void> {
  const open = await world.gate.database<
    { id: number }[]
  >`select id from fulfillment_orders where state = 'open' order by id`
  await Promise.all(
    open.map(({ id }, index) =>
      world.gate.submit({
        kind: 'ship_fulfillment_order',
        actor: 'warehouse:HD',
        fulfillmentOrderId: id,
        carrier: 'SF',
        trackingNumber: `SF${index}`,
      }),
    ),
  )
}

test('a parcel is owed to its channel from the commit that shipped it, whole', async () => {
  await using world = await openTestEngine()
  await world.gate.submit(receive('A', 'HD', 5))
  await world.gate.submit(order({ id: '1', lines: { A: 2 } }))
  await ship(world)
  const { confirmations } = world.gate.links
  const [owed] = await confirmations.claim(SHOP, CLAIM)
  expect(owed).toMatchObject({
    platformOrderId: '1',
    carrier: 'SF',
    trackingNumber: 'SF0',
    lines: [{ platformLineId: '1-A', quantity: 2 }],
    isWhole: true,
    isUnsure: false,
    attempts: 1,
  })
  expect(await confirmations.claim(SHOP, CLAIM)).toEqual([])
  if (owed === undefined) throw new Error('nothing owed')
  await confirmations.confirmed(owed)
  await confirmations.failed(owed, { error: 'too late', retryMs: 0, isUnsure: true })
  expect(await confirmations.claim(SHOP, CLAIM)).toEqual([])
})

test('an order over two locations is two parcels, each with its own lines', async () => {
  await using world = await openTestEngine()
  await world.gate.submit(receive('A', 'HD', 5))
  await world.gate.submit(receive('B', 'HN', 5))
  await world.gate.submit(order({ id: '1', lines: { A: 2, B: 1 } }))
  await ship(world)
  const owed = await world.gate.links.confirmations.claim(SHOP, CLAIM)
  expect(owed.map(({ lines, isWhole }) => ({ lines, isWhole }))).toEqual([
    { lines: [{ platformLineId: '1-A', quantity: 2 }], isWhole: false },
    { lines: [{ platformLineId: '1-B', quantity: 1 }], isWhole: false },
  ])
})

test('an attempt whose process died is unsure for the next one; a refusal ends the row', async () => {
  await using world = await openTestEngine()
  await world.gate.submit(receive('A', 'HD', 5))
  await world.gate.submit(order({ id: '1' }))
  await ship(world)
  const { confirmations } = world.gate.links
  await confirmations.claim(SHOP, { max: 10, claimMs: 0 })
  const [again] = await confirmations.claim(SHOP, CLAIM)
  expect(again).toMatchObject({ isUnsure: true, attempts: 2 })
  if (again === undefined) throw new Error('nothing owed')
  await confirmations.refused(again, 'a refund is open')
  expect(await world.gate.database`select state, last_error as error from shipment_confirmations`).toMatchObject([
    { state: 'refused', error: 'a refund is open' },
  ])
})
