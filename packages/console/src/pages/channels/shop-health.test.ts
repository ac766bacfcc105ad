import type { LinkView } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { healthOf } from './shop-health.ts'

const ON = { polls: true, publishes: true, confirms: true, promotion: false }
const link = (failuresInARow: number): LinkView => ({
  name: 'orders',
  lastSuccessAt: null,
  failuresInARow,
  reason: failuresInARow > 0 ? 'retry' : null,
  lastError: null,
})

test('a shop is as well as the worst of its links, and says when it was switched off', () => {
  expect(healthOf({ connected: true, switches: ON, links: [link(0), link(3)] })).toMatchObject({
    word: 'failing',
    failing: 1,
  })
  expect(healthOf({ connected: true, switches: ON, links: [link(0)] }).word).toBe('fine')
  expect(healthOf({ connected: true, switches: { ...ON, polls: false }, links: [] }).word).toBe('paused')
  expect(healthOf({ connected: true, switches: ON, links: [] }).word).toBe('elsewhere')
  expect(healthOf({ connected: false, switches: ON, links: [] }).word).toBe('notConnected')
})
