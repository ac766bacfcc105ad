// Part of the channel contract: nothing is lost while rows move under the reader, at the edges of windows or within
// one second, and no lie of the platform is taken for the truth.

import { describe, expect, test } from 'vitest'
import { ChannelError } from '../channel.ts'
import type { ChannelAdapter, Window } from '../channel.ts'
import type { ContractTraits } from './channel-contract.ts'
import { collect, failureOf, never, NOON, openShop } from './open-shop.ts'
import type { OpenShop } from './open-shop.ts'

/** Later than any platform's lag after the windows' end, and a place for changes made while a window is read. */
const CHANGED_AT = NOON + 1_000

const idsIn = async (adapter: ChannelAdapter, window: Window): Promise<string[]> =>
  (await collect(adapter.listChangedOrders(window, never))).map(({ platformOrderId }) => platformOrderId)

/** Time passes until the window [.., NOON + 2 s) may be read. */
function pass(shop: OpenShop): void {
  shop.clock.nowMs = NOON + 2_000 + shop.adapter().limits.lagMs
}

/** Two and a half pages of orders, one a second, the newest a second before noon. */
function fill(shop: OpenShop): { window: Window; ids: string[] } {
  const { pageSize } = shop.adapter().limits
  const count = Math.ceil(pageSize * 2.5)
  const ids = Array.from({ length: count }, (_, index) =>
    shop.record(index + 1, { modifiedAtMs: NOON - (count - index) * 1_000 }),
  )
  pass(shop)
  return { window: { from: NOON - count * 1_000, to: NOON }, ids }
}

export function pagingContract({ channel }: ContractTraits): void {
  describe('paging', () => {
    test('every order is seen once in a quiet shop', async () => {
      await using shop = await openShop(channel)
      const { window, ids } = fill(shop)
      expect((await idsIn(shop.adapter(), window)).toSorted()).toEqual(ids.toSorted())
    })

    test('orders that change while the pages are read take no other with them', async () => {
      await using shop = await openShop(channel)
      const { window, ids } = fill(shop)
      let changed = 0
      shop.market.beforeCall = () => {
        // From both ends and the middle: whichever way the platform sorts, rows before the reader go.
        for (const number of [changed + 1, ids.length - changed, Math.floor(ids.length / 2) + changed]) {
          const createdAtMs = NOON - (ids.length - number + 1) * 1_000
          if (shop.market.find(ids[number - 1]!)?.modifiedAtMs === CHANGED_AT) continue
          shop.record(number, { createdAtMs, modifiedAtMs: CHANGED_AT, state: 'shipped' })
        }
        changed += 1
      }
      const adapter = shop.adapter()
      const seen = new Set(await idsIn(adapter, window))
      shop.market.beforeCall = null
      for (const id of await idsIn(adapter, { from: NOON, to: NOON + 2_000 })) seen.add(id)
      expect(seen).toEqual(new Set(ids))
      expect(changed).toBeGreaterThan(2)
    })

    test('windows that meet lose nothing, and one ends before its end', async () => {
      await using shop = await openShop(channel)
      const middle = NOON - 30_000
      const times = [NOON - 60_000, middle - 1_000, middle, middle, middle + 1_000, NOON - 1_000]
      const ids = times.map((modifiedAtMs, index) => shop.record(index + 1, { modifiedAtMs }))
      shop.record(99, { modifiedAtMs: NOON })
      pass(shop)
      const adapter = shop.adapter()
      const first = await idsIn(adapter, { from: NOON - 60_000, to: middle })
      const second = await idsIn(adapter, { from: middle, to: NOON })
      expect([...first, ...second].toSorted()).toEqual(ids.toSorted())
      expect(first).toHaveLength(2)
    })

    test('whether the platform includes the end of a window or not', async () => {
      await using shop = await openShop(channel)
      const { window, ids } = fill(shop)
      shop.market.faults.endExclusive = true
      expect((await idsIn(shop.adapter(), window)).toSorted()).toEqual(ids.toSorted())
    })

    test('many orders in one second', async () => {
      await using shop = await openShop(channel)
      const count = shop.adapter().limits.pageSize + 20
      const ids = Array.from({ length: count }, (_, index) => shop.record(index + 1, { modifiedAtMs: NOON - 5_000 }))
      pass(shop)
      expect(new Set(await idsIn(shop.adapter(), { from: NOON - 10_000, to: NOON }))).toEqual(new Set(ids))
    })

    test('an empty window is empty', async () => {
      await using shop = await openShop(channel)
      pass(shop)
      expect(await idsIn(shop.adapter(), { from: NOON - 60_000, to: NOON })).toEqual([])
    })

    test('a window longer than the platform allows is never sent', async () => {
      await using shop = await openShop(channel)
      const adapter = shop.adapter()
      for (const from of [NOON - adapter.limits.windowMsMax - 1, NOON, NOON + 1]) {
        expect(await failureOf(() => idsIn(adapter, { from, to: NOON }))).toMatchObject({ kind: 'bug' })
      }
      expect(shop.market.counts.calls).toBe(0)
    })

    test.each([-200, -10, 10, 100_000])('a total that is %i off hides nothing', async (totalError) => {
      await using shop = await openShop(channel)
      const { window, ids } = fill(shop)
      shop.market.faults.totalError = totalError
      const seen = await idsIn(shop.adapter(), window).catch((error: unknown) => {
        if (error instanceof ChannelError) return null
        throw error
      })
      // A platform that reports no total cannot lie about it.
      if (seen !== null) expect(new Set(seen)).toEqual(new Set(ids))
    })

    test('a last page that repeats for ever ends', async () => {
      await using shop = await openShop(channel)
      const { window, ids } = fill(shop)
      shop.market.faults.repeatLastPage = true
      const seen = await idsIn(shop.adapter(), window).catch((error: unknown) => {
        if (error instanceof ChannelError) return null
        throw error
      })
      if (seen !== null) expect(new Set(seen)).toEqual(new Set(ids))
      expect(shop.market.counts.calls).toBeLessThan(2_000)
    })
  })
}
