import { ChannelError } from '@tidegate/connectors'
import { MINUTE_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { createFakeClock } from './fake-channel.ts'
import { createShopPace } from './shop-pace.ts'

const START = Date.parse('2026-11-11T00:00:00+08:00')
const throttled = new ChannelError('throttled', '7', { message: 'too many' })

function setUp({ listsVersions = true, endsAt = Infinity as Instant | null } = {}) {
  const clock = createFakeClock(START)
  const promotion = { endsAt }
  const pace = createShopPace({ promotionEndsAt: async () => promotion.endsAt, limits: { listsVersions }, clock })
  return { clock, promotion, pace }
}

test('on any other day nothing reaches further back, and no proof rests', async () => {
  const { pace } = setUp({ endsAt: null })
  pace.notice(throttled)
  expect(await pace.reachBackMs('orders')).toBe(0)
  expect(await pace.checkBehindMs()).toBe(3 * MINUTE_MS)
  expect(await pace.mayProve('certificate')).toBe(true)
})

test('a poll reaches further back than lists are late, and the certificate looks after it', async () => {
  const { pace } = setUp()
  expect(await pace.reachBackMs('orders')).toBeGreaterThanOrEqual(15 * MINUTE_MS)
  expect(await pace.reachBackMs('orders')).toBeGreaterThanOrEqual(15 * MINUTE_MS)
  expect(await pace.checkBehindMs()).toBeGreaterThanOrEqual(12 * MINUTE_MS)
})

test('it goes on past its end until what changed before it can have been listed', async () => {
  const { pace, clock } = setUp({ endsAt: START })
  clock.advance(14 * MINUTE_MS)
  expect(await pace.reachBackMs('orders')).toBeGreaterThan(0)
  clock.advance(MINUTE_MS)
  expect(await pace.reachBackMs('orders')).toBe(0)
  expect(await pace.checkBehindMs()).toBe(3 * MINUTE_MS)
})

test('where an order listed costs a call, each feed reaches back every other minute, twice before it is too late', async () => {
  const { pace, clock } = setUp({ listsVersions: false })
  expect(await pace.reachBackMs('orders')).toBeGreaterThan(0)
  clock.advance(MINUTE_MS)
  expect(await pace.reachBackMs('orders')).toBe(0)
  expect(await pace.reachBackMs('refunds')).toBeGreaterThan(0)
  clock.advance(MINUTE_MS)
  expect(await pace.reachBackMs('orders')).toBeGreaterThan(0)
})

test('proofs rest for a minute after a refusal, and other failures let them be', async () => {
  const { pace, clock } = setUp()
  pace.notice(new ChannelError('retry', '500', { message: 'down' }))
  expect(await pace.mayProve('certificate')).toBe(true)
  pace.notice(throttled)
  expect(await pace.mayProve('certificate')).toBe(false)
  clock.advance(MINUTE_MS)
  expect(await pace.mayProve('certificate')).toBe(true)
})

test('under throttling without end each proof still has its turn every ten minutes', async () => {
  const { pace, clock } = setUp()
  const turns = { certificate: 0, comparison: 0 }
  for (let minute = 0; minute <= 30; minute += 1) {
    pace.notice(throttled)
    if (await pace.mayProve('certificate')) turns.certificate += 1
    if (await pace.mayProve('comparison')) turns.comparison += 1
    clock.advance(MINUTE_MS)
  }
  expect(turns).toEqual({ certificate: 2, comparison: 2 })
})
