import type { StockSummary } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { FILE_FIELDS, toCsv } from './stock-csv.ts'
import type { FileField } from './stock-csv.ts'

const TITLES = Object.fromEntries(FILE_FIELDS.map((field) => [field, field.toUpperCase()])) as Record<FileField, string>
const POOL = { onHand: 30, unavailable: 1, safety: 2, allocated: 3, short: 4, reserved: 5, available: 19 }
const ROW: StockSummary = {
  sku: 'PF-01',
  name: '猫粮, "大" 袋',
  version: 7,
  pool: POOL,
  waiting: { units: 8, orders: 6 },
  level: null,
}
const HEAD = '\uFEFFSKU,NAME,AVAILABLE,RESERVED,ALLOCATED,SAFETY,UNAVAILABLE,ONHAND,SHORT,WAITINGUNITS,WAITINGORDERS'

test('a row has the quantities of the pool, a name its commas and quotes', () => {
  expect(toCsv([ROW], TITLES)).toBe(`${HEAD}\r\nPF-01,"猫粮, ""大"" 袋",19,5,3,2,1,30,4,8,6\r\n`)
})

test('where a location was asked for, quantities are of its level, save for what rests on the pool', () => {
  const { reserved: _, ...quantities } = POOL
  const level = { ...quantities, onHand: 12, available: 6 }
  expect(toCsv([{ ...ROW, level }], TITLES)).toContain('"大"" 袋",6,5,3,2,1,12,4,8,6')
})

test('a name that a spreadsheet would run stays text', () => {
  expect(toCsv([{ ...ROW, sku: '-2+3', name: '=cmd|calc' }], TITLES)).toContain("\r\n'-2+3,'=cmd|calc,")
})
