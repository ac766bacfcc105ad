import { expect, test } from 'vitest'
import { ordersInWindow, readChangedOrder } from './changed-orders.ts'
import type { ChangedOrder } from './changed-orders.ts'

const FIELDS = {
  id: (order: { digits: (name: string) => string }) => order.digits('id'),
  version: (order: { epoch: (name: string, unit: 's') => number }) => order.epoch('at', 's'),
}
const AT = Date.UTC(2026, 5, 18)

async function* pagesOf(...pages: ChangedOrder[][]): AsyncGenerator<ChangedOrder[]> {
  yield* pages
}

test('a row whose time cannot be read still names its order; one without an id asks for another reading', () => {
  expect(readChangedOrder({ id: '7', at: AT / 1000 }, FIELDS)).toEqual({ platformOrderId: '7', version: AT })
  expect(readChangedOrder({ id: '7', at: 'yesterday' }, FIELDS)).toEqual({ platformOrderId: '7', version: null })
  expect(() => readChangedOrder({ at: AT / 1000 }, FIELDS)).toThrow(
    expect.objectContaining({ kind: 'retry', code: 'row_without_id' }),
  )
})

test('rows beside the window are dropped; one without a time takes the end, which nothing held can equal', async () => {
  const window = { from: AT, to: AT + 60_000 }
  const pages = pagesOf(
    [
      { platformOrderId: 'inside', version: AT + 1_000 },
      { platformOrderId: 'next window', version: window.to },
    ],
    [{ platformOrderId: 'earlier', version: AT - 1_000 }],
    [{ platformOrderId: 'timeless', version: null }],
  )
  const listed: unknown[] = []
  for await (const rows of ordersInWindow(pages, window)) listed.push(rows)
  expect(listed).toEqual([
    [{ platformOrderId: 'inside', version: AT + 1_000 }],
    [{ platformOrderId: 'timeless', version: window.to }],
  ])
})
