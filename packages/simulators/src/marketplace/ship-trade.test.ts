import { expect, test } from 'vitest'
import { TOP_IDS } from '../taobao/ids.ts'
import type { MarketTrade } from './market-trade.ts'
import { sampleTrade } from './sample-trade.ts'
import { leftOf, shipTrade } from './ship-trade.ts'
import type { ShipRequest, ShipResult } from './ship-trade.ts'

const trade = (changes: Partial<MarketTrade> = {}): MarketTrade =>
  sampleTrade({ ids: TOP_IDS, number: 1, atMs: 1_000, lineCount: 2 }, changes)
const ship = (of: MarketTrade, lines: ShipRequest['lines'] = null, nowMs = 2_000): ShipResult =>
  shipTrade(of, { carrierCode: 'SF', trackingNumber: 'T1', lines }, { nowMs, refusesOpenRefund: true })
const shipped = (result: ShipResult): MarketTrade => {
  if (!result.ok) throw new Error(result.refusal)
  return result.trade
}
const [first, second] = trade().lines.map(({ lineId }) => lineId) as [string, string]

test('line by line a trade is partly shipped, then shipped', () => {
  const half = shipped(ship(trade(), [{ lineId: first, quantity: 1 }]))
  expect(half).toMatchObject({
    state: 'partly_shipped',
    modifiedAtMs: 2_000,
    lines: [{ shippedAtMs: 2_000 }, { shippedAtMs: null }],
  })
  expect(half.lines.map((line) => leftOf(half, line))).toEqual([0, 1])
  expect(ship(half, [{ lineId: first, quantity: 1 }])).toEqual({ ok: false, refusal: 'already_shipped' })
  const whole = shipped(ship(half, null, 3_000))
  expect(whole).toMatchObject({ state: 'shipped', parcels: [{}, { lines: [{ lineId: second, quantity: 1 }] }] })
  expect(ship(whole)).toEqual({ ok: false, refusal: 'already_shipped' })
})

test('a version is newer than the one before, whatever the clock says', () => {
  expect(shipped(ship(trade({ modifiedAtMs: 9_000 }))).modifiedAtMs).toBe(9_001)
})

test.each([
  ['unpaid', 'not_paid'],
  ['deposit_paid', 'not_paid'],
  ['closed_refunded', 'closed'],
  ['paid_shipping_forbidden', 'forbidden'],
] as const)('a trade that is %s is refused as %s', (state, refusal) =>
  expect(ship(trade({ state }))).toEqual({ ok: false, refusal }),
)

test('a line whose refund is open is refused, one that is refunded is left out', () => {
  const refund = { refundId: 'r', amountFen: 1, reason: '', createdAtMs: 1, modifiedAtMs: 1 }
  const withRefund = (state: 'asked' | 'succeeded'): MarketTrade =>
    trade({
      lines: trade().lines.map((line, index) => (index === 0 ? { ...line, refund: { ...refund, state } } : line)),
    })
  expect(ship(withRefund('asked'))).toEqual({ ok: false, refusal: 'refund_open' })
  expect(shipped(ship(withRefund('asked'), [{ lineId: second, quantity: 1 }])).state).toBe('partly_shipped')
  expect(shipped(ship(withRefund('succeeded')))).toMatchObject({
    state: 'shipped',
    parcels: [{ lines: [{ lineId: second }] }],
  })
  expect(ship(trade(), [{ lineId: 'x', quantity: 1 }])).toEqual({ ok: false, refusal: 'no_such_line' })
})
