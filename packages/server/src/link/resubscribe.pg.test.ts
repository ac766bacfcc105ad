// A platform that drops our subscription and tells nobody, against its simulator, through the production adapter and all
// of a shop's links. Time goes a hundred times as fast.

import Fastify from 'fastify'
import type { Channel } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { openShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { rested, systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { App } from '../http/app-type.ts'
import { channelMessageRoutes } from '../http/routes/channel-messages.ts'
import { createLog } from '../log.ts'
import { pushAddressOf } from './push-address.ts'
import type { RunningShop } from './shop-runner.ts'
import { createRunners } from './shop-runner.ts'

const SPEED = 100
const MERCHANT = 'test'
const never = new AbortController().signal

function fastClock(): Clock {
  const startedAt = Date.now()
  return {
    now: () => Math.round(startedAt + (Date.now() - startedAt) * SPEED),
    sleep: (durationMs, signal) => systemClock.sleep(durationMs / SPEED, signal),
  }
}

async function openWorld(channel: Channel, { knowsAddress = true } = {}) {
  const clock = fastClock()
  const engine = await openTestEngine()
  const shop = await openShop(channel, { now: clock.now })
  const edge = Fastify()
  channelMessageRoutes(edge as unknown as App, { find: (): RunningShop => running })
  const origin = await edge.listen({ host: '127.0.0.1', port: 0 })
  const runners = createRunners({
    openGate: async () => engine.gate,
    holder: 'test',
    publicOrigin: knowsAddress ? origin : null,
    intervalMs: 30_000,
    overlapMs: 60_000,
    clock,
    random: () => 0,
    log: createLog('silent'),
  })
  const adapter = shop.adapter({ now: clock.now })
  const key = { channel, shop: 'demo' }
  const switches = { publishes: false, confirms: false }
  const running = await runners.start({ key, merchant: MERCHANT, name: 'Demo', adapter, since: clock.now(), switches })
  const { pushes, states } = running
  let sold = 0
  return {
    pushes,
    renewal: running.renewal,
    state: () => states().find(({ name }) => name === 'subscription'),
    /** What the seller did at the platform's console, where it posts. */
    subscribeByHand(): void {
      if (adapter.push !== null) shop.market.pushTarget = pushAddressOf(origin, MERCHANT, key)
    },
    async drop(): Promise<void> {
      const headers = { authorization: `Bearer ${shop.running.controlToken}` }
      const answer = await fetch(new URL('/control/drop-subscription', shop.url), { method: 'POST', headers })
      expect(answer.status).toBe(200)
    },
    /** A buyer buys every half minute until then. */
    async sellUntil(isOver: () => boolean): Promise<void> {
      for (let round = 0; round < 100 && !isOver(); round += 1) {
        const at = clock.now()
        shop.record((sold += 1), { createdAtMs: at, modifiedAtMs: at, paidAtMs: at })
        await rested(clock, 30_000, never)
      }
      expect(isOver()).toBe(true)
    },
    sold: () => sold,
    async received(): Promise<number> {
      const [row] = await engine.gate.database<{ n: number }[]>`select count(*)::int as n from orders`
      return row?.n ?? 0
    },
    async [Symbol.asyncDispose]() {
      await runners.stop()
      await edge.close()
      await shop[Symbol.asyncDispose]()
      await engine[Symbol.asyncDispose]()
    },
  }
}

test.for(['taobao', 'pinduoduo', 'shopify', 'woocommerce'] as const)(
  '%s drops the subscription, polls find orders, and messages come again without a person',
  { timeout: 60_000 },
  async (channel) => {
    await using world = await openWorld(channel)
    const { pushes } = world
    world.subscribeByHand()
    await world.sellUntil(() => pushes.heard > 0)
    await world.drop()
    const heard = pushes.heard
    await world.sellUntil(() => pushes.renewals > 0 && pushes.heard > heard)
    expect(world.renewal).toBe('itself')
    expect(world.state()).toMatchObject({ failuresInARow: 0, lastError: null })
    await expect.poll(() => world.received(), { timeout: 15_000 }).toBe(world.sold())
  },
)

test('where our own address is not set, the state says so in words, and orders come by the poll', async () => {
  await using world = await openWorld('shopify', { knowsAddress: false })
  await world.sellUntil(() => (world.state()?.failuresInARow ?? 0) > 0)
  expect(world.renewal).toBe('no_public_url')
  expect(world.state()).toMatchObject({
    reason: 'no_public_url',
    lastError: 'the platform must be told where to post its messages: set TIDEGATE_PUBLIC_URL',
  })
  expect(world.pushes).toMatchObject({ heard: 0, renewals: 0 })
  await expect.poll(() => world.received(), { timeout: 15_000 }).toBe(world.sold())
}, 60_000)
