import { expect, test } from 'vitest'
import { compareReadBack, decidePublication } from './decide-publication.ts'
import { coveredUnits } from './listing.ts'

const LATER = 100_000
const books = { covered: 10, sent: 10, sold: 0, countedFrom: 0, provenUntil: LATER }
const reading = {
  shown: 10,
  readAt: 50_000,
  believed: 10,
  soldBeforeRead: 0,
  soldAroundRead: 0,
  unsureDelta: null,
}

test('a sale of the shop itself changes both sides alike, so nothing is sent', () => {
  expect(decidePublication({ ...books, covered: 7, sold: 3 })).toEqual({ decision: 'in_line' })
})

test('what changes elsewhere is sent as a difference', () => {
  expect(decidePublication({ ...books, covered: 8 })).toEqual({ decision: 'send', delta: -2 })
  expect(decidePublication({ ...books, covered: 15, sold: 1 })).toEqual({ decision: 'send', delta: 6 })
})

test('a count that sales emptied before our difference came is taken for zero, not for less', () => {
  expect(decidePublication({ ...books, covered: 0, sold: 13 })).toEqual({ decision: 'in_line' })
  expect(decidePublication({ ...books, covered: 7, sold: 13 })).toEqual({ decision: 'send', delta: 7 })
})

test('a count whose earlier sales may be on their way is lowered, and not raised', () => {
  const unproven = { ...books, provenUntil: 0 }
  expect(decidePublication({ ...unproven, covered: 12 })).toEqual({ decision: 'wait_for_proof' })
  expect(decidePublication({ ...unproven, covered: 9 })).toEqual({ decision: 'send', delta: -1 })
})

test('a reading waits until every order from before it has arrived', () => {
  expect(compareReadBack(reading, reading.readAt + 1_000)).toEqual({ comparison: 'wait_for_proof' })
})

test('a reading that shows what the books say has no drift, sales on their way then included', () => {
  expect(compareReadBack(reading, LATER)).toEqual({ comparison: 'compared', drift: 0 })
  expect(compareReadBack({ ...reading, shown: 7, soldBeforeRead: 3 }, LATER)).toMatchObject({ drift: 0 })
})

test('units that moved at the very moment of the reading explain a difference up to their number', () => {
  expect(compareReadBack({ ...reading, shown: 9, soldAroundRead: 2 }, LATER)).toMatchObject({ drift: 0 })
  expect(compareReadBack({ ...reading, shown: 7, soldAroundRead: 2 }, LATER)).toMatchObject({ drift: -1 })
})

test('an unsure change is told apart by what the reading shows', () => {
  const unsure = { ...reading, unsureDelta: -4 }
  expect(compareReadBack({ ...unsure, shown: 6 }, LATER)).toMatchObject({ drift: -4 })
  expect(compareReadBack({ ...unsure, shown: 10 }, LATER)).toMatchObject({ drift: 0 })
})

test('a reading that fits both is taken for the one that raises the count least', () => {
  const both = { ...reading, unsureDelta: 4, soldAroundRead: 4, shown: 10 }
  expect(compareReadBack(both, LATER)).toMatchObject({ drift: 4 })
})

test('a bundle is covered by its scarcest component', () => {
  const available = new Map([
    [1, 7],
    [2, 3],
  ])
  const components = [
    { skuId: 1, perUnit: 2 },
    { skuId: 2, perUnit: 1 },
  ]
  expect(coveredUnits(components, (skuId) => available.get(skuId) ?? 0)).toBe(3)
  expect(coveredUnits([{ skuId: 1, perUnit: 4 }], () => 3)).toBe(0)
  expect(coveredUnits([], () => 3)).toBe(0)
})
