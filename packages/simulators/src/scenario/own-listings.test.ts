import { expect, test } from 'vitest'
import { TradeLedger } from '../marketplace/trade-ledger.ts'
import { MARKETPLACES } from '../registry.ts'
import { TOP_IDS } from '../taobao/ids.ts'
import { ownListingsOf } from './own-listings.ts'
import { PET_FOOD_CATALOGUE } from './pet-food-catalogue.ts'
import { drawRows, PROFILE } from './profile.ts'
import { ScenarioSource } from './scenario-source.ts'
import type { ScenarioClock } from './trades.ts'

const EPOCH = Date.parse('2026-06-18T00:00:00+08:00')
const rows = drawRows(PROFILE, 'demo').slice(0, 1_500)
const clock: ScenarioClock = {
  seed: 'demo',
  ids: TOP_IDS,
  epochMs: EPOCH,
  speed: 60,
  reportStartMs: rows[0]!.createdAtMs,
}

function played(own: ScenarioClock['own']): TradeLedger {
  const ledger = new TradeLedger()
  new ScenarioSource(rows, own === undefined ? clock : { ...clock, own }).advance(EPOCH + 40 * 24 * 3_600_000, ledger)
  return ledger
}

test('one shop of all lists two things under codes that are no SKU, in its catalogue and in its trades', () => {
  const codes = new Set(PET_FOOD_CATALOGUE.map(({ skuCode }) => skuCode))
  const odd = MARKETPLACES.flatMap(({ channel }) => [...ownListingsOf(channel).values()].map(({ skuCode }) => skuCode))
  expect(odd).toEqual(['SET-DUO', 'ms01 02'])
  const ledger = played(ownListingsOf('taobao'))
  const strange = (each: { skuCode: string }) => !codes.has(each.skuCode)
  expect(
    [...ledger.listings.values()]
      .filter(strange)
      .map(({ skuCode }) => skuCode)
      .toSorted(),
  ).toEqual(odd.toSorted())
  const sold = ledger.tradesAt(Number.MAX_SAFE_INTEGER).flatMap(({ lines }) => lines.filter(strange))
  expect(new Set(sold.map(({ skuCode }) => skuCode))).toEqual(new Set(odd))
})

test('everything else sells as without them', () => {
  const told = (ledger: TradeLedger) =>
    ledger
      .tradesAt(Number.MAX_SAFE_INTEGER)
      .map(({ tradeId, lines }) => [
        tradeId,
        lines.map(({ skuId, quantity, payableFen }) => [skuId, quantity, payableFen]),
      ])
  const [own, plain] = [played(ownListingsOf('taobao')), played(undefined)]
  expect(told(own)).toEqual(told(plain))
  expect(own.stockCounters()).toEqual(plain.stockCounters())
})
