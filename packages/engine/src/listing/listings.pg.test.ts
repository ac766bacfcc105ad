import { expect, test } from 'vitest'
import { SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { isSound, verify } from '../audit/verify.ts'
import { readOrder } from '../order/read-order.ts'

const seen = (code: string, skuCode: string | null) => ({
  platformItemId: `I-${code}`,
  platformSkuId: `L-${code}`,
  skuCode,
  title: `Listing ${code}`,
  onSale: true,
})

test('a listing whose code is a SKU of ours maps by itself, another is a task', async () => {
  await using world = await openTestEngine()
  const { listings } = world.gate.links
  expect(await listings.record(SHOP, [seen('A', 'A'), seen('X', 'nowhere'), seen('Y', null)])).toBe(3)
  expect(await listings.record(SHOP, [seen('A', 'A'), seen('X', 'nowhere')])).toBe(0)
  const rows = await world.gate.database`
    select platform_sku_id as id, mapped_by as by from listings order by platform_sku_id`
  expect(rows.map((row) => [row['id'], row['by']])).toEqual([
    ['L-A', 'code'],
    ['L-X', null],
    ['L-Y', null],
  ])
})

test('an order of an unknown listing waits, and goes on as a bundle once it is mapped', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 10))
  await gate.submit(receive('B', 'HD', 10))
  await gate.links.listings.record(SHOP, [seen('pack', null)])
  const answer = await gate.submit(order({ id: '1', lines: { pack: 2 }, listed: true }))
  const number = 'number' in answer ? answer.number : ''
  expect((await readOrder(gate.database, number))?.holds).toMatchObject([{ kind: 'mapping' }])

  const [listing] = await gate.database<{ id: number }[]>`select id from listings`
  const listingId = listing?.id ?? 0
  const components = [
    { skuCode: 'A', perUnit: 2 },
    { skuCode: 'B', perUnit: 1 },
  ]
  expect(await gate.links.listings.map({ listingId, components, by: 'user:1' })).toEqual({
    outcome: 'mapped',
    waitingOrders: 1,
    stillWaitingOrders: 0,
  })
  expect(await gate.links.listings.map({ listingId, components, by: 'user:1' })).toEqual({ outcome: 'already_mapped' })
  await gate.runDueWork()

  const demands = await gate.database`
    select k.code, d.per_unit as "perUnit", d.allocated from line_demands d join skus k on k.id = d.sku_id order by k.code`
  expect(demands.map((row) => ({ ...row }))).toEqual([
    { code: 'A', perUnit: 2, allocated: 4 },
    { code: 'B', perUnit: 1, allocated: 2 },
  ])
  expect(isSound(await verify(gate.database))).toBe(true)
})

test('a mapping to a SKU we do not have is refused by its code', async () => {
  await using world = await openTestEngine()
  await world.gate.links.listings.record(SHOP, [seen('pack', null)])
  const [listing] = await world.gate.database<{ id: number }[]>`select id from listings`
  const request = { listingId: listing?.id ?? 0, components: [{ skuCode: 'ghost', perUnit: 1 }], by: 'user:1' }
  expect(await world.gate.links.listings.map(request)).toEqual({ outcome: 'sku_unknown', skuCode: 'ghost' })
  expect(await world.gate.links.listings.map({ ...request, listingId: 999 })).toEqual({ outcome: 'listing_unknown' })
})

test('a bundle takes whole units of its line or none', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 5))
  await gate.submit(receive('B', 'HD', 1))
  await gate.links.listings.record(SHOP, [seen('pack', null)])
  const [listing] = await gate.database<{ id: number }[]>`select id from listings`
  await gate.links.listings.map({
    listingId: listing?.id ?? 0,
    components: [
      { skuCode: 'A', perUnit: 2 },
      { skuCode: 'B', perUnit: 1 },
    ],
    by: 'user:1',
  })
  await gate.submit(order({ id: '1', lines: { pack: 2 }, listed: true }))
  const rows = await gate.database`select reserved, open from line_demands order by sku_id`
  expect(rows.map((row) => [row['reserved'], row['open']])).toEqual([
    [2, 2],
    [1, 1],
  ])
})
