// A channel for tests: it holds orders and refunds in memory, lists them as a platform does, and fails
// where it is told to.

import { ChannelError, NO_CAPABILITIES } from '@tidegate/connectors'
import type { ChannelAdapter, ChannelLimits, ListedRefund, Window } from '@tidegate/connectors'
import type { Instant, OrderSnapshot } from '@tidegate/domain'
import type { Clock } from '../clock.ts'

interface FakeOrder {
  version: Instant
  /** Null where its bytes are beyond decoding. */
  snapshot: OrderSnapshot | null
}

type FakeCall = 'list' | 'page' | 'read' | 'refunds'

export interface FakeChannel {
  adapter: ChannelAdapter
  orders: Map<string, FakeOrder>
  refunds: ListedRefund[]
  /** Asked before each call; what it returns is thrown. */
  failure: (call: FakeCall, detail: string) => Error | null
  reads: string[]
  windows: Window[]
}

const PAGE_SIZE = 3
export const FAKE_LIMITS: ChannelLimits = {
  windowMsMax: 60_000,
  lagMs: 1_000,
  pageSize: PAGE_SIZE,
  listsVersions: true,
  callsPerSecond: 1_000,
  callScope: 'shop',
}

export function createFakeChannel(): FakeChannel {
  const channel: FakeChannel = {
    orders: new Map(),
    refunds: [],
    failure: () => null,
    reads: [],
    windows: [],
    adapter: {
      ...NO_CAPABILITIES,
      channel: 'taobao',
      limits: FAKE_LIMITS,
      async *listChangedOrders(window) {
        channel.windows.push(window)
        check(channel, 'list', '')
        const listed = [...channel.orders]
          .filter(([, { version }]) => version >= window.from && version < window.to)
          .map(([platformOrderId, { version }]) => ({ platformOrderId, version }))
          .toSorted((a, b) => b.version - a.version)
        for (let start = 0; start < listed.length; start += PAGE_SIZE) {
          check(channel, 'page', String(start))
          yield listed.slice(start, start + PAGE_SIZE)
        }
      },
      async readOrder(platformOrderId) {
        channel.reads.push(platformOrderId)
        check(channel, 'read', platformOrderId)
        const order = channel.orders.get(platformOrderId)
        if (order === undefined)
          throw new ChannelError('not_found', 'no-such-order', { message: 'there is no such order' })
        const raw = Buffer.from(`raw ${platformOrderId} ${order.version}`)
        if (order.snapshot !== null) return { ok: true, snapshot: order.snapshot, raw }
        return { ok: false, problem: { field: 'payment', expected: 'an amount', found: 'abc' }, raw }
      },
      async *listRefunds(window) {
        check(channel, 'refunds', '')
        const listed = channel.refunds.filter(({ version }) => version >= window.from && version < window.to)
        if (listed.length > 0) yield listed
      },
    },
  }
  return channel
}

function check(channel: FakeChannel, call: FakeCall, detail: string): void {
  const failure = channel.failure(call, detail)
  if (failure !== null) throw failure
}

/** A clock that stands still but for the sleeps taken on it. */
export function createFakeClock(start: Instant): Clock & { advance(byMs: number): void; slept: number[] } {
  let nowMs = start
  const slept: number[] = []
  return {
    slept,
    now: () => nowMs,
    advance: (byMs) => {
      nowMs += byMs
    },
    async sleep(durationMs, signal) {
      signal.throwIfAborted()
      slept.push(durationMs)
      nowMs += durationMs
      // A real sleep lets everything else run.
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    },
  }
}
