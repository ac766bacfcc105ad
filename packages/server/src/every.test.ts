import { expect, test } from 'vitest'
import { every } from './every.ts'
import { createFakeClock } from './intake/fake-channel.ts'
import { createLog } from './log.ts'

test('runs never overlap, a failed one does not end the work, and a stop waits for the last', async () => {
  const clock = createFakeClock(0)
  const stop = new AbortController()
  const errors: string[] = []
  const log = createLog('error', [{ level: 'error', stream: { write: (line: string) => void errors.push(line) } }])
  let running = 0
  let runs = 0
  const run = async (): Promise<void> => {
    running += 1
    runs += 1
    expect(running).toBe(1)
    clock.advance(runs === 2 ? 5_000 : 100)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    if (runs === 3) throw new Error('third time unlucky')
    if (runs === 5) stop.abort()
  }
  await every({ name: 'work', intervalMs: 1_000, run }, { clock, log, signal: stop.signal })
  expect(runs).toBe(5)
  expect(running).toBe(0)
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain('third time unlucky')
  // One that took longer than the interval is followed at once.
  expect(clock.slept).toEqual([900, 0, 900, 900])
})
