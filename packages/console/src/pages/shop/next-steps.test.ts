import type { ShopView } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { nextSteps } from './next-steps.ts'

const CONNECTED_AT = '2026-11-01T00:00:00.000Z'
const NOW = Date.parse(CONNECTED_AT) + 60_000
const DAY_MS = 86_400_000

const link = (name: 'listings' | 'stock', lastSuccessAt: string | null) => ({
  name,
  lastSuccessAt,
  failuresInARow: 0,
  reason: null,
  lastError: null,
})

const FRESH = {
  provenUntil: null,
  pushPath: '/channel-messages/a/b/c',
  pushes: null,
  links: [link('listings', null), link('stock', null)],
  stock: { published: 0, pending: 0, unsure: 0, driftUnits: 0, unmapped: 0 },
  switches: { polls: true, publishes: false, confirms: true, promotion: false },
  token: { renewedBy: 'none', connectedAt: CONNECTED_AT, renewedAt: null, expiresAt: null, needsPerson: false },
} as unknown as ShopView

const undone = (shop: ShopView, backfills = 0) =>
  nextSteps(shop, { now: NOW, backfills }).flatMap(({ step, isDone }) => (isDone ? [] : [step]))

test('a new shop has all before it, and what it cannot do is not asked for', () => {
  expect(undone(FRESH)).toEqual(['orders', 'messages', 'listings', 'publish', 'backfill'])
  expect(undone({ ...FRESH, pushPath: null, links: [] })).toEqual(['orders', 'backfill'])
})

test('a step is done once its effect is there, and the list goes with the last of them', () => {
  const taken: ShopView = { ...FRESH, provenUntil: CONNECTED_AT, links: [link('listings', CONNECTED_AT)] }
  expect(undone(taken)).toEqual(['messages', 'backfill'])
  expect(undone({ ...taken, stock: { ...taken.stock, unmapped: 2 } }, 1)).toEqual(['messages', 'listings'])
  expect(nextSteps({ ...taken, pushPath: null }, { now: NOW, backfills: 1 })).toEqual([])
})

test('a shop of long ago, or one whose keys are elsewhere, has no list', () => {
  expect(nextSteps(FRESH, { now: NOW + 8 * DAY_MS, backfills: 0 })).toEqual([])
  expect(nextSteps({ ...FRESH, token: null }, { now: NOW, backfills: 0 })).toEqual([])
})
