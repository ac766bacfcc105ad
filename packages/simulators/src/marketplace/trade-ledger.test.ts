import { expect, test } from 'vitest'
import type { MarketTrade } from './market-trade.ts'
import { TradeLedger } from './trade-ledger.ts'

const trade = (tradeId: string, modifiedAtMs: number, quantity = 1): MarketTrade =>
  ({
    tradeId,
    createdAtMs: Math.min(modifiedAtMs, 100),
    modifiedAtMs,
    lines: [{ skuId: 'A', quantity, refund: null }],
  }) as unknown as MarketTrade
const ids = (trades: MarketTrade[]): string[] => trades.map(({ tradeId }) => tradeId)

test('a changed trade moves to the front and leaves its old place', () => {
  const ledger = new TradeLedger()
  for (const [id, at] of [
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ] as const)
    ledger.record(trade(id, at))
  expect(ids(ledger.modifiedBetween(0, 9, 9))).toEqual(['c', 'b', 'a'])
  ledger.record(trade('a', 4))
  expect(ids(ledger.modifiedBetween(0, 9, 9))).toEqual(['a', 'c', 'b'])
  expect(ids(ledger.modifiedBetween(0, 3, 9))).toEqual(['c', 'b'])
})

test('a lagging index shows the version of then', () => {
  const ledger = new TradeLedger()
  ledger.record(trade('a', 1))
  ledger.record(trade('a', 5))
  expect(ledger.modifiedBetween(0, 9, 4).map(({ modifiedAtMs }) => modifiedAtMs)).toEqual([1])
  expect(ledger.find('a', 4)?.modifiedAtMs).toBe(1)
  expect(ledger.find('a', 0)).toBeUndefined()
})

test('a trade recorded late stands where its time says', () => {
  const ledger = new TradeLedger()
  for (const [id, at] of [
    ['a', 1],
    ['c', 3],
    ['b', 2],
  ] as const)
    ledger.record(trade(id, at))
  expect(ids(ledger.modifiedBetween(0, 9, 9))).toEqual(['c', 'b', 'a'])
})

test('a version must be newer than the one before', () => {
  const ledger = new TradeLedger()
  ledger.record(trade('a', 2))
  expect(() => ledger.record(trade('a', 2))).toThrow(/newer/)
})

test('the counter goes down at the sale, once, and may fall below zero', () => {
  const ledger = new TradeLedger()
  ledger.stock.open('A', 3)
  ledger.record(trade('a', 1, 2))
  ledger.record(trade('a', 2, 2))
  expect(ledger.stock.shown('A')).toBe(1)
  ledger.record(trade('b', 3, 2))
  expect(ledger.stock.shown('A')).toBe(-1)
})
