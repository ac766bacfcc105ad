// Part of the channel contract: a parcel is confirmed once, whatever happens to the answers.

import { describe, expect, test } from 'vitest'
import { sampleLine, SAMPLE_LISTING } from '../../../../simulators/src/index.ts'
import type { MarketTrade } from '../../../../simulators/src/index.ts'
import { ChannelError } from '../channel.ts'
import { CARRIERS } from '../carriers.ts'
import type { Carrier } from '../carriers.ts'
import { confirmOnce } from '../shipments.ts'
import type { ConfirmOutcome, Parcel, ParcelLine, ShipmentConfirming } from '../shipments.ts'
import type { ContractTraits } from './channel-contract.ts'
import { snapshotOf } from './contract-orders.ts'
import { never, NOON, openShop } from './open-shop.ts'
import type { OpenShop, TradeChanges } from './open-shop.ts'

interface Dock extends AsyncDisposable {
  shop: OpenShop
  shipments: ShipmentConfirming
  id: string
  parcel: (trackingNumber: string, lines?: ParcelLine[] | null) => Parcel
  once: (parcel: Parcel, isRepeat?: boolean) => Promise<ConfirmOutcome>
  trade: () => MarketTrade
}

async function openDock(channel: ContractTraits['channel'], changes: TradeChanges = {}): Promise<Dock | null> {
  const shop = await openShop(channel)
  const { shipments } = shop.adapter()
  const id = shop.record(1, changes)
  if (shipments === null) {
    await shop.running.close()
    return null
  }
  const carrier = Object.keys(shipments.carrierCodes)[0] as Carrier
  return {
    shop,
    shipments,
    id,
    parcel: (trackingNumber, lines = null) => ({
      platformOrderId: id,
      carrier,
      trackingNumber,
      lines,
      key: trackingNumber,
    }),
    once: (parcel, isRepeat = false) => confirmOnce(shipments, { parcel, isRepeat }, never),
    trade: () => shop.market.find(id)!,
    [Symbol.asyncDispose]: () => shop.running.close(),
  }
}

const refusal = async (work: Promise<ConfirmOutcome>): Promise<string> =>
  work.then(
    ({ outcome }) => outcome,
    (error: unknown) => (error instanceof ChannelError ? error.kind : String(error)),
  )

