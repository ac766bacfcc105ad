// A promotion night on Taobao, as it was seen: lists ten minutes late and thin. Against its simulator, through the
// production adapter, poll and certificate.

import { ChannelError } from '@tidegate/connectors'
import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { openShop } from '../../../connectors/src/channels/testing/open-shop.ts'
import { SAMPLE_LISTING } from '../../../simulators/src/index.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { systemClock } from '../clock.ts'
import { createLeaseKeeper } from '../intake/lease-keeper.ts'
import { createPoller } from '../intake/poller.ts'
import { createRecentReads } from '../intake/recent-reads.ts'
import { createShopPace } from '../intake/shop-pace.ts'
import { createLog } from '../log.ts'
import { checkOrders } from './check-orders.ts'
import { feedOf, fetchOrders } from './fetch-orders.ts'
import type { ShopLink } from './link.ts'
import { createLinks } from './run-links.ts'
import { publishStock } from './publish-stock.ts'
import { syncListings } from './sync-listings.ts'
import { createWake } from './wake.ts'

const never = new AbortController().signal
const KEY = { channel: 'taobao', shop: 'demo' } as const
const LATE_MS = 10 * MINUTE_MS

async function openNight() {
  const engine = await openTestEngine({ skus: [SAMPLE_LISTING.skuCode] })
  const { gate } = engine
  await gate.setup.addShop({ ...KEY, name: 'Demo' })
  const eveMs = Math.floor(Date.now() / SECOND_MS) * SECOND_MS
  const time = { nowMs: eveMs }
  const clock = { ...systemClock, now: () => time.nowMs }
  const shop = await openShop('taobao', { now: clock.now })
  const production = shop.adapter({ now: clock.now })
  const read: string[] = []
  const adapter: typeof production = {
    ...production,
    readOrder: (id, signal) => {
      read.push(id)
      return production.readOrder(id, signal)
    },
  }
  const promotionEndsAt = () => gate.links.promotions.endsAt(KEY)
  const pace = createShopPace({ promotionEndsAt, limits: adapter.limits, clock })
  const reads = createRecentReads()
  const wakes = { noted: createWake(), committed: createWake() }
  const common = { adapter, gate, shop: KEY, clock, random: () => 0, log: createLog('silent'), pace, reads }
  const link: ShopLink = { ...common, ...wakes }
  const startAt = eveMs - 20 * MINUTE_MS
  const poller = createPoller({ ...common, holder: 'test', intervalMs: 30_000, overlapMs: 120_000, startAt })
  const counts = { ordersRecorded: 0, refundsRecorded: 0, quarantined: 0 }
  let sold = 0
  return {
    engine,
    shop,
    link,
    read,
    time,
    counts,
    eveMs,
    startAt,
    poller,
    sell(atMs: number): string {
      return shop.record((sold += 1), { createdAtMs: atMs, modifiedAtMs: atMs, paidAtMs: atMs })
    },
    /** Polls every half minute until then. */
    async pollUntil(untilMs: number): Promise<void> {
      while (time.nowMs < untilMs) {
        time.nowMs += 30_000
        await poller.poll(never)
      }
    },
    async check(): Promise<void> {
      const feed = feedOf(link, { signal: never, count: counts })
      for (let more = true, round = 0; more && round < 20; round += 1) more = await checkOrders(link, feed)
    },
    async [Symbol.asyncDispose]() {
      await shop[Symbol.asyncDispose]()
      await engine[Symbol.asyncDispose]()
    },
  }
}

function nightFalls({ shop }: Awaited<ReturnType<typeof openNight>>): void {
  Object.assign(shop.market.faults, { promotionNight: true, lagMs: LATE_MS })
}

test('with the mode on the poll reads what is listed ten minutes late, whole, and what it knows costs no call', async () => {
  await using night = await openNight()
  const { gate } = night.engine
  const early = night.sell(night.eveMs - MINUTE_MS)
  await night.pollUntil(night.eveMs + MINUTE_MS)
  await gate.links.promotions.begin(KEY, null)
  nightFalls(night)
  const boughtAt = night.eveMs + 2 * MINUTE_MS
  const late = night.sell(boughtAt)
  await night.pollUntil(boughtAt + LATE_MS - 30_000)
  expect(night.read, 'not listed yet').toEqual([early])
  await night.pollUntil(boughtAt + LATE_MS + MINUTE_MS)
  expect(night.read).toEqual([early, late])
  expect(
    await gate.database`select o.platform_order_id as id, count(l.line_no) as lines
    from orders o join order_lines l on l.order_id = o.id where o.payment = 'paid' group by 1 order by 1`,
  ).toEqual([
    { id: early, lines: 1 },
    { id: late, lines: 1 },
  ])
  await night.pollUntil(boughtAt + LATE_MS + 6 * MINUTE_MS)
  await night.check()
  const { checkedUntil, lateByCause } = await gate.links.certificates.state(KEY)
  expect(checkedUntil).toBeGreaterThan(boughtAt)
  expect(lateByCause).toEqual([])
})

