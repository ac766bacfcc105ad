// Part of the channel contract: published stock is what the platform shows, and what was sold stays sold.

import { describe, expect, test } from 'vitest'
import { SAMPLE_LISTING } from '../../../../simulators/src/index.ts'
import { ChannelError } from '../channel.ts'
import { STOCK_MODES } from '../stock.ts'
import type { StockChange, StockMode, StockPublishing, StockResult } from '../stock.ts'
import type { ContractTraits } from './channel-contract.ts'
import { sampleListing } from './contract-listings.ts'
import { failureOf, never, openShop, UNITS } from './open-shop.ts'
import type { OpenShop } from './open-shop.ts'

interface Desk extends AsyncDisposable {
  shop: OpenShop
  stock: StockPublishing
  change: (units: number, key: string) => StockChange
  publish: (change: StockChange, mode: StockMode) => Promise<StockResult>
  /** What the platform shows its buyers, and what we read of it. */
  shown: () => number
  read: () => Promise<number | null>
}

/** Null where the channel cannot publish in the mode. */
async function openDesk(channel: ContractTraits['channel'], mode: StockMode): Promise<Desk | null> {
  const shop = await openShop(channel)
  const { stock } = shop.adapter()
  if (stock === null || !stock.modes.includes(mode)) {
    await shop.running.close()
    return null
  }
  const listing = await sampleListing(shop)
  const shown = (): number => shop.market.ledger.stock.shown(SAMPLE_LISTING.skuId)
  return {
    shop,
    stock,
    change: (units, key) => ({ listing, units, key, shownBefore: shown() }),
    publish: async (change, wanted) => (await stock.publish([change], wanted, never))[0]!,
    shown,
    read: async () => (await stock.read([listing], never))[0]!.shown,
    [Symbol.asyncDispose]: () => shop.running.close(),
  }
}

export function stockContract({ channel }: ContractTraits): void {
  describe.each(STOCK_MODES)('stock published as %s', (mode) => {
    /** Runs where the channel has the mode. */
    const onDesk = (name: string, work: (desk: Desk) => Promise<void>): void =>
      test(name, async ({ skip }) => {
        const desk = await openDesk(channel, mode)
        if (desk === null) return skip('the channel does not publish so')
        await using open = desk
        await work(open)
      })
    /** The units to send for the platform to show `target`. */
    const unitsFor = (desk: Desk, target: number): number => (mode === 'absolute' ? target : target - desk.shown())

    onDesk('is what the platform shows, up, down and to nothing', async (desk) => {
      for (const target of [UNITS + 25, 40, 0, 7]) {
        const result = await desk.publish(desk.change(unitsFor(desk, target), `k${target}`), mode)
        expect(result.outcome).toBe('applied')
        expect(desk.shown()).toBe(target)
        expect(await desk.read()).toBe(target)
      }
    })

    onDesk('is wrong for one listing and right for the next', async (desk) => {
      const good = desk.change(unitsFor(desk, UNITS + 1), 'good')
      const nines = (id: string | null): string | null => id?.replaceAll(/\d/g, '9') ?? null
      const listing = {
        platformItemId: nines(good.listing.platformItemId)!,
        platformSkuId: nines(good.listing.platformSkuId),
      }
      const results = await desk.stock.publish([{ ...good, listing, key: 'bad' }, good], mode, never)
      expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'applied'])
      expect(desk.shown()).toBe(UNITS + 1)
      expect((await desk.stock.read([listing], never))[0]?.shown).toBeNull()
    })

    onDesk('and cut off after it was applied is unknown, and seen when read back', async (desk) => {
      desk.shop.market.faults.cutAfterWrite = true
      const change = desk.change(unitsFor(desk, UNITS + 5), 'cut')
      expect((await desk.publish(change, mode)).outcome).toBe('unknown')
      desk.shop.market.faults.cutAfterWrite = false
      expect(await desk.read()).toBe(UNITS + 5)
      if (!desk.stock.repeatsKnown.includes(mode)) return
      expect(['applied', 'already_applied']).toContain((await desk.publish(change, mode)).outcome)
      expect(desk.shown()).toBe(UNITS + 5)
    })

    onDesk('and accepted but not applied is found when read back', async (desk) => {
      desk.shop.market.faults.stockNotApplied = true
      await desk.publish(desk.change(unitsFor(desk, UNITS + 5), 'lost'), mode)
      expect(await desk.read()).toBe(UNITS)
    })

    onDesk('and answered with nothing is unknown, never taken for applied', async (desk) => {
      const change = desk.change(unitsFor(desk, UNITS + 5), 'silent')
      desk.shop.market.faults.body = 'without_data'
      const outcome = await desk.publish(change, mode).then(
        (result) => result.outcome,
        (error: unknown) => (error instanceof ChannelError ? error.kind : String(error)),
      )
      expect(['unknown', 'retry']).toContain(outcome) // Thrown where a question before it went unanswered.
    })

    onDesk('beyond the limit is not sent', async (desk) => {
      desk.shop.market.faults.banSeconds = 5
      const change = desk.change(unitsFor(desk, UNITS + 5), 'later')
      expect(await failureOf(() => desk.publish(change, mode))).toMatchObject({ kind: 'throttled' })
      expect(desk.shown()).toBe(UNITS)
    })
  })

  test('a delta does not put back on sale what was sold meanwhile', async ({ skip }) => {
    const desk = await openDesk(channel, 'delta')
    if (desk === null) return skip('the channel has no deltas')
    await using _ = desk
    const change = desk.change(5, 'receipt')
    for (let number = 1; number <= 10; number++) expect(desk.shop.market.sell(desk.shop.trade(number))).toBe(true)
    expect((await desk.publish(change, 'delta')).outcome).toBe('applied')
    expect(desk.shown()).toBe(UNITS - 10 + 5)
  })
}
