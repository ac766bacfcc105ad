import { ChannelError } from '@tidegate/connectors'
import type { Instant } from '@tidegate/domain'
import type { OpenGate } from '@tidegate/engine'
import { describe, expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'
import type { OrderWish } from '../../../../tools/test-world.ts'
import { createLog } from '../log.ts'
import { createFakeChannel, createFakeClock, FAKE_LIMITS } from './fake-channel.ts'
import type { FakeChannel } from './fake-channel.ts'
import { LeaseLostError } from './lease-keeper.ts'
import { createPoller } from './poller.ts'
import { createRecentReads } from './recent-reads.ts'
import { createShopPace } from './shop-pace.ts'

const START = Date.parse('2026-11-11T00:00:00Z')
const OVERLAP_MS = 10_000
const silent = createLog('silent')
const never = new AbortController().signal

function setUp(gate: OpenGate, { seed = 1, holder = 'a' } = {}) {
  const channel = createFakeChannel()
  const clock = createFakeClock(START)
  const random = randomFrom(seed)
  const adapter = channel.adapter
  const promotionEndsAt = () => gate.links.promotions.endsAt(SHOP)
  const pace = createShopPace({ promotionEndsAt, limits: adapter.limits, clock })
  const reads = createRecentReads()
  const intervals = { intervalMs: 30_000, overlapMs: OVERLAP_MS, startAt: START }
  const poller = createPoller({
    adapter,
    gate,
    shop: SHOP,
    holder,
    ...intervals,
    pace,
    reads,
    clock,
    random,
    log: silent,
  })
  return { channel, clock, random, poller }
}

function put(channel: FakeChannel, version: Instant, wish: OrderWish): void {
  channel.orders.set(wish.id, { version, snapshot: order({ ...wish, version }).snapshot })
}

async function cursorOf(gate: OpenGate, feed = 'orders'): Promise<Instant> {
  const [row] = await gate.database<{ position: Instant }[]>`select position from channel_cursors where feed = ${feed}`
  return row?.position ?? START
}

/** Ids that are neither an order at their version nor in quarantine, of those the cursor says are proven. */
async function missingBehindCursor(gate: OpenGate, channel: FakeChannel): Promise<string[]> {
  const cursor = await cursorOf(gate)
  const proven = [...channel.orders].filter(([, { version }]) => version < cursor)
  const known = await gate.knownVersions(
    SHOP,
    proven.map(([id]) => id),
  )
  const quarantined = await gate.database<{ subject: string }[]>`select subject from quarantine`
  const waiting = new Set(quarantined.map(({ subject }) => subject))
  return proven
    .filter(([id, { version }]) => (known.get(id) ?? 0) < version && !waiting.has(`order:taobao/main/${id}`))
    .map(([id]) => id)
}

async function countOrders(gate: OpenGate): Promise<number> {
  const [row] = await gate.database<{ count: number }[]>`select count(*) as count from orders`
  return row?.count ?? 0
}

test('a round takes every order of the window through the door and then moves the cursor', async () => {
  await using world = await openTestEngine()
  const { channel, clock, poller } = setUp(world.gate)
  for (let n = 0; n < 8; n += 1) put(channel, START + 1_000 * n, { id: `o${n}` })
  clock.advance(30_000)
  expect(await poller.poll(never)).toBe(false)
  expect(await countOrders(world.gate)).toBe(8)
  expect(await cursorOf(world.gate)).toBe(START + 30_000 - FAKE_LIMITS.lagMs)
  expect(poller.health()).toMatchObject({
    state: 'working',
    lastError: null,
    counts: { ordersRecorded: 8, quarantined: 0 },
  })
})

test('the overlap reads nothing twice and makes no duplicate', async () => {
  await using world = await openTestEngine()
  const { channel, clock, poller } = setUp(world.gate)
  put(channel, START + 25_000, { id: 'late' })
  clock.advance(30_000)
  await poller.poll(never)
  clock.advance(1_000)
  put(channel, START + 24_000, { id: 'listed-late' })
  await poller.poll(never)
  expect(channel.windows.at(-1)?.from).toBe(START + 29_000 - OVERLAP_MS)
  expect(channel.reads).toEqual(['late', 'listed-late'])
  expect(await countOrders(world.gate)).toBe(2)
})

test('on a promotion night only the first window of a round reaches further back', async () => {
  await using world = await openTestEngine()
  const { channel, clock, poller } = setUp(world.gate)
  await world.gate.links.promotions.begin(SHOP, null)
  clock.advance(120_000)
  await poller.poll(never)
  const [first, second] = channel.windows
  expect(first?.from).toBe(START - 43_500)
  expect(second?.from).toBe((first?.to ?? 0) - OVERLAP_MS)
})

test('a newer version of a known order is read again', async () => {
  await using world = await openTestEngine()
  const { channel, clock, poller } = setUp(world.gate)
  put(channel, START + 1_000, { id: 'o', paid: false })
  clock.advance(10_000)
  await poller.poll(never)
  put(channel, START + 12_000, { id: 'o', paid: true })
  clock.advance(10_000)
  await poller.poll(never)
  expect(channel.reads).toEqual(['o', 'o'])
  expect(await world.gate.database`select payment from orders`).toEqual([{ payment: 'paid' }])
})

test('an order beyond decoding is quarantined and does not hold up the others', async () => {
  await using world = await openTestEngine()
  const { channel, clock, poller } = setUp(world.gate)
  put(channel, START + 1_000, { id: 'good' })
  channel.orders.set('bad', { version: START + 2_000, snapshot: null })
  clock.advance(10_000)
  await poller.poll(never)
  expect(await countOrders(world.gate)).toBe(1)
  expect(await world.gate.database`select subject, code, reason from quarantine`).toEqual([
    { subject: 'order:taobao/main/bad', code: 'undecodable', reason: 'payment: expected an amount, found abc' },
  ])
  expect(await cursorOf(world.gate)).toBe(START + 9_000)
  // The overlap lists it again: the same version is not read again, a newer one is.
  clock.advance(1_000)
  await poller.poll(never)
  expect(channel.reads.filter((id) => id === 'bad')).toHaveLength(1)
  channel.orders.set('bad', { version: START + 10_500, snapshot: null })
  clock.advance(5_000)
  await poller.poll(never)
  expect(channel.reads.filter((id) => id === 'bad')).toHaveLength(2)
  expect(poller.health().counts.quarantined).toBe(2)
})

test('a few orders the channel lists and will not show are quarantined; many stop the window', async () => {
  await using world = await openTestEngine()
  const { channel, clock, poller } = setUp(world.gate)
  const refused = () => new ChannelError('refused', 'no-permission', { message: 'no' })
  channel.failure = (call, detail) => (call === 'read' && detail.startsWith('x') ? refused() : null)
  put(channel, START + 1_000, { id: 'x1' })
  clock.advance(10_000)
  await poller.poll(never)
  expect(await world.gate.database`select code from quarantine`).toEqual([{ code: 'listed_but_refused' }])
  const proven = await cursorOf(world.gate)
  for (let n = 0; n < 30; n += 1) put(channel, START + 11_000, { id: `x-many-${n}` })
  clock.advance(10_000)
  await expect(poller.poll(never)).rejects.toThrow('refuses to show')
  expect(await cursorOf(world.gate)).toBe(proven)
})

test('a page that repeats for ever ends the round', async () => {
  await using world = await openTestEngine()
  const { channel, clock, poller } = setUp(world.gate)
  channel.adapter.listChangedOrders = async function* () {
    for (;;) yield [{ platformOrderId: 'o', version: START + 1 }]
  }
  put(channel, START + 1, { id: 'o' })
  clock.advance(10_000)
  await expect(poller.poll(never)).rejects.toThrow('again and again')
})

describe('refunds', () => {
  const refund = (version: number, wish: { id: string; fen: number; succeeded?: boolean }) => ({
    refundId: `r-${wish.id}`,
    platformOrderId: wish.id,
    amountFen: wish.fen,
    succeeded: wish.succeeded ?? true,
    version,
  })

  test('a refund heard of before its order makes the order be read first', async () => {
    await using world = await openTestEngine()
    const { channel, clock, poller } = setUp(world.gate)
    // Outside the window of orders, as an order of last month is.
    put(channel, START - 1_000_000, { id: 'old' })
    channel.refunds.push(refund(START + 1_000, { id: 'old', fen: 400 }))
    clock.advance(10_000)
    await poller.poll(never)
    expect(channel.reads).toEqual(['old'])
    expect(await world.gate.database`select amount_fen from refunds`).toEqual([{ amount_fen: 400 }])
    clock.advance(2_000)
    await poller.poll(never)
    expect(poller.health().counts).toMatchObject({ refundsRecorded: 1, quarantined: 0 })
  })

  test('one above what was paid is quarantined, one only asked for is left alone', async () => {
    await using world = await openTestEngine()
    const { channel, clock, poller } = setUp(world.gate)
    put(channel, START + 1_000, { id: 'o' })
    put(channel, START + 1_000, { id: 'p' })
    channel.refunds.push(
      refund(START + 2_000, { id: 'o', fen: 999_999 }),
      refund(START + 2_000, { id: 'p', fen: 1, succeeded: false }),
    )
    clock.advance(10_000)
    await poller.poll(never)
    expect(await world.gate.database`select code from quarantine`).toEqual([{ code: 'refund_exceeds_paid' }])
    expect(await world.gate.database`select amount_fen from refunds`).toEqual([])
    expect(await cursorOf(world.gate, 'refunds')).toBe(START + 9_000)
  })

  test('one of an order that nobody knows is quarantined', async () => {
    await using world = await openTestEngine()
    const { channel, clock, poller } = setUp(world.gate)
    channel.refunds.push(refund(START + 2_000, { id: 'ghost', fen: 1 }))
    clock.advance(10_000)
    await poller.poll(never)
    const codes = await world.gate.database<{ code: string }[]>`select code from quarantine order by code`
    expect(codes.map(({ code }) => code)).toEqual(['listed_but_not_found', 'refund_order_unknown'])
  })
})

describe('leases', () => {
  test('while one process holds the lease, another stands by and moves nothing', async () => {
    await using world = await openTestEngine()
    const first = setUp(world.gate, { holder: 'a' })
    const second = setUp(world.gate, { holder: 'b' })
    first.clock.advance(10_000)
    await first.poller.poll(never)
    second.clock.advance(20_000)
    await second.poller.poll(never)
    expect(second.poller.health().state).toBe('standby')
    expect(second.channel.windows).toEqual([])
  })

  test('a process that slept through its lease records orders, but moves no cursor', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const { channel, clock, poller } = setUp(gate)
    put(channel, START + 1_000, { id: 'o' })
    clock.advance(10_000)
    let taken: Promise<unknown> | null = null
    const takeOver = async (): Promise<void> => {
      await gate.context.sql`update channel_cursors set lease_expires_at = now() - interval '1 second'`
      await gate.leases.take({ shop: SHOP, feed: 'orders', holder: 'other', ttlMs: 60_000, startAt: START })
    }
    const { adapter } = channel
    const readOrder = adapter.readOrder.bind(adapter)
    adapter.readOrder = async (id, signal) => {
      await (taken ??= takeOver())
      return readOrder(id, signal)
    }
    await expect(poller.poll(never)).rejects.toThrow(LeaseLostError)
    expect(await cursorOf(gate)).toBe(START)
    expect(await countOrders(gate)).toBe(1)
  })

  test('a stop gives the leases back at once', async () => {
    await using world = await openTestEngine()
    const { poller, clock } = setUp(world.gate)
    const stop = new AbortController()
    const sleep = clock.sleep
    let sleeps = 0
    clock.sleep = async (durationMs, signal) => {
      sleeps += 1
      if (sleeps === 3) stop.abort()
      await sleep(durationMs, signal)
    }
    await poller.run(stop.signal)
    expect(poller.health().state).toBe('stopped')
    expect(await world.gate.database`select lease_holder from channel_cursors`).toEqual([
      { lease_holder: null },
      { lease_holder: null },
    ])
  })
})

