import { setTimeout as sleep } from 'node:timers/promises'
import type { ChannelAdapter, PushListener } from '@tidegate/connectors'
import { expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { createLog } from '../log.ts'
import type { PushCounts } from './hear-pushes.ts'
import type { ShopLink } from './link.ts'
import { createSilence, listenUntilSilent } from './silence.ts'

const MINUTE_MS = 60_000

function setUp() {
  const pushes: PushCounts = { heard: 0, repeated: 0, refused: 0, lastAt: null, renewals: 0 }
  const world = { now: 1_000, polled: 0 }
  const silence = createSilence({ pushes, polled: () => world.polled, now: () => world.now })
  return { pushes, world, silence }
}

test('polls that find orders for minutes without a message are a silence; a quiet night is none', () => {
  const { world, silence } = setUp()
  world.now += 60 * MINUTE_MS
  expect(silence.isSilent()).toBe(false)
  world.polled = 3
  expect(silence.isSilent()).toBe(true)
})

test('what polls catch up with before there was time to hear a message is no silence', () => {
  const { world, silence } = setUp()
  expect(silence.isSilent()).toBe(false)
  world.polled = 500
  world.now += 6 * MINUTE_MS
  expect(silence.isSilent()).toBe(false)
  world.polled = 502
  expect(silence.isSilent()).toBe(false)
  world.polled = 503
  expect(silence.isSilent()).toBe(true)
})

test('a message ends the silence, and what polls found before it does not count', () => {
  const { pushes, world, silence } = setUp()
  world.polled = 100
  world.now += 10 * MINUTE_MS
  pushes.lastAt = world.now
  expect(silence.isSilent()).toBe(false)
  world.now += 10 * MINUTE_MS
  expect(silence.isSilent()).toBe(false)
  world.polled = 103
  expect(silence.isSilent()).toBe(true)
})

test('a connection on which nothing is heard is ended, counted, and left to be made anew', async () => {
  const { pushes, world, silence } = setUp()
  const clock: Clock = {
    now: () => world.now,
    async sleep(durationMs, signal) {
      await sleep(1, undefined, { signal })
      world.now += durationMs
      world.polled += 1
    },
  }
  const listener: PushListener = {
    subscribe: null,
    // eslint-disable-next-line require-yield -- A connection on which nothing ever comes.
    async *listen(signal) {
      await sleep(60_000, undefined, { signal })
    },
  }
  const adapter = { listener } as unknown as ChannelAdapter
  const shop = { channel: 'taobao', shop: 'demo' } as const
  const link = { adapter, shop, clock, random: () => 0.5, log: createLog('silent') } as unknown as ShopLink
  await listenUntilSilent(link, { count: pushes, silence }, new AbortController().signal)
  expect(pushes.renewals).toBe(1)
})
