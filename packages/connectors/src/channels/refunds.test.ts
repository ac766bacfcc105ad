import { expect, test } from 'vitest'
import { mayHaveRefunds, readRefund, refundsOfOrders } from './refunds.ts'

const AT = Date.UTC(2026, 5, 18)
const WINDOW = { from: AT, to: AT + 60_000 }

test('a refund that cannot be read stops the listing, and names the field', () => {
  const read = (): unknown =>
    readRefund({ id: '1' }, (refund) => ({
      refundId: refund.digits('id'),
      platformOrderId: refund.digits('order_id'),
      amountFen: 0,
      succeeded: false,
      version: AT,
    }))
  expect(read).toThrow(expect.objectContaining({ kind: 'bug', code: 'refund_unreadable' }))
  expect(read).toThrow(/refund\.order_id/)
})

test('where it cannot be read whether an order has refunds, they are asked for', () => {
  expect(mayHaveRefunds({ refunds: [] }, 10)).toBe(false)
  expect(mayHaveRefunds({ refunds: [{}] }, 10)).toBe(true)
  expect(mayHaveRefunds({}, 10)).toBe(true)
  expect(mayHaveRefunds({ refunds: 'some' }, 10)).toBe(true)
})

test('only orders of the window are asked for their refunds, and each of those is told', async () => {
  async function* pages(): AsyncGenerator<{ platformOrderId: string; version: number; hasRefunds: boolean }[]> {
    yield [
      { platformOrderId: 'refunded', version: AT, hasRefunds: true },
      { platformOrderId: 'whole', version: AT, hasRefunds: false },
      { platformOrderId: 'beyond', version: WINDOW.to, hasRefunds: true },
    ]
  }
  const asked: string[] = []
  const refunds = refundsOfOrders(pages(), WINDOW, async (platformOrderId) => {
    asked.push(platformOrderId)
    return [{ refundId: 'old', platformOrderId, amountFen: 5, succeeded: true, version: AT - 86_400_000 }]
  })
  const told: string[] = []
  for await (const rows of refunds) told.push(...rows.map(({ refundId }) => refundId))
  expect(told).toEqual(['old'])
  expect(asked).toEqual(['refunded'])
})
