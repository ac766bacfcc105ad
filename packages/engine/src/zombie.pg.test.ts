// A worker that stood still (a paused machine, a stopped process) and goes on after another took over:
// it may repeat what is harmless, and nothing of what it proves or holds counts any more.

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../tools/test-engine.ts'
import type { TestEngine } from '../../../tools/test-engine.ts'
import { SHOP, testMasterKeyFile } from '../../../tools/test-world.ts'
import { formatReport, isSound, verify } from './audit/verify.ts'
import type { Crashpoint } from './batch/crashpoint.ts'
import { FEED, FEED_START, feedDay, orderIdsOf, PAGES } from './testing/feed-day.ts'
import { startFeedProcess } from './testing/feed-process.ts'
import type { FeedProcess } from './testing/feed-process.ts'
import { playFeed } from './testing/play-feed.ts'
import { processState } from './testing/process-tree.ts'

const LEASE_MS = 1_000
const ZOMBIE_MS_MAX = 40_000
const MINUTE_MS = 60_000

async function stopAt(world: TestEngine, point: Crashpoint, passing: number): Promise<FeedProcess> {
  const crash = { point, passing, signal: 'SIGSTOP' } as const
  const zombie = startFeedProcess({
    url: world.url,
    masterKeyFile: testMasterKeyFile(),
    merchant: 'test',
    crash,
    holder: 'zombie',
    leaseMs: LEASE_MS,
  })
  // Whatever goes wrong, nobody waits for a stopped process for ever.
  setTimeout(() => zombie.child.kill('SIGKILL'), ZOMBIE_MS_MAX).unref()
  while ((await processState(zombie.child.pid ?? 0)) !== 'T') {
    if (zombie.child.exitCode !== null) throw new Error('the worker ended before it could be stopped')
    await sleep(20)
  }
  return zombie
}

async function takeOver({ gate }: TestEngine) {
  const request = { shop: SHOP, feed: FEED, holder: 'successor', ttlMs: 30_000, startAt: FEED_START }
  const deadlineMs = performance.now() + 5_000
  while (performance.now() < deadlineMs) {
    const lease = await gate.leases.take(request)
    if (lease !== null) return lease
    await sleep(50)
  }
  throw new Error('the lease of a worker that stands still was never free')
}

const cursorOf = ({ gate }: TestEngine) =>
  gate.database<{ position: number; epoch: number; holder: string }[]>`
    select position, lease_epoch as epoch, lease_holder as holder from channel_cursors`

async function expectWhole({ gate }: TestEngine): Promise<void> {
  const stored = await gate.database<{ id: string }[]>`select platform_order_id as id from orders`
  const expected = Array.from({ length: PAGES }, (_, page) => orderIdsOf(page)).flat()
  expect(stored.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
  const report = await verify(gate.database)
  expect(isSound(report), formatReport(report)).toBe(true)
}

test.runIf(process.platform === 'linux')('a worker that slept through its lease moves no cursor', async () => {
  await using world = await openTestEngine()
  // It has written the second page and not yet said so: without a fence its move would be the newer one.
  const zombie = await stopAt(world, 'order_written_cursor_not_moved', 2)
  try {
    expect(await takeOver(world)).toMatchObject({ epoch: 2, position: FEED_START + MINUTE_MS })
    zombie.child.kill('SIGCONT')
    expect(await zombie.ended).toEqual(['moved', 'fenced'])
    expect(await cursorOf(world)).toEqual([{ position: FEED_START + MINUTE_MS, epoch: 2, holder: 'successor' }])
    const answers = await playFeed(world.gate, feedDay().slice(1), { holder: 'successor', leaseMs: 30_000 })
    expect(answers).toEqual(['moved', 'moved', 'moved'])
    expect(await cursorOf(world)).toEqual([{ position: FEED_START + PAGES * MINUTE_MS, epoch: 2, holder: 'successor' }])
    await expectWhole(world)
  } finally {
    zombie.child.kill('SIGKILL')
  }
})

test.runIf(process.platform === 'linux')(
  'a worker that stands still inside its transaction does not hold up the others',
  async () => {
    await using world = await openTestEngine()
    // The batch of the second page is decided: orders and pools are locked, and the process stands still.
    const zombie = await stopAt(world, 'decided_not_committed', 4)
    try {
      await takeOver(world)
      const startedMs = performance.now()
      const answers = await playFeed(world.gate, feedDay().slice(1), { holder: 'successor', leaseMs: 60_000 })
      expect(answers).toEqual(['moved', 'moved', 'moved'])
      expect(performance.now() - startedMs).toBeLessThan(20_000)
      zombie.child.kill('SIGCONT')
      // Its transaction was ended for it; it tries again, finds everything there, and is fenced like any other.
      expect(await zombie.ended).toEqual(['moved', 'fenced'])
      expect(await cursorOf(world)).toMatchObject([{ epoch: 2, holder: 'successor' }])
      await expectWhole(world)
    } finally {
      zombie.child.kill('SIGKILL')
    }
  },
)
