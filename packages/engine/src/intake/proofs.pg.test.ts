import { expect, test } from 'vitest'
import { SHOP, order } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'

const HOUR = 3_600_000

test('a late find stays on record with its cause, and is settled by the version that was missing', async () => {
  await using world = await openTestEngine()
  const { certificates } = world.gate.links
  const to = Date.now()
  const version = to - 1_000
  const late = [{ platformOrderId: '1', version, cause: 'listed_late' as const }]
  await certificates.record(SHOP, { from: to - HOUR, to, listed: 5, late })
  await certificates.record(SHOP, { from: to - HOUR, to, listed: 5, late })
  expect(await certificates.state(SHOP)).toEqual({
    checkedUntil: to,
    listed: 5,
    missing: 1,
    lateByCause: [{ cause: 'listed_late', orders: 1 }],
  })
  await world.gate.submit(order({ id: '1', version: version - 1 }))
  expect(await certificates.settleArrived(SHOP)).toBe(0)
  await world.gate.submit(order({ id: '1', version }))
  expect(await certificates.settleArrived(SHOP)).toBe(1)
  expect((await certificates.state(SHOP)).missing).toBe(0)
})

test('a backfill moves on window by window, ends at its end and stops when told', async () => {
  await using world = await openTestEngine()
  const { backfills } = world.gate.links
  const asked = await backfills.ask(SHOP, { from: 0, to: 3 * HOUR, by: 'user:1' })
  if (asked === null) throw new Error('the shop is known')
  await backfills.moved(asked.id, { position: HOUR, orders: 7 })
  expect(await backfills.next(SHOP)).toMatchObject({ id: asked.id, position: HOUR, orders: 7, state: 'running' })
  await backfills.moved(asked.id, { position: 4 * HOUR, orders: 1 })
  expect(await backfills.next(SHOP)).toBeNull()
  expect(await backfills.list(SHOP, 5)).toMatchObject([{ position: 3 * HOUR, orders: 8, state: 'done' }])
  const second = await backfills.ask(SHOP, { from: 0, to: HOUR, by: 'user:1' })
  expect(await backfills.stop(SHOP, second?.id ?? 0)).toBe(true)
  expect(await backfills.stop(SHOP, second?.id ?? 0)).toBe(false)
})