export function shipmentsContract({ channel, forbidsShipping, holdsOneLine = false }: ContractTraits): void {
  const onDock = (
    name: string,
    changes: TradeChanges,
    work: (dock: Dock, skip: (why: string) => never) => Promise<void>,
  ): void =>
    test(name, async ({ skip }) => {
      const dock = await openDock(channel, changes)
      if (dock === null) return skip('the channel takes no shipments')
      await using open = dock
      open.shop.clock.nowMs += 1_000
      await work(open, skip)
    })

  describe('a parcel', () => {
    const lineCount = holdsOneLine ? 1 : 2
    onDock('of the whole order ships it, and the platform shows it', { lineCount }, async (dock) => {
      expect(await dock.once(dock.parcel('SF0000000001'))).toEqual({ outcome: 'confirmed' })
      expect(dock.trade()).toMatchObject({ state: 'shipped', parcels: [{ trackingNumber: 'SF0000000001' }] })
      const known = await dock.shipments.read(dock.id, never)
      expect(known.map(({ trackingNumber }) => trackingNumber)).toEqual(['SF0000000001'])
      const { lines } = await snapshotOf(dock.shop.adapter(), dock.id)
      expect(lines?.every(({ quantity, cancelledQuantity }) => quantity === cancelledQuantity)).toBe(true)
    })

    onDock('whose answer was cut off is one parcel', {}, async (dock) => {
      dock.shop.market.faults.cutAfterWrite = true
      expect(await dock.once(dock.parcel('SF0000000001'))).toEqual({ outcome: 'confirmed' })
      dock.shop.market.faults.cutAfterWrite = false
      expect(await dock.once(dock.parcel('SF0000000001'), true)).toEqual({ outcome: 'confirmed' })
      expect(dock.trade().parcels).toHaveLength(1)
    })

    onDock('answered with nothing is to be looked for, never taken for sent', {}, async (dock) => {
      dock.shop.market.faults.body = 'without_data'
      expect(await refusal(dock.once(dock.parcel('SF0000000001')))).toBe('retry')
      dock.shop.market.faults.body = 'normal'
      expect(await refusal(dock.once(dock.parcel('SF0000000001'), true))).toBe('confirmed')
      expect(dock.trade().parcels).toHaveLength(1)
    })

    onDock('sent again and again is one parcel', {}, async (dock) => {
      for (let time = 0; time < 3; time++)
        expect(await refusal(dock.once(dock.parcel('SF0000000001')))).toBe('confirmed')
      expect(dock.trade().parcels).toHaveLength(1)
    })

    onDock('for an order that another parcel shipped is told apart', {}, async (dock) => {
      await dock.once(dock.parcel('SF0000000001'))
      expect(await dock.once(dock.parcel('SF0000000002'))).toEqual({ outcome: 'already_shipped' })
      expect(dock.trade().parcels).toHaveLength(1)
    })

    onDock('of a carrier the platform does not know is refused without asking it', {}, async (dock, skip) => {
      const unknown = CARRIERS.find((carrier) => dock.shipments.carrierCodes[carrier] === undefined)
      if (unknown === undefined) return skip('it knows them all')
      const { calls } = dock.shop.market.counts
      const outcome = await dock.shipments.confirm({ ...dock.parcel('X1'), carrier: unknown }, never)
      expect(outcome).toMatchObject({ outcome: 'refused', code: 'carrier_unknown' })
      expect(dock.shop.market.counts.calls).toBe(calls)
    })

    const unfit = ['closed_unpaid', 'unpaid', ...(forbidsShipping ? ['paid_shipping_forbidden' as const] : [])] as const
    for (const state of unfit) {
      const paidAtMs = state === 'paid_shipping_forbidden' ? NOON - 60_000 : null
      onDock(`for an order that is ${state} is refused`, { state, paidAtMs }, async (dock) => {
        expect(['refused', 'not_found']).toContain(await refusal(dock.once(dock.parcel('SF0000000001'))))
        expect(dock.trade().parcels).toEqual([])
      })
    }

    onDock('while a limit lasts is not sent', {}, async (dock) => {
      dock.shop.market.faults.banSeconds = 5
      expect(await refusal(dock.once(dock.parcel('SF0000000001')))).toBe('throttled')
      expect(dock.trade().parcels).toEqual([])
    })
  })

  describe('an order in several parcels', () => {
    onDock('is partly shipped, then shipped', { lineCount: 3 }, async (dock, skip) => {
      if (dock.shipments.splits === 'none') skip('the platform ships orders whole')
      const { lines } = await snapshotOf(dock.shop.adapter(), dock.id)
      const [first, ...rest] = lines!.map(({ platformLineId, quantity }) => ({ platformLineId, quantity }))
      expect(await dock.once(dock.parcel('SF0000000001', [first!]))).toEqual({ outcome: 'confirmed' })
      expect(dock.trade().state).toBe('partly_shipped')
      const half = await snapshotOf(dock.shop.adapter(), dock.id)
      expect(half.lines?.map(({ cancelledQuantity }) => cancelledQuantity)).toEqual([1, 0, 0])
      dock.shop.clock.nowMs += 1_000
      expect(await dock.once(dock.parcel('SF0000000002', rest))).toEqual({ outcome: 'confirmed' })
      expect(dock.trade()).toMatchObject({ state: 'shipped' })
      expect((await dock.shipments.read(dock.id, never)).length).toBe(2)
    })

    const line = (id: string) => sampleLine(id, SAMPLE_LISTING, { quantity: 2, payableFen: 2_000 })
    test('may split one line where the platform can', async ({ skip }) => {
      const dock = await openDock(channel)
      if (dock === null) return skip('the channel takes no shipments')
      await using _ = dock
      if (dock.shipments.splits !== 'quantities') return skip('the platform splits no lines')
      const trade = dock.shop.trade(2, { payableFen: 2_000 })
      dock.shop.market.ledger.record({ ...trade, lines: [line(trade.lines[0]!.lineId)] })
      const { lines } = await snapshotOf(dock.shop.adapter(), trade.tradeId)
      const half = [{ platformLineId: lines![0]!.platformLineId, quantity: 1 }]
      for (const trackingNumber of ['SF0000000001', 'SF0000000002']) {
        dock.shop.clock.nowMs += 1_000
        const parcel = { ...dock.parcel(trackingNumber, half), platformOrderId: trade.tradeId }
        expect(await dock.once(parcel)).toEqual({ outcome: 'confirmed' })
      }
      expect(dock.shop.market.find(trade.tradeId)).toMatchObject({ state: 'shipped', parcels: [{}, {}] })
    })
  })
}
