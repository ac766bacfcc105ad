import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'

test('shops that are added at one moment are all added, each with a settings version of its own', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const versions = async () => (await gate.database`select version from settings`).length
  const before = await versions()
  const codes = ['a', 'b', 'c', 'd', 'e']
  await Promise.all(codes.map((shop) => gate.setup.addShop({ channel: 'jd', shop, name: shop })))
  const shops = await gate.database<{ code: string }[]>`select code from shops where channel = 'jd' order by code`
  expect(shops.map(({ code }) => code)).toEqual(codes)
  expect(await versions()).toBe(before + codes.length)
})
