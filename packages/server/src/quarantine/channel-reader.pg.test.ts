import { channelDefinition, ChannelError } from '@tidegate/connectors'
import { replay, stateHash } from '@tidegate/engine'
import type { OpenGate, ReplayAnswer } from '@tidegate/engine'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'
import { sampleLine, sampleTrade, toAnswer } from '../../../connectors/src/channels/taobao/sample-trades.ts'
import { createLog } from '../log.ts'
import { createFakeChannel, createFakeClock } from '../intake/fake-channel.ts'
import type { FakeChannel } from '../intake/fake-channel.ts'
import { createPoller } from '../intake/poller.ts'
import { createRecentReads } from '../intake/recent-reads.ts'
import { createShopPace } from '../intake/shop-pace.ts'
import { channelReader } from './channel-reader.ts'
import { readerOf } from './content-readers.ts'

const START = Date.parse('2026-06-18T01:20:00Z')
const TID = '3800000000000000001'
const { signal } = new AbortController()
const one = (changes: Record<string, unknown> = {}): Uint8Array =>
  toAnswer(sampleTrade({ payment: '85.38', orders: { order: [sampleLine({ outer_sku_id: 'A', ...changes })] } }))

interface World {
  gate: OpenGate
  channel: FakeChannel
  poll(): Promise<unknown>
  replayOnly(correction?: Uint8Array): Promise<ReplayAnswer>
}

/** The production poller and decoder over a channel that answers with bytes of our choosing. */
function setUp(gate: OpenGate, answers: Map<string, Uint8Array>): World {
  const channel = createFakeChannel()
  const clock = createFakeClock(START)
  const readFake = channel.adapter.readOrder.bind(channel.adapter)
  const adapter = {
    ...channel.adapter,
    async readOrder(id: string, stop: AbortSignal) {
      const bytes = answers.get(id)
      return bytes === undefined ? readFake(id, stop) : channelDefinition('taobao')!.decodeOrder(bytes, SHOP.shop)
    },
  }
  const times = { intervalMs: 30_000, overlapMs: 10_000, startAt: START, clock, random: () => 0.5 }
  const pace = createShopPace({ promotionEndsAt: async () => null, limits: adapter.limits, clock })
  const reads = createRecentReads()
  const poller = createPoller({
    adapter,
    gate,
    shop: SHOP,
    holder: 'a',
    ...times,
    pace,
    reads,
    log: createLog('silent'),
  })
  const shops = [{ merchant: 'test', key: SHOP, adapter }]
  const reader = readerOf([channelReader({ shops: () => shops })])
  return {
    gate,
    channel,
    async poll() {
      clock.advance(10_000)
      return poller.poll(signal)
    },
    async replayOnly(correction) {
      const [row] = await gate.database<{ id: number; version: string }[]>`
        select id, encode(content_hash, 'hex') as version from quarantine where resolved_at is null`
      const { id = 0, version = '' } = row ?? {}
      const change = correction && { correction: { bytes: Buffer.from(correction), version } }
      return replay(gate, { id, actor: 'user:1', reader, signal, ...change })
    },
  }
}

test('a trade beyond reading, its value mended by hand, becomes the order an untouched trade would have been', async () => {
  await using touched = await openTestEngine()
  await using untouched = await openTestEngine()
  for (const { gate } of [touched, untouched]) await gate.submit(receive('A', 'HD', 5))
  const answers = new Map([[TID, one({ num: 0 })]])
  const world = setUp(touched.gate, answers)
  world.channel.orders.set(TID, { version: START + 1_000, snapshot: null })
  await world.poll()
  const reason = 'orders.order[0].num: expected an integer from 1 to 100000, found 0'
  expect(await touched.gate.database`select source, code, field, reason from quarantine`).toEqual([
    { source: 'channel:taobao/main', code: 'undecodable', field: 'orders.order[0].num', reason },
  ])
  expect(await world.replayOnly()).toEqual({
    outcome: 'failed',
    problem: { code: 'undecodable', field: 'orders.order[0].num', reason },
  })
  expect(await world.replayOnly(one({ num: 2 }))).toMatchObject({ outcome: 'replayed', answers: ['recorded'] })

  const clean = setUp(untouched.gate, new Map([[TID, one({ num: 2 })]]))
  clean.channel.orders.set(TID, { version: START + 1_000, snapshot: null })
  await clean.poll()
  expect(await stateHash(touched.gate.database)).toBe(await stateHash(untouched.gate.database))

  // The poll shows the broken trade again, in its overlap: nothing is doubled, and nothing waits anew.
  await world.poll()
  expect(await touched.gate.database`select resolved_as from quarantine`).toEqual([{ resolved_as: 'replayed' }])
  expect(await touched.gate.database`select count(*) as count from orders`).toEqual([{ count: 1 }])
})

