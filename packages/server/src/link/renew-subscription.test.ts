import { ChannelError } from '@tidegate/connectors'
import type { ChannelAdapter } from '@tidegate/connectors'
import { expect, test } from 'vitest'
import { NoPublicUrlError } from '../intake/shop-health.ts'
import { createLog } from '../log.ts'
import type { PushCounts } from './hear-pushes.ts'
import type { ShopLink } from './link.ts'
import { createRenewing, RENEW_EVERY_MS, renewalOf } from './renew-subscription.ts'

const never = new AbortController().signal
const ADDRESS = new URL('https://oms.example/api/v1/channel-messages/main/shopify/demo')

/** A platform that posts: `missing` are made at the first call. */
function setUp({ address = ADDRESS, missing = ['orders/create'] }: { address?: URL | null; missing?: string[] } = {}) {
  const count: PushCounts = { heard: 0, repeated: 0, refused: 0, lastAt: null, renewals: 0 }
  const world = { now: 1_000, isSilent: true, fails: false, asked: [] as string[] }
  const push = {
    async subscribe(at: URL) {
      world.asked.push(at.href)
      if (world.fails) throw new ChannelError('refused', 'no', { message: 'no' })
      return missing.splice(0)
    },
  }
  const adapter = { push, listener: null } as unknown as ChannelAdapter
  const shop = { channel: 'shopify', shop: 'demo' } as const
  const link = { adapter, shop, clock: { now: () => world.now }, log: createLog('silent') } as unknown as ShopLink
  const renew = createRenewing(link, { count, silence: { isSilent: () => world.isSilent }, address })
  return { adapter, count, world, renew: () => renew(never) }
}

test('a shop that is heard is left alone; a silent one is subscribed anew, at our address', async () => {
  const { count, world, renew } = setUp()
  world.isSilent = false
  await renew()
  expect(world.asked).toEqual([])
  world.isSilent = true
  await renew()
  expect(world.asked).toEqual([ADDRESS.href])
  expect(count.renewals).toBe(1)
})

test('it is asked once in its time, whether the platform took it or not, and only what was made counts', async () => {
  const { count, world, renew } = setUp()
  world.fails = true
  await expect(renew()).rejects.toThrow('no')
  world.fails = false
  world.now += RENEW_EVERY_MS - 1
  await renew()
  expect(world.asked).toHaveLength(1)
  world.now += 1
  await renew()
  expect([world.asked.length, count.renewals]).toEqual([2, 1])
  world.now += RENEW_EVERY_MS
  await renew()
  expect([world.asked.length, count.renewals], 'all of it stands').toEqual([3, 1])
})

test('without an address of ours it says so instead of staying silent', async () => {
  const { adapter, world, renew } = setUp({ address: null })
  await expect(renew()).rejects.toThrow(NoPublicUrlError)
  expect(world.asked).toEqual([])
  expect(renewalOf(adapter, null)).toBe('no_public_url')
  expect(renewalOf(adapter, ADDRESS)).toBe('itself')
})

test('a connection of ours needs no address, and what a platform has no call for is done by hand', () => {
  const withListener = { push: null, listener: { subscribe: async () => [] } } as unknown as ChannelAdapter
  expect(renewalOf(withListener, null)).toBe('itself')
  const byHand = { push: { subscribe: null }, listener: null } as unknown as ChannelAdapter
  expect(renewalOf(byHand, ADDRESS)).toBe('by_hand')
  expect(renewalOf({ push: null, listener: null } as unknown as ChannelAdapter, ADDRESS)).toBe('by_hand')
})
