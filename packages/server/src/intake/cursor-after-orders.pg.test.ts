import { ChannelError } from '@tidegate/connectors'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, SHOP } from '../../../../tools/test-world.ts'
import '../../../engine/src/testing/test-plant.ts'
import { createLog } from '../log.ts'
import { createFakeChannel, createFakeClock } from './fake-channel.ts'
import { createPoller } from './poller.ts'
import { createRecentReads } from './recent-reads.ts'
import { createShopPace } from './shop-pace.ts'

const START = Date.parse('2026-11-11T00:00:00Z')

test('a cursor stays behind an order that could not be read', async () => {
  await using world = await openTestEngine()
  const channel = createFakeChannel()
  const clock = createFakeClock(START)
  const common = { adapter: channel.adapter, gate: world.gate, shop: SHOP, holder: 'a', startAt: START, clock }
  const { limits } = channel.adapter
  const pace = createShopPace({ promotionEndsAt: async () => null, limits, clock })
  const reads = createRecentReads()
  const settings = { intervalMs: 30_000, overlapMs: 10_000, pace, reads, random: () => 0.5, log: createLog('silent') }
  const poller = createPoller({ ...common, ...settings })
  const version = START + 1_000
  channel.orders.set('o', { version, snapshot: order({ id: 'o', version }).snapshot })
  channel.failure = (call) =>
    call === 'read' ? new ChannelError('reauthorise', 'expired', { message: 'sign in again' }) : null
  clock.advance(30_000)
  await expect(poller.poll(new AbortController().signal)).rejects.toThrow()
  expect(await world.gate.database`select 1 from orders`).toEqual([])
  const [cursor] = await world.gate.database<{ position: number }[]>`
    select position from channel_cursors where feed = 'orders'`
  expect(cursor?.position ?? START).toBeLessThanOrEqual(version)
})