test('trouble is told in plain words, a breaker opens, and a success closes it', async () => {
  await using world = await openTestEngine()
  const { poller, clock, channel } = setUp(world.gate)
  channel.failure = () => new ChannelError('retry', 'HTTP 502', { message: 'bad gateway' })
  const stop = new AbortController()
  const sleep = clock.sleep
  const states: string[] = []
  clock.sleep = async (durationMs, signal) => {
    states.push(poller.health().state)
    if (states.length === 7) channel.failure = () => null
    if (states.length === 8) stop.abort()
    await sleep(durationMs, signal)
  }
  await poller.run(stop.signal)
  expect(states).toEqual(['starting', 'retrying', 'retrying', 'retrying', 'retrying', 'paused', 'paused', 'working'])
  expect(clock.slept.slice(5, 7).every((delayMs) => delayMs >= 30_000)).toBe(true)
  expect(poller.health().lastError).toBeNull()
})

test.each(Array.from({ length: 6 }, (_, index) => index + 1))(
  'whatever fails, the cursor is never ahead of its orders and all of them arrive once (seed %i)',
  async (seed) => {
    await using world = await openTestEngine()
    const { gate } = world
    await gate.submit(receive('A', 'HD', 1_000))
    const { channel, clock, poller, random } = setUp(gate, { seed })
    const kinds = ['retry', 'throttled', 'reauthorise', 'refused', 'bug'] as const
    channel.failure = (call) => {
      if (random() > 0.15) return null
      const kind = kinds[Math.floor(random() * kinds.length)] ?? 'retry'
      // A single refused order is quarantined for good; here every order must arrive.
      return new ChannelError(kind === 'refused' && call === 'read' ? 'retry' : kind, 'test', { message: 'as told' })
    }
    for (let round = 0; round < 25; round += 1) {
      for (let n = 0; n < 4; n += 1) {
        const id = `o${Math.floor(random() * 60)}`
        put(channel, clock.now() + Math.floor(random() * 8_000), { id, paid: random() < 0.7 })
      }
      clock.advance(20_000)
      const stop = new AbortController()
      if (random() < 0.2) setTimeout(() => stop.abort(), 5)
      await poller.poll(stop.signal).catch(() => undefined)
      expect(await missingBehindCursor(gate, channel)).toEqual([])
    }
    channel.failure = () => null
    clock.advance(60_000)
    while (await poller.poll(never));
    expect(await cursorOf(gate)).toBe(clock.now() - FAKE_LIMITS.lagMs)
    expect(await missingBehindCursor(gate, channel)).toEqual([])
    expect(await countOrders(gate)).toBe(channel.orders.size)
  },
)

/** A small generator (mulberry32) so that a seed repeats a run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
