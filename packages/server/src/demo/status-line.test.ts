import { expect, test } from 'vitest'
import type { ShopHealth } from '../intake/shop-health.ts'
import { statusLine } from './status-line.ts'

const NOW = new Date(2026, 10, 11, 9, 8, 7).getTime()
const shop: ShopHealth = {
  shop: { channel: 'taobao', shop: 'petfood' },
  state: 'working',
  lastSuccessAt: NOW,
  provenUntil: NOW - 4_000,
  failuresInARow: 0,
  reason: null,
  lastError: null,
  counts: { ordersRecorded: 120, refundsRecorded: 1, quarantined: 0 },
}
const work = { toShip: 30, held: 2 }

test('a calm line', () => {
  const line = statusLine({ shops: [shop], work, shipped: 9, nowMs: NOW })
  expect(line).toBe('09:08:07 | orders read 120 | to ship 30 | shipped 9 | held 2 | lag 4 s')
})

test('trouble is in it', () => {
  const troubled = {
    ...shop,
    provenUntil: null,
    lastError: 'the channel did not answer',
    counts: { ...shop.counts, quarantined: 3 },
  }
  const line = statusLine({ shops: [troubled], work, shipped: 9, nowMs: NOW })
  expect(line).toContain('quarantined 3 | lag not polled yet | taobao/petfood: the channel did not answer')
})
