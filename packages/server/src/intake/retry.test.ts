import { ChannelError } from '@tidegate/connectors'
import type { ChannelErrorKind } from '@tidegate/connectors'
import { expect, test } from 'vitest'
import { createFakeClock } from './fake-channel.ts'
import { createRetrier } from './retry.ts'

const never = new AbortController().signal

function setUp() {
  const clock = createFakeClock(0)
  const failures: unknown[] = []
  const hooks = { beforeEach: () => Promise.resolve(), notice: (error: unknown) => void failures.push(error) }
  return { clock, failures, retrier: createRetrier({ clock, random: () => 1, ...hooks }) }
}

function failing(times: number, error: Error) {
  const calls = { count: 0 }
  const work = async (): Promise<string> => {
    calls.count += 1
    if (calls.count <= times) throw error
    return 'done'
  }
  return { calls, work }
}

const channelError = (kind: ChannelErrorKind, retryAfterMs?: number) =>
  new ChannelError(kind, 'test', { message: 'as told', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })

test('a call that may succeed is tried again, at most three times in all', async () => {
  const { retrier } = setUp()
  expect(await retrier.call(failing(2, channelError('retry')).work, never)).toBe('done')
  const hopeless = failing(9, channelError('retry'))
  await expect(retrier.call(hopeless.work, never)).rejects.toThrow('as told')
  expect(hopeless.calls.count).toBe(3)
})

test.each(['reauthorise', 'not_found', 'refused', 'bug'] as const)('%s is not tried again', async (kind) => {
  const { retrier } = setUp()
  const { calls, work } = failing(1, channelError(kind))
  await expect(retrier.call(work, never)).rejects.toThrow('as told')
  expect(calls.count).toBe(1)
})

test("a platform's own waiting time is waited out, unless it is long: then the round ends", async () => {
  const { clock, retrier } = setUp()
  await retrier.call(failing(1, channelError('throttled', 2_000)).work, never)
  expect(clock.slept[0]).toBeGreaterThanOrEqual(2_000)
  const { calls, work } = failing(1, channelError('throttled', 60_000))
  await expect(retrier.call(work, never)).rejects.toThrow('as told')
  expect(calls.count).toBe(1)
})

test('while everything fails, retries run out of budget and stay a tenth of the calls', async () => {
  const { retrier } = setUp()
  let calls = 0
  for (let n = 0; n < 1_000; n += 1) {
    await retrier
      .call(async () => {
        calls += 1
        throw channelError('retry')
      }, never)
      .catch(() => undefined)
  }
  expect(calls).toBeLessThan(1_000 + 10 + 1_000 * 0.1 + 1)
})

test('every attempt that failed is told of, also where a later one succeeds', async () => {
  const { retrier, failures } = setUp()
  const error = channelError('throttled', 100)
  await retrier.call(failing(2, error).work, never)
  expect(failures).toEqual([error, error])
})
