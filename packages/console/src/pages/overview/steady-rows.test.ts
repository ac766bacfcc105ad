import type { OrderStage, OrderSummary } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { steadyRows } from './steady-rows.ts'

function order(number: string, stage: OrderStage = 'unpaid'): OrderSummary {
  const none = {
    channel: '',
    shop: '',
    platformOrderId: '',
    placedAt: '',
    payment: '',
    platformState: '',
    province: '',
    currency: 'CNY',
  }
  return { ...none, number, stage, payableFen: 0, units: 0, holds: [], locations: [] }
}

const numbers = (rows: readonly OrderSummary[]) => rows.map((each) => each.number)

test('nobody looks: the newest page as it came', () => {
  const { rows, waiting } = steadyRows([order('b'), order('a')], [order('c'), order('b')], false)
  expect([numbers(rows), waiting]).toEqual([['c', 'b'], 0])
})

test('somebody looks: same rows in the same order, stages still change, newcomers wait', () => {
  const { rows, waiting } = steadyRows([order('b'), order('a')], [order('d'), order('c'), order('b', 'to_ship')], true)
  expect(numbers(rows)).toEqual(['b', 'a'])
  expect(rows[0]?.stage).toBe('to_ship')
  expect(waiting).toBe(2)
})

test('the first page shows even under the pointer', () => {
  expect(numbers(steadyRows([], [order('a')], true).rows)).toEqual(['a'])
})
