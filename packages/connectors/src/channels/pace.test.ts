import { expect, test } from 'vitest'
import type { ChannelError } from './channel.ts'
import { Pace } from './pace.ts'
import type { PaceClock } from './pace.ts'

const { signal } = new AbortController()
const clockAt = (now: () => number): PaceClock => ({ now, sleep: async () => undefined })

test('a burst goes at once, the rest at the pace', async () => {
  const pace = new Pace({ callsPerSecond: 100, burst: 3 })
  const start = performance.now()
  await Promise.all(Array.from({ length: 13 }, () => pace.take(signal)))
  const tookMs = performance.now() - start
  expect(tookMs).toBeGreaterThan(90)
  expect(tookMs).toBeLessThan(1_000)
})

test('during a ban a call fails at once and says how long is left', async () => {
  let at = 1_000
  const pace = new Pace({ callsPerSecond: 10, burst: 1, clock: clockAt(() => at) })
  pace.ban(5_000)
  at += 2_000
  await expect(pace.take(signal)).rejects.toMatchObject({
    kind: 'throttled',
    retryAfterMs: 3_000,
  } satisfies Partial<ChannelError>)
  at += 3_000
  await expect(pace.take(signal)).resolves.toBeUndefined()
})

test('a shorter ban does not shorten a longer one', async () => {
  const pace = new Pace({ callsPerSecond: 10, burst: 1, clock: clockAt(() => 0) })
  pace.ban(5_000)
  pace.ban(1_000)
  await expect(pace.take(signal)).rejects.toMatchObject({ retryAfterMs: 5_000 })
})

test('a waiting caller can give up', async () => {
  const pace = new Pace({ callsPerSecond: 0.01, burst: 1 })
  await pace.take(signal)
  const controller = new AbortController()
  const waiting = pace.take(controller.signal)
  controller.abort()
  await expect(waiting).rejects.toThrow(/abort/i)
})
