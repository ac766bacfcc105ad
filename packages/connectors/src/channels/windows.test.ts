import { expect, test } from 'vitest'
import { NO_CAPABILITIES } from './channel.ts'
import type { ChannelAdapter } from './channel.ts'
import { checkWindows, isInWindow, splitWindow } from './windows.ts'

/** Lists one order and one refund, whatever the window. */
const SHOP: ChannelAdapter = {
  ...NO_CAPABILITIES,
  channel: 'taobao',
  limits: { windowMsMax: 10, lagMs: 0, pageSize: 1, listsVersions: true, callsPerSecond: 1, callScope: 'shop' },
  async *listChangedOrders() {
    yield [{ platformOrderId: '7', version: 5 }]
  },
  readOrder: () => Promise.reject(new Error('nobody reads it here')),
  async *listRefunds() {
    yield [{ refundId: '1', platformOrderId: '7', amountFen: 1, succeeded: true, version: 5 }]
  },
}

test('orders and refunds are listed of a window above zero and within the maximum', async () => {
  const shop = checkWindows(SHOP)
  for (const list of ['listChangedOrders', 'listRefunds'] as const) {
    const listed = (to: number): Promise<unknown> => shop[list]({ from: 0, to }, new AbortController().signal).next()
    expect(await listed(10)).toMatchObject({ done: false, value: [{ platformOrderId: '7' }] })
    for (const to of [11, 0, -1]) await expect(listed(to)).rejects.toThrow(/window of/)
  }
})

test('a split leaves no gap and no overlap', () => {
  expect(splitWindow({ from: 0, to: 25 }, 10)).toEqual([
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 20, to: 25 },
  ])
  expect(splitWindow({ from: 0, to: 10 }, 10)).toHaveLength(1)
})

test('a row of the second a window starts within belongs to it, one of its end does not', () => {
  const window = { from: 10_400, to: 12_000 }
  expect([9_000, 10_000, 11_000, 12_000].map((at) => isInWindow(at, window))).toEqual([false, true, true, false])
})