test('with the mode off the poll passes it by, and the certificate finds it with its cause', async () => {
  await using night = await openNight()
  const { gate } = night.engine
  await night.pollUntil(night.eveMs + MINUTE_MS)
  nightFalls(night)
  const boughtAt = night.eveMs + 2 * MINUTE_MS
  const late = night.sell(boughtAt)
  await night.pollUntil(boughtAt + LATE_MS + 5 * MINUTE_MS)
  expect(night.read).toEqual([])
  await night.check()
  const cause = [{ cause: 'listed_late', orders: 1 }]
  expect(await gate.links.certificates.state(KEY)).toMatchObject({ missing: 1, lateByCause: cause })
  await fetchOrders(night.link, never, night.counts)
  expect(night.read).toEqual([late])
})

test('switched off, it goes on for what is still to be listed', async () => {
  await using night = await openNight()
  const { gate } = night.engine
  await gate.links.promotions.begin(KEY, null)
  nightFalls(night)
  const late = night.sell(night.eveMs + MINUTE_MS)
  await night.pollUntil(night.eveMs + 2 * MINUTE_MS)
  await gate.links.promotions.end(KEY)
  await night.pollUntil(night.eveMs + MINUTE_MS + LATE_MS + MINUTE_MS)
  expect(night.read).toEqual([late])
})

test('while the platform throttles, certificates and backfills rest and orders are fetched', async () => {
  await using night = await openNight()
  const { gate, link, counts, startAt } = { ...night, gate: night.engine.gate }
  await gate.links.promotions.begin(KEY, null)
  await night.pollUntil(night.eveMs + MINUTE_MS)
  const { id } = (await gate.links.backfills.ask(KEY, { from: startAt, to: night.eveMs, by: 'user:1' })) ?? { id: 0 }
  await gate.links.fetches.add(KEY, [night.sell(night.eveMs - MINUTE_MS)], 'push')
  const keeper = (feed: string) =>
    createLeaseKeeper({ gate, shop: KEY, feed, holder: 'test', ttlMs: 60_000, startAt, clock: link.clock })
  const links = createLinks({
    link,
    switches: () => ({ publishes: false, confirms: false }),
    keepers: { stock: keeper('stock'), certificate: keeper('certificate'), backfill: keeper('backfill') },
    pushes: { heard: 0, repeated: 0, refused: 0, lastAt: null, renewals: 0 },
    silence: { isSilent: () => false },
    address: null,
    fetched: counts,
  })
  const stopping = new AbortController()
  link.pace.notice(new ChannelError('throttled', '7', { message: 'too many' }))
  const running = links.run(stopping.signal)
  const stateOf = async () => (await gate.links.backfills.list(KEY, 1)).find((each) => each.id === id)?.state
  const checkedUntil = () => gate.links.certificates.checkedUntil(KEY)
  try {
    await expect.poll(() => gate.links.fetches.waiting(KEY), { timeout: 5_000 }).toBe(0)
    await expect.poll(() => roundsDone(links.states(), ['certificate', 'backfill'])).toBe(true)
    expect([await stateOf(), await checkedUntil()]).toEqual(['running', null])
    night.time.nowMs += MINUTE_MS
    await expect.poll(stateOf, { timeout: 10_000 }).toBe('done')
  } finally {
    stopping.abort(new Error('the test ends'))
    await running
  }
}, 30_000)

test('while the platform throttles, stock that was never read is read, and what is read already is not compared', async () => {
  await using night = await openNight()
  const { gate } = night.engine
  await gate.links.promotions.begin(KEY, null)
  await syncListings(night.link, never)
  const readings = async () => {
    const before = night.shop.market.counts.calls
    await publishStock(night.link, never)
    return night.shop.market.counts.calls - before
  }
  night.link.pace.notice(new ChannelError('throttled', '7', { message: 'too many' }))
  expect(await readings(), 'the books are opened').toBeGreaterThan(0)
  await gate.database`update stock_publications set compared_at = '2020-01-01'`
  expect(await readings()).toBe(0)
  night.time.nowMs += MINUTE_MS
  expect(await readings(), 'compared').toBeGreaterThan(0)
})

test('a poll that the platform refuses as one too many makes proofs rest', async () => {
  await using night = await openNight()
  await night.engine.gate.links.promotions.begin(KEY, null)
  night.shop.market.faults.banSeconds = 30
  const isResting = async () => !(await night.link.pace.mayProve('comparison'))
  const stopping = new AbortController()
  const polling = night.poller.run(stopping.signal)
  await expect.poll(isResting, { timeout: 5_000 }).toBe(true)
  stopping.abort(new Error('the test ends'))
  await polling
})

function roundsDone(states: readonly { name: string; lastSuccessAt: number | null }[], names: readonly string[]) {
  return states.filter(({ name }) => names.includes(name)).every(({ lastSuccessAt }) => lastSuccessAt !== null)
}