test('a trade that is about another order is refused again', async () => {
  await using engine = await openTestEngine()
  const { gate } = engine
  const other = toAnswer(sampleTrade({ tid: '3800000000000000009' }))
  const world = setUp(gate, new Map([[TID, other]]))
  world.channel.orders.set(TID, { version: START + 1_000, snapshot: null })
  await world.poll()
  expect(await world.replayOnly()).toMatchObject({ outcome: 'failed', problem: { field: 'order id' } })
})

test('an order the channel would not show is asked for again', async () => {
  await using engine = await openTestEngine()
  const { gate } = engine
  const world = setUp(gate, new Map())
  const refused = new ChannelError('refused', 'no-permission', { message: 'no' })
  world.channel.failure = (call) => (call === 'read' ? refused : null)
  world.channel.orders.set('o', { version: START + 1_000, snapshot: order({ id: 'o' }).snapshot })
  await world.poll()
  expect(await world.replayOnly()).toMatchObject({ outcome: 'failed', problem: { code: 'listed_but_refused' } })
  world.channel.failure = () => null
  expect(await world.replayOnly()).toMatchObject({ outcome: 'replayed' })
})

test('a refund that came before its order is recorded once the order is there', async () => {
  await using engine = await openTestEngine()
  const { gate } = engine
  const world = setUp(gate, new Map())
  const refund = { refundId: 'R1', platformOrderId: 'o', amountFen: 400, succeeded: true, version: START + 1_000 }
  world.channel.refunds.push(refund)
  await world.poll()
  const [row] = await gate.database<{ id: number }[]>`select id from quarantine where code = 'refund_order_unknown'`
  const reader = readerOf([channelReader({ shops: () => [] })])
  const again = () => replay(gate, { id: row?.id ?? 0, actor: 'user:1', reader, signal })
  expect(await again()).toMatchObject({ outcome: 'failed', problem: { code: 'order_unknown' } })
  await gate.submit(order({ id: 'o' }))
  expect(await again()).toMatchObject({ outcome: 'replayed', answers: ['recorded'] })
  expect(await gate.database`select amount_fen from refunds`).toEqual([{ amount_fen: 400 }])
})

test('what no entrance here can read stays, and says so', async () => {
  await using engine = await openTestEngine()
  const { gate } = engine
  const kept = { key: { ...SHOP, platformOrderId: '1' }, code: 'undecodable', reason: 'no', raw: Buffer.from('{}') }
  const reader = readerOf([channelReader({ shops: () => [] })])
  const codeOf = async (id: number): Promise<unknown> => {
    const answer = await replay(gate, { id, actor: 'user:1', reader, signal })
    return answer.outcome === 'failed' ? answer.problem.code : answer.outcome
  }
  expect(await codeOf(await gate.quarantine({ ...kept, source: 'fax:3' }))).toBe('no_reader')
  const unread = { ...kept, key: { ...kept.key, channel: 'import' as const }, source: 'channel:import/main' }
  expect(await codeOf(await gate.quarantine(unread))).toBe('no_reader')
  const noKey = { ...kept, key: null, source: 'channel:taobao/main' }
  expect(await codeOf(await gate.quarantine(noKey))).toBe('undecodable')
})
