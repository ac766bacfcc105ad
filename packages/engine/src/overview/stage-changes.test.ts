import type { Order } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { stageChanges, stagesOf } from './stage-changes.ts'

const unpaid = (id: number): Order =>
  ({ id, platformState: 'open', payment: 'unpaid', cancelRequested: false, holds: [], lines: [] }) as unknown as Order

const closed = (id: number): Order => ({ ...unpaid(id), platformState: 'closed' })

test('a new order enters its stage from nowhere', () => {
  expect(stageChanges(new Map(), [unpaid(1), unpaid(2)])).toEqual({ unpaid: 2 })
})

test('an order that moves leaves one stage for another', () => {
  const before = stagesOf([unpaid(1), unpaid(2), closed(3)])
  expect(stageChanges(before, [closed(1), unpaid(2)])).toEqual({ unpaid: -1, closed: 1 })
})

test('orders that cross cancel out, and the sum of a batch is the orders it brought', () => {
  const before = stagesOf([unpaid(1), closed(2)])
  const changes = stageChanges(before, [closed(1), unpaid(2), unpaid(3)])
  expect(changes).toEqual({ unpaid: 1, closed: 0 })
  expect(Object.values(changes).reduce((sum, change) => sum + change, 0)).toBe(1)
})
