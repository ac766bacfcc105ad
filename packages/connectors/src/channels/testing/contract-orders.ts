// Part of the channel contract: what an order is, read in full, thin or not at all.

import { describe, expect, test } from 'vitest'
import type { OrderSnapshot } from '@tidegate/domain'
import type { ChannelAdapter, Window } from '../channel.ts'
import type { ContractTraits } from './channel-contract.ts'
import { collect, failureOf, never, NOON, openShop, SHOP } from './open-shop.ts'

const LAST_MINUTES: Window = { from: NOON - 600_000, to: NOON }

export async function snapshotOf(adapter: ChannelAdapter, platformOrderId: string): Promise<OrderSnapshot> {
  const read = await adapter.readOrder(platformOrderId, never)
  if (!read.ok) throw new Error(`${read.problem.field}: expected ${read.problem.expected}, found ${read.problem.found}`)
  return read.snapshot
}

export function ordersContract({ channel, masksReceivers, showsUnpaid, holdsOneLine = false }: ContractTraits): void {
  describe('an order', () => {
    test('is listed and read in full, at one version', async () => {
      await using shop = await openShop(channel)
      const platformOrderId = shop.record(7)
      shop.clock.nowMs += shop.adapter().limits.lagMs
      const adapter = shop.adapter()
      const listed = await collect(adapter.listChangedOrders(LAST_MINUTES, never))
      expect(listed).toEqual([{ platformOrderId, version: NOON - 60_000 }])
      const snapshot = await snapshotOf(adapter, platformOrderId)
      expect(snapshot).toMatchObject({
        key: { channel, shop: SHOP, platformOrderId },
        version: NOON - 60_000,
        placedAt: NOON - 60_000,
        platformState: 'open',
        refunding: false,
        shippingForbidden: false,
        freightFen: 0,
        payableFen: 1_000,
        legs: [{ leg: 'whole', payableFen: 1_000, paidFen: 1_000, paidAt: NOON - 60_000 }],
        lines: [{ skuCode: 'MT01-01', quantity: 1, cancelledQuantity: 0, payableFen: 1_000 }],
        receiver: { masked: masksReceivers, province: expect.stringMatching(/./) as string },
      })
      expect(snapshot.receiver?.token === null).toBe(!masksReceivers)
    })

    test('costs a call of its own to be listed only where the adapter says so', async () => {
      await using shop = await openShop(channel)
      const orders = 20
      for (let n = 1; n <= orders; n += 1) shop.record(n)
      const adapter = shop.adapter()
      shop.clock.nowMs += adapter.limits.lagMs
      await collect(adapter.listChangedOrders(LAST_MINUTES, never))
      expect(shop.market.counts.calls < orders).toBe(adapter.limits.listsVersions)
    })

    test.skipIf(holdsOneLine)('of three lines adds up', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1, { lineCount: 3, freightFen: 600, payableFen: 3_600 })
      const { lines, freightFen, payableFen } = await snapshotOf(shop.adapter(), id)
      expect(lines).toHaveLength(3)
      expect(new Set(lines?.map(({ platformLineId }) => platformLineId)).size).toBe(3)
      expect(lines!.reduce((sum, line) => sum + line.payableFen, freightFen)).toBe(payableFen)
    })

    test('is the same when its bytes are read again', async () => {
      await using shop = await openShop(channel)
      const read = await shop.adapter().readOrder(shop.record(1), never)
      expect(read.ok && shop.definition.decodeOrder(read.raw, SHOP)).toEqual(read)
    })

    test('and its neighbour, one digit apart, stay two', async () => {
      await using shop = await openShop(channel)
      const ids = [shop.record(1_001), shop.record(1_002)]
      const adapter = shop.adapter()
      for (const id of ids) expect((await snapshotOf(adapter, id)).key.platformOrderId).toBe(id)
      shop.clock.nowMs += adapter.limits.lagMs
      const listed = await collect(adapter.listChangedOrders(LAST_MINUTES, never))
      expect(listed.map(({ platformOrderId }) => platformOrderId).toSorted()).toEqual(ids.toSorted())
    })

    test('that the platform does not know is not found', async () => {
      await using shop = await openShop(channel)
      const unknown = shop.running.definition.ids.trade(0, 9_999_999)
      expect(await failureOf(() => shop.adapter().readOrder(unknown, never))).toMatchObject({ kind: 'not_found' })
    })

    test('that was paid, shipped and completed says so', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      shop.record(1, { createdAtMs: NOON - 60_000, modifiedAtMs: NOON - 30_000, state: 'completed' })
      expect(await snapshotOf(shop.adapter(), id)).toMatchObject({ version: NOON - 30_000, platformState: 'completed' })
    })

    test.skipIf(!showsUnpaid)('that nobody paid owes everything', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1, { state: 'unpaid', paidAtMs: null })
      const { legs, platformState } = await snapshotOf(shop.adapter(), id)
      expect(platformState).toBe('open')
      expect(legs.reduce((sum, { paidFen }) => sum + paidFen, 0)).toBe(0)
      shop.record(1, {
        createdAtMs: NOON - 60_000,
        modifiedAtMs: NOON - 30_000,
        state: 'closed_unpaid',
        paidAtMs: null,
      })
      expect(await snapshotOf(shop.adapter(), id)).toMatchObject({ platformState: 'closed' })
    })
  })

  describe('a busy night', () => {
    test('thin list rows change nothing: the detail is read', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      const adapter = shop.adapter()
      const before = await snapshotOf(adapter, id)
      shop.market.faults.promotionNight = true
      shop.clock.nowMs += adapter.limits.lagMs
      expect(await collect(adapter.listChangedOrders(LAST_MINUTES, never))).toHaveLength(1)
      expect(await snapshotOf(adapter, id)).toEqual(before)
    })

    test('a detail without its parts has missing parts or is set aside, never empty ones', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      shop.market.faults.thinDetail = true
      const read = await shop.adapter().readOrder(id, never)
      if (read.ok) {
        // A platform whose detail never thins still gives them in full.
        expect(read.snapshot.lines === null || read.snapshot.lines.length > 0).toBe(true)
        expect(read.snapshot.receiver === null || read.snapshot.receiver.province !== '').toBe(true)
      } else expect(read.problem.field).not.toBe('')
    })

    test('a list that lags shows late what the detail shows at once', async () => {
      await using shop = await openShop(channel)
      const id = shop.record(1)
      const adapter = shop.adapter()
      shop.clock.nowMs += adapter.limits.lagMs
      shop.market.faults.lagMs = 3_600_000
      expect(await collect(adapter.listChangedOrders(LAST_MINUTES, never))).toEqual([])
      await snapshotOf(adapter, id)
      shop.market.faults.lagMs = 0
      expect(await collect(adapter.listChangedOrders(LAST_MINUTES, never))).toHaveLength(1)
    })
  })
}
