import { describe, expect, test } from 'vitest'
import { TradeLedger } from '../marketplace/trade-ledger.ts'
import { LOCATION_CODES, PET_FOOD_CATALOGUE } from './pet-food-catalogue.ts'
import { drawRows, packArrivals, PROFILE, unpackArrivals } from './profile.ts'
import { PROVINCES, placesOf } from './regions.ts'
import type { ReportRow } from './report-row.ts'
import { ScenarioSource } from './scenario-source.ts'
import { changesOf, planTrade, tradeAt, tradeTimes } from './trades.ts'
import type { ScenarioClock } from './trades.ts'
import { TOP_IDS } from '../taobao/ids.ts'

const EPOCH = Date.parse('2026-06-18T00:00:00+08:00')
const rows = drawRows(PROFILE, 'demo')
const clock: ScenarioClock = {
  seed: 'demo',
  ids: TOP_IDS,
  epochMs: EPOCH,
  speed: 60,
  reportStartMs: rows[0]!.createdAtMs,
}
const share = (count: number): number => count / rows.length

describe('the profile', () => {
  test('packs arrivals and unpacks them', () => {
    const counts = [0, 3, 0, 0, 20, ...Array.from({ length: 60 }, () => 0), 1, 0]
    expect(unpackArrivals(packArrivals(counts))).toEqual(counts)
  })
  test('draws as many rows as the report has, in order, with its shares', () => {
    expect(rows).toHaveLength(28_010)
    expect(rows.every((row, index) => index === 0 || row.createdAtMs >= rows[index - 1]!.createdAtMs)).toBe(true)
    expect(share(rows.filter((row) => row.paidAtMs === null).length)).toBeCloseTo(3_923 / 28_010, 1.7)
    expect(share(rows.filter((row) => row.refundFen > 0).length)).toBeCloseTo(5_646 / 28_010, 1.7)
    expect(share(rows.filter((row) => row.province === '上海').length)).toBeCloseTo(3_353 / 28_010, 1.7)
  })
  test('draws the same rows for the same seed and others for another', () => {
    expect(drawRows(PROFILE, 'demo').slice(0, 50)).toEqual(rows.slice(0, 50))
    expect(drawRows(PROFILE, 'other').slice(0, 50)).not.toEqual(rows.slice(0, 50))
  })
})

describe('trades', () => {
  const find = (wanted: (row: ReportRow) => boolean): ReportRow => rows.find(wanted)!
  const states = (row: ReportRow): string[] =>
    changesOf(tradeTimes(row, clock)).map((atMs) => {
      const trade = tradeAt(planTrade(row, clock), atMs)!
      return [trade.state, ...trade.lines.map((line) => line.refund?.state ?? '-').slice(0, 2)].join(' ')
    })

  test('appear at their time and not before', () => {
    const row = rows[1_000]!
    const { createdAtMs } = tradeTimes(row, clock)
    expect(Math.abs(createdAtMs - (EPOCH + (row.createdAtMs - clock.reportStartMs) / 60))).toBeLessThan(1_000)
    expect(tradeAt(planTrade(row, clock), createdAtMs - 1)).toBeNull()
    expect(tradeAt(planTrade(row, clock), createdAtMs)).toMatchObject({ state: 'unpaid', modifiedAtMs: createdAtMs })
  })
  test('show a line of 0 pieces as often as asked for, and are otherwise the same', () => {
    const trades = (badOneIn: number) => rows.slice(0, 4_000).map((row) => planTrade(row, { ...clock, badOneIn }))
    const [good, some] = [trades(0), trades(100)]
    expect(good.filter(({ isBad }) => isBad)).toHaveLength(0)
    const bad = some.filter(({ isBad }) => isBad)
    expect(bad.length).toBeGreaterThan(20)
    expect(bad.length).toBeLessThan(70)
    expect(some.map(({ lines, tradeId }) => ({ lines, tradeId }))).toEqual(
      good.map(({ lines, tradeId }) => ({ lines, tradeId })),
    )
    const shown = tradeAt(bad[0]!, bad[0]!.times.createdAtMs)!
    expect(shown.lines.map(({ quantity }) => quantity === 0)).toEqual(shown.lines.map((_, index) => index === 0))
  })
  test('go unpaid to closed, or paid, or refunded whole or in one line', () => {
    expect(states(find((row) => row.paidAtMs === null)).map((text) => text.split(' ')[0])).toEqual([
      'unpaid',
      'closed_unpaid',
    ])
    expect(
      states(find((row) => row.paidAtMs !== null && row.refundFen === 0)).map((text) => text.split(' ')[0]),
    ).toEqual(['unpaid', 'paid'])
    const whole = find((row) => row.refundFen === row.totalFen && row.totalFen < 1_500)
    expect(states(whole)).toEqual(['unpaid -', 'paid -', 'paid asked', 'closed_refunded succeeded'])
    const part = find((row) => row.refundFen > 0 && row.refundFen < row.totalFen)
    expect(states(part)).toEqual(['unpaid - -', 'paid - -', 'paid asked -', 'paid succeeded -'])
  })
  test('every change is later than the one before, by a whole second at least', () => {
    const crowded = rows.filter((row) =>
      changesOf(tradeTimes(row, clock)).some((atMs, index, all) => atMs - (all[index - 1] ?? 0) < 1_000),
    )
    expect(crowded).toEqual([])
  })
  test('ids are 19 digits, all different, and different again for another epoch', () => {
    const ids = new Set(rows.map((row) => planTrade(row, clock).tradeId))
    expect(ids.size).toBe(rows.length)
    expect([...ids].every((id) => /^\d{19}$/.test(id))).toBe(true)
    expect(ids).not.toContain(planTrade(rows[0]!, { ...clock, epochMs: EPOCH + 1_000 }).tradeId)
  }, 20_000)
  test('a restarted simulator goes on exactly where it was', () => {
    const some = rows.slice(0, 400)
    const end = EPOCH + 20 * 3_600_000
    const once = new TradeLedger()
    new ScenarioSource(some, clock).advance(end, once)
    const steps = new TradeLedger()
    const source = new ScenarioSource(some, clock)
    for (let atMs = EPOCH; atMs <= end; atMs += 7 * 60_000) source.advance(atMs, steps)
    source.advance(end, steps)
    expect(once.tradeCount).toBe(400)
    expect(steps.modifiedBetween(0, end, end)).toEqual(once.modifiedBetween(0, end, end))
    expect(steps.stockCounters()).toEqual(once.stockCounters())
  })
})

describe('the catalogue', () => {
  test('about 200 SKUs, every code and id once, stock at every location', () => {
    expect(PET_FOOD_CATALOGUE.length).toBeGreaterThan(180)
    for (const key of ['skuCode', 'platformSkuId'] as const)
      expect(new Set(PET_FOOD_CATALOGUE.map((item) => item[key])).size).toBe(PET_FOOD_CATALOGUE.length)
    for (const item of PET_FOOD_CATALOGUE) {
      expect(Number.isInteger(item.priceFen) && item.priceFen > 0).toBe(true)
      expect(
        LOCATION_CODES.every((code) => Number.isInteger(item.openingStock[code]) && item.openingStock[code] > 0),
      ).toBe(true)
    }
  })
  test('all 31 provinces of the report have places', () => {
    expect(PROVINCES).toHaveLength(31)
    for (const province of Object.keys(PROFILE.provinces)) expect(placesOf(province)[0]?.district).not.toBe('')
  })
})
