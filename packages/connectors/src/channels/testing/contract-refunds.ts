// Part of the channel contract: money that goes back.

import { describe, expect, test } from 'vitest'
import type { ListedRefund } from '../channel.ts'
import type { ContractTraits } from './channel-contract.ts'
import { snapshotOf } from './contract-orders.ts'
import { collect, never, NOON, openShop } from './open-shop.ts'
import type { OpenShop } from './open-shop.ts'

const ASKED_AT = NOON - 40_000
const DONE_AT = NOON - 20_000

export function refundsContract({ channel, asksForRefunds }: ContractTraits): void {
  describe('a refund', () => {
    test('that succeeded is money, once, and its order is closed; one only asked for is not', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      refund(shop, 'asked')
      shop.clock.nowMs += shop.adapter().limits.lagMs
      expect((await listed(shop)).filter(({ succeeded }) => succeeded)).toEqual([])
      expect(await snapshotOf(shop.adapter(), id)).toMatchObject({ refunding: asksForRefunds })
      refund(shop, 'succeeded')
      const done = (await listed(shop)).filter(({ succeeded }) => succeeded)
      expect(done).toMatchObject([{ platformOrderId: id, amountFen: 1_000, version: DONE_AT }])
      const snapshot = await snapshotOf(shop.adapter(), id)
      expect(snapshot).toMatchObject({ refunding: false, lines: [{ cancelledQuantity: 1 }] })
    })

    test('is listed in the window it changed in', async () => {
      await using shop = await openShop(channel)
      shop.record(1)
      refund(shop, 'succeeded')
      shop.clock.nowMs += shop.adapter().limits.lagMs
      const in_ = async (from: number, to: number): Promise<number> =>
        (await collect(shop.adapter().listRefunds({ from, to }, never))).length
      expect(await in_(DONE_AT - 10_000, DONE_AT)).toBe(0)
      expect(await in_(DONE_AT, DONE_AT + 10_000)).toBe(1)
      expect(await in_(DONE_AT + 1_000, DONE_AT + 10_000)).toBe(0)
    })
  })
}

function listed(shop: OpenShop): Promise<ListedRefund[]> {
  return collect(shop.adapter().listRefunds({ from: NOON - 600_000, to: NOON }, never))
}

function refund(shop: OpenShop, state: 'asked' | 'succeeded'): void {
  const modifiedAtMs = state === 'asked' ? ASKED_AT : DONE_AT
  const trade = shop.trade(1, { modifiedAtMs })
  const refundId = shop.running.definition.ids.refund(trade.tradeId, 0)
  const change = { refundId, state, amountFen: 1_000, reason: '不想要', createdAtMs: ASKED_AT, modifiedAtMs }
  shop.market.ledger.record({
    ...trade,
    createdAtMs: NOON - 60_000,
    paidAtMs: NOON - 60_000,
    state: state === 'asked' ? 'paid' : 'closed_refunded',
    lines: trade.lines.map((line) => ({ ...line, refund: change })),
  })
}
