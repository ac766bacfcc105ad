import { expect, test } from 'vitest'
import { OTHER_SHOP, SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { readListings } from './read-listings.ts'
import type { ListingsQuery } from './read-listings.ts'

const ALL: ListingsQuery = {
  limit: 50,
  after: null,
  channel: null,
  shop: null,
  unmapped: false,
  toMap: false,
  sku: null,
  search: null,
}

const seen = (code: string, change: { skuCode?: string | null; onSale?: boolean } = {}) => ({
  platformItemId: `I-${code}`,
  platformSkuId: `L-${code}`,
  skuCode: null,
  title: `Listing ${code}`,
  onSale: true,
  ...change,
})

test('a task is what is on sale or waited for; the longest waited for stands first, page after page', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.links.listings.record(SHOP, [
    seen('A', { skuCode: 'A' }),
    seen('idle'),
    seen('off', { onSale: false }),
    seen('offWaited', { onSale: false }),
    seen('waited'),
  ])
  await gate.submit(order({ id: '1', lines: { offWaited: 1 }, listed: true }))
  await gate.submit(order({ id: '2', lines: { waited: 2, offWaited: 1 }, listed: true }))
  await gate.submit(order({ id: '3', lines: { nowhere: 1 } }))

  const { listings, ...counts } = await readListings(gate.database, { ...ALL, toMap: true })
  expect(counts).toEqual({ next: null, total: 5, toMap: 3, waitingUnlisted: 1 })
  expect(listings.map(({ platformSkuId, waiting }) => [platformSkuId, waiting?.orders, waiting?.lines])).toEqual([
    ['L-offWaited', 2, 2],
    ['L-waited', 1, 1],
    ['L-idle', undefined, undefined],
  ])
  expect(listings[0]?.waiting?.since).toBeGreaterThan(0)

  const walked: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof readListings>> = await readListings(gate.database, {
      ...ALL,
      limit: 2,
      after,
    })
    walked.push(...page.listings.map(({ platformSkuId }) => platformSkuId))
    after = page.next
  } while (after !== null)
  expect(walked).toEqual(['L-offWaited', 'L-waited', 'L-A', 'L-idle', 'L-off'])
})

test('a SKU whose code differs by case, width or marks is suggested, and only for what is not mapped', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.setup.addSkus([
    { code: 'PF-01', name: 'Cat food' },
    { code: '猫粮-2', name: 'Other cat food' },
    { code: '2', name: 'Two' },
  ])
  await gate.links.listings.record(SHOP, [
    seen('typed', { skuCode: 'pf 01' }),
    seen('wide', { skuCode: 'ＰＦ０１' }),
    seen('chinese', { skuCode: '猫粮2' }),
    seen('marks', { skuCode: '--' }),
    seen('exact', { skuCode: 'PF-01' }),
  ])
  const { listings } = await readListings(gate.database, ALL)
  expect(listings.filter(({ codeIsSku }) => codeIsSku).map(({ platformSkuId }) => platformSkuId)).toEqual(['L-exact'])
  expect(listings.map(({ platformSkuId, suggestions }) => [platformSkuId, suggestions])).toEqual([
    ['L-chinese', [{ skuCode: '猫粮-2', name: 'Other cat food' }]],
    ['L-exact', []],
    ['L-marks', []],
    ['L-typed', [{ skuCode: 'PF-01', name: 'Cat food' }]],
    ['L-wide', [{ skuCode: 'PF-01', name: 'Cat food' }]],
  ])
  expect(listings.filter(({ mappedBy }) => mappedBy !== null).map(({ components }) => components)).toEqual([
    [{ skuCode: 'PF-01', name: 'Cat food', perUnit: 1 }],
  ])
})

test('whoever maps hears how many orders waited, and how many go on waiting for another line', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 10))
  await gate.links.listings.record(SHOP, [seen('pack'), seen('box')])
  await gate.links.listings.record(OTHER_SHOP, [seen('pack')])
  await gate.submit(order({ id: '1', lines: { pack: 1 }, listed: true }))
  await gate.submit(order({ id: '2', lines: { pack: 1, box: 1 }, listed: true }))
  await gate.submit(order({ id: '3', lines: { pack: 1 }, listed: true, shop: OTHER_SHOP }))
  const map = async (title: string) => {
    const { listings } = await readListings(gate.database, { ...ALL, ...SHOP, search: title })
    const components = [{ skuCode: 'A', perUnit: 1 }]
    const answer = await gate.links.listings.map({ listingId: listings[0]?.id ?? 0, components, by: 'user:1' })
    await gate.runDueWork()
    return answer
  }
  expect(await map('pack')).toEqual({ outcome: 'mapped', waitingOrders: 2, stillWaitingOrders: 1 })
  expect(await map('box')).toEqual({ outcome: 'mapped', waitingOrders: 1, stillWaitingOrders: 0 })
  const { listings } = await readListings(gate.database, { ...ALL, toMap: true })
  expect(listings).toMatchObject([{ shop: OTHER_SHOP.shop, waiting: { orders: 1 } }])
})

test('what is unmapped takes nothing any more, and new orders of it wait', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 10))
  await gate.links.listings.record(SHOP, [seen('pack')])
  const [listing] = (await readListings(gate.database, ALL)).listings
  const listingId = listing?.id ?? 0
  await gate.links.listings.map({ listingId, components: [{ skuCode: 'A', perUnit: 1 }], by: 'user:1' })
  await gate.submit(order({ id: '1', lines: { pack: 1 }, listed: true }))
  expect(await gate.links.listings.map({ listingId, components: [], by: 'user:1' })).toMatchObject({
    outcome: 'mapped',
  })
  await gate.submit(order({ id: '2', lines: { pack: 1 }, listed: true }))
  const { listings, toMap } = await readListings(gate.database, ALL)
  expect(toMap).toBe(1)
  expect(listings).toMatchObject([{ mappedBy: null, mappedAt: null, components: [], waiting: { orders: 1, lines: 1 } }])
})
