import { expect, test } from 'vitest'
import { TOP_IDS } from '../taobao/ids.ts'
import { NO_FAULTS } from './faults.ts'
import type { Faults } from './faults.ts'
import type { MarketTrade } from './market-trade.ts'
import { PushOutbox } from './push-outbox.ts'
import { sampleTrade } from './sample-trade.ts'

const trade = (number: number, changes: Partial<MarketTrade> = {}): MarketTrade =>
  sampleTrade({ ids: TOP_IDS, number, atMs: 1_000 }, changes)

function told(faults: Partial<Faults>): { outbox: PushOutbox; numbers: string[] } {
  const outbox = new PushOutbox({ ...NO_FAULTS, ...faults })
  for (let number = 1; number <= 4; number++) outbox.add(trade(number), null)
  return { outbox, numbers: outbox.take().map((event) => event.trade.tradeId.slice(-1)) }
}

test('events come in order; twice, in reverse or not at all where the faults say so', () => {
  expect(told({}).numbers).toEqual(['1', '2', '3', '4'])
  expect(told({ pushReversed: true }).numbers).toEqual(['4', '3', '2', '1'])
  expect(told({ pushRepeated: true }).numbers).toEqual(['1', '1', '2', '2', '3', '3', '4', '4'])
  expect(told({ pushLost: true }).numbers).toEqual(['1', '2', '4'])
})

test('what is not confirmed stays pending', () => {
  const { outbox } = told({})
  outbox.confirm(outbox.pending()[0]!.id)
  expect(outbox.pending()).toHaveLength(3)
  expect(outbox.take()).toEqual([])
})

test('an event is named after what changed', () => {
  const outbox = new PushOutbox({ ...NO_FAULTS })
  const paid = trade(1)
  const refund = {
    refundId: 'r',
    state: 'asked' as const,
    amountFen: 1,
    reason: '',
    createdAtMs: 2_000,
    modifiedAtMs: 2_000,
  }
  const asked = trade(1, { modifiedAtMs: 2_000, lines: paid.lines.map((line) => ({ ...line, refund })) })
  const shipped = { ...asked, state: 'shipped' as const, modifiedAtMs: 3_000 }
  const noted = { ...shipped, sellerMemo: 'x', modifiedAtMs: 4_000 }
  outbox.add(trade(1, { state: 'unpaid' }), null)
  outbox.add(paid, trade(1, { state: 'unpaid' }))
  outbox.add(asked, paid)
  outbox.add(shipped, asked)
  outbox.add(noted, shipped)
  expect(outbox.take().map(({ kind }) => kind)).toEqual(['created', 'paid', 'refund_asked', 'shipped', 'changed'])
})

test('of a hundred messages so many are lost, and so many others come twice', () => {
  const outbox = new PushOutbox({ ...NO_FAULTS, pushLossPercent: 10, pushRepeatPercent: 20 })
  for (let number = 1; number <= 100; number++) outbox.add(trade(number), null)
  const ids = outbox.take().map(({ id }) => id)
  expect(outbox.lost).toBe(10)
  expect(new Set(ids).size).toBe(90)
  expect(ids.length - 90).toBeGreaterThanOrEqual(10)
})
