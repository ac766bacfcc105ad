// Crash anywhere, same state: a worker dies at a named point, the next one sends the same day again, and
// the state hash is that of a run nobody disturbed.

import { expect, test } from 'vitest'
import { openTestEngine } from '../../../tools/test-engine.ts'
import type { TestEngine } from '../../../tools/test-engine.ts'
import { testMasterKeyFile } from '../../../tools/test-world.ts'
import { formatReport, isSound, verify } from './audit/verify.ts'
import type { Crash } from './batch/crashpoint.ts'
import { FEED_START, PAGES } from './testing/feed-day.ts'
import { startFeedProcess } from './testing/feed-process.ts'

const MOVED = Array.from({ length: PAGES }, () => 'moved')
const BATCHES_PER_PAGE = 3

// Each page is three batches: its orders, its shipments, its cursor.
const CRASHES: [at: string, crash: Omit<Crash, 'signal'>][] = [
  ['the first page decided', { point: 'decided_not_committed', passing: 1 }],
  ['shipments of the second page decided', { point: 'decided_not_committed', passing: BATCHES_PER_PAGE + 2 }],
  ['the cursor of the third page decided', { point: 'decided_not_committed', passing: 3 * BATCHES_PER_PAGE }],
  ['the first page committed', { point: 'committed_not_reported', passing: 1 }],
  ['shipments of the second page committed', { point: 'committed_not_reported', passing: BATCHES_PER_PAGE + 2 }],
  ['the cursor of the third page committed', { point: 'committed_not_reported', passing: 3 * BATCHES_PER_PAGE }],
  ['the first page written, its cursor not', { point: 'order_written_cursor_not_moved', passing: 1 }],
  ['the last page written, its cursor not', { point: 'order_written_cursor_not_moved', passing: PAGES }],
]

function play({ url }: TestEngine, crash: Crash | null, holder: string) {
  return startFeedProcess({ url, masterKeyFile: testMasterKeyFile(), merchant: 'test', crash, holder, leaseMs: 30_000 })
    .ended
}

test('a worker that dies anywhere leaves a day that ends in the same state', async () => {
  await using undisturbed = await openTestEngine()
  expect(await play(undisturbed, null, 'worker')).toEqual(MOVED)
  const expected = await verify(undisturbed.gate.database)
  expect(expected.figures.shippedUnits).toBeGreaterThan(0)
  expect(expected.figures.waitingUnits).toBeGreaterThan(0)

  for (const [at, crash] of CRASHES) {
    await using world = await openTestEngine()
    expect(await play(world, { ...crash, signal: 'SIGKILL' }, 'worker'), at).toBe('SIGKILL')
    const report = await verify(world.gate.database)
    expect(isSound(report), `${at}\n${formatReport(report)}`).toBe(true)
    // The same holder, started again: it need not wait for its own lease to run out.
    const answers = await play(world, null, 'worker')
    expect(new Set(answers), at).toEqual(
      new Set(at.includes('cursor of the third page committed') ? ['already_past', 'moved'] : answers),
    )
    const again = await verify(world.gate.database)
    expect(isSound(again), `${at}\n${formatReport(again)}`).toBe(true)
    expect({ at, hash: again.stateHash }).toEqual({ at, hash: expected.stateHash })
    const [cursor] = await world.gate.database<{ position: number; epoch: number }[]>`
      select position, lease_epoch as epoch from channel_cursors`
    expect(cursor).toEqual({ position: FEED_START + PAGES * 60_000, epoch: 1 })
  }
}, 180_000)
